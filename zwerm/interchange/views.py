"""Bringing in a conversation that took place: paste or upload, look, take in."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zwerm.dialogues import access
from zwerm.dialogues.queries import material as queries
from zwerm.interchange import actions, taking_in
from zwerm.interchange.forms import BringForm, TakeInForm
from zwerm.interchange.readers.reading import LARGEST_FILE, read_speech
from zwerm.interchange.speech import MESSAGES, Transcript, UnreadableSpeech
from zwerm.people.viewer import Request
from zwerm.web.http import status_of


@require_http_methods(["GET", "POST"])
def bring_in(request: Request, dialogue_id: UUID) -> HttpResponse:
    """What was brought so far, and a place to bring more. Nothing is stored before a look at it."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    form = BringForm.of(request)
    if form.is_valid():
        try:
            transcript = _read(form)
        except UnreadableSpeech as unreadable:
            which = "file" if form.cleaned_data["file"] else "text"
            form.add_error(which, _(MESSAGES[unreadable.code]) % unreadable.params)
        else:
            next_form = TakeInForm(
                initial={
                    "sent_as": uuid4(),
                    "title": transcript.title or _("Conversation"),
                    "kept": actions.keep_in_page(seat, transcript),
                }
            )
            context = {
                "where": queries.where(seat),
                "preview": taking_in.preview(transcript),
                "form": next_form,
            }
            return render(request, "interchange/preview.html", context)
    context = {"page": queries.shelf(seat), "form": form}
    return render(request, "interchange/bring_in.html", context, status=status_of(form))


def _read(form: BringForm) -> Transcript:
    file = form.cleaned_data["file"]
    if file is None:
        return read_speech(form.cleaned_data["text"].encode(), name=taking_in.PASTED)
    # One byte more than may be: the reader then says that it is too large.
    return read_speech(file.read(LARGEST_FILE + 1), name=file.name)


@require_POST
def take_in(request: Request, dialogue_id: UUID) -> HttpResponse:
    """Yes, this is the conversation: now it is stored, and who is who comes next."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    form = TakeInForm.of(request)
    if form.is_valid():
        try:
            turns = actions.kept_in_page(seat, form.cleaned_data["kept"])
        except actions.NotKept:
            again = BringForm()
            page = queries.shelf(seat)
            context = {"page": page, "form": again, "too_old": True}
            return render(request, "interchange/bring_in.html", context, status=422)
        material = actions.take_in(
            seat,
            turns,
            sent_as=form.cleaned_data["sent_as"],
            title=form.cleaned_data["title"],
        )
        return redirect("dialogues:speakers", dialogue_id, material.pk)
    context = {"where": queries.where(seat), "form": form}
    return render(request, "interchange/preview.html", context, status=422)
