"""Paper: question cards, answer sheets with a card each, and typing them in."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zwerm.dialogues import access, paper
from zwerm.dialogues.actions import join as joining
from zwerm.dialogues.actions import paper as actions
from zwerm.dialogues.forms.paper import SheetForm, SheetsForm
from zwerm.dialogues.queries import paper as queries
from zwerm.people.viewer import Request
from zwerm.web.http import attachment, status_of
from zwerm.web.pdf import KIND


@require_http_methods(["GET", "POST"])
def sheets(request: Request, dialogue_id: UUID) -> HttpResponse:
    """What can be printed, and which sheets were typed in. The POST answers with the sheets
    themselves: their secrets are nowhere else."""
    seat = access.preparing_seat(request.viewer, dialogue_id)
    dialogue = seat.dialogue
    form = SheetsForm.of(request)
    if form.is_valid():
        if dialogue.state == "closed":
            raise Http404
        perspective = form.cleaned_data["perspective"]
        language = request.viewer.language
        laid = joining.lay_sheets(dialogue, form.cleaned_data["number"], perspective=perspective)
        made = paper.answer_sheets(
            queries.asked_in(dialogue, language),
            queries.told_of(seat),
            [(one.sheet, secret) for one, secret in laid],
            perspective=perspective,
            texts=queries.purposes(language),
        )
        return attachment(made, name=f"{_('answer-sheets')}.pdf", kind=KIND)
    page = queries.paper(dialogue)
    return render(
        request, "dialogues/paper.html", {"page": page, "form": form}, status=status_of(form)
    )


@require_GET
def question_cards(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The questions on cards, to lay on the table. Holds nothing of anybody."""
    seat = access.preparing_seat(request.viewer, dialogue_id)
    asked = queries.asked_in(seat.dialogue, request.viewer.language)
    made = paper.question_cards(asked, queries.told_of(seat))
    return attachment(made, name=f"{_('question-cards')}.pdf", kind=KIND)


@require_http_methods(["GET", "POST"])
def type_in(request: Request, dialogue_id: UUID, seat_id: UUID) -> HttpResponse:
    """One sheet, all questions on one page, typed in on behalf of who wrote it."""
    by = access.preparing_seat(request.viewer, dialogue_id)
    dialogue = by.dialogue
    if dialogue.state != "open":
        raise Http404
    seat = access.paper_seat(dialogue, seat_id)
    language = request.viewer.language
    typed = queries.typed_in(seat)
    chosen = queries.asked_in(dialogue, language)
    asked = paper.main_questions(chosen, seat.perspective, typed=typed)
    agreed = queries.agreed(seat)
    form = SheetForm.of_sheet(
        request,
        asked,
        queries.purposes(language),
        typed=typed,
        initial={
            "yes": agreed.get("take_part", False),
            "perspective": seat.perspective,
            "purposes": [purpose for purpose, given in agreed.items() if given],
        },
    )
    if form.is_valid():
        actions.type_in(
            seat,
            asked,
            perspective=form.cleaned_data["perspective"],
            answers=form.answers(),
            taken_back=form.taken_back(),
            yes_to=form.cleaned_data["purposes"],
            by=by,
        )
        return redirect("dialogues:paper", dialogue_id)
    page = queries.paper(dialogue)
    return render(
        request,
        "dialogues/paper_sheet.html",
        {"page": page, "form": form, "sheet": seat.sheet},
        status=status_of(form),
    )
