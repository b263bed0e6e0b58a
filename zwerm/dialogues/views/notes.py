"""Notes per aspect beside a conversation, taken by who leads it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zwerm.dialogues import access
from zwerm.dialogues.actions import notes as actions
from zwerm.dialogues.actions.material import NotAnyMore
from zwerm.dialogues.forms.material import NotesForm, RewordForm
from zwerm.dialogues.queries import notes as queries
from zwerm.dialogues.queries.material import where
from zwerm.people.viewer import Request
from zwerm.web.http import status_of


@require_http_methods(["GET", "POST"])
def notes(request: Request, dialogue_id: UUID) -> HttpResponse:
    """One calm page: every aspect, its questions, and a field."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    page = queries.notebook(seat, request.viewer.language)
    form = _about(request, page)
    asked = request.POST.get("write", "")
    aspect = asked if asked in {chapter.key for chapter in page.chapters} else ""
    if form.is_valid():
        for chapter in page.chapters:
            actions.hold(seat, aspect=chapter.key, text=form.cleaned_data[f"text-{chapter.key}"])
        if aspect and form.whole(aspect):
            notebook = actions.notebook(seat)
            actions.note(
                notebook,
                sent_as=form.cleaned_data["sent_as"],
                aspect=aspect,
                text=form.cleaned_data[f"text-{aspect}"],
                speakers=actions.people(
                    notebook,
                    voices=access.voices_at(seat, form.ids(aspect, "seat")),
                    others=access.speakers_of(notebook, form.ids(aspect, "speaker")),
                    name=form.cleaned_data[f"name-{aspect}"],
                ),
            )
        if not form.errors:
            here = reverse("dialogues:notes", args=[dialogue_id])
            return redirect(f"{here}#{aspect}" if aspect else here)
    chapters = [
        (one, form[f"text-{one.key}"], form[f"people-{one.key}"], form[f"name-{one.key}"])
        for one in page.chapters
    ]
    context = {"page": page, "form": form, "chapters": chapters}
    return render(request, "dialogues/notes.html", context, status=status_of(form))


def _about(request: Request, page: queries.Notebook) -> NotesForm:
    return NotesForm.about(
        request,
        [chapter.key for chapter in page.chapters],
        people=[
            *((f"seat:{voice.id}", voice.name or voice.label) for voice in page.voices),
            *((f"speaker:{other.id}", other.name) for other in page.others),
        ],
        now={f"text-{chapter.key}": chapter.draft for chapter in page.chapters},
    )


@require_POST
def hold_notes(request: Request, dialogue_id: UUID) -> HttpResponse:
    """Keep what is being written; the answer names what it acknowledges (FI-10)."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    page = queries.notebook(seat, request.viewer.language)
    form = _about(request, page)
    if not form.is_valid():
        return JsonResponse({"saved": False}, status=422)
    for chapter in page.chapters:
        actions.hold(seat, aspect=chapter.key, text=form.cleaned_data[f"text-{chapter.key}"])
    return JsonResponse({"saved": True, "acknowledged": str(form.cleaned_data["sent_as"])})


@require_http_methods(["GET", "POST"])
def reword_note(request: Request, dialogue_id: UUID, number: int) -> HttpResponse:
    """Other words for a note that nobody confirmed yet."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    notebook = access.notes_of(seat)
    text = queries.note_text(notebook, number)
    if text is None:
        return _too_late(request, dialogue_id)
    form = RewordForm.of(request, initial={"text": text})
    if form.is_valid():
        try:
            actions.reword(notebook, number, form.cleaned_data["text"])
        except NotAnyMore:
            return _too_late(request, dialogue_id)
        return redirect("dialogues:notes", dialogue_id)
    context = {"form": form, "where": where(seat), "number": number}
    return render(request, "dialogues/notes_reword.html", context, status=status_of(form))


@require_POST
def strike_note(request: Request, dialogue_id: UUID, number: int) -> HttpResponse:
    """Remove a note that nobody confirmed yet."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    notebook = access.notes_of(seat)
    try:
        actions.strike(notebook, number)
    except NotAnyMore:
        return _too_late(request, dialogue_id)
    return redirect("dialogues:notes", dialogue_id)


def _too_late(request: Request, dialogue_id: UUID) -> HttpResponse:
    messages.info(
        request, _("That note is gone, or whoever said it confirmed it. Now it is theirs.")
    )
    return redirect("dialogues:notes", dialogue_id)
