"""'This was written down for you. Is it right?': on the own phone, one at a time."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from zwerm.dialogues import access
from zwerm.dialogues.actions import confirming as actions
from zwerm.dialogues.forms.material import ConfirmForm
from zwerm.dialogues.queries import confirming as queries
from zwerm.people.viewer import Request


@require_GET
def confirm(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The next words that wait for a yes or a no."""
    seat = access.speaking_seat(request.viewer, dialogue_id)
    later = request.GET.get("later", "")
    skip = int(later) if later.isascii() and later.isdigit() and len(later) < 5 else 0
    page = queries.to_confirm(seat, request.viewer.language, skip=skip)
    form = ConfirmForm(initial={"text": page.words.text if page.words else ""})
    return render(request, "dialogues/confirm.html", {"page": page, "form": form})


@require_POST
def say_yes(request: Request, dialogue_id: UUID, placement_id: UUID) -> HttpResponse:
    """It is right, in these words: shared with the group."""
    seat = access.speaking_seat(request.viewer, dialogue_id)
    placement = access.placement_of_speaker(seat, placement_id)
    form = ConfirmForm.of(request)
    if form.is_valid():
        actions.confirm(
            seat,
            placement,
            text=form.cleaned_data["text"],
            secret=request.viewer.key_for(dialogue_id),
        )
        return redirect("dialogues:confirm", dialogue_id)
    page = queries.to_confirm(seat, request.viewer.language, placement=placement)
    return render(request, "dialogues/confirm.html", {"page": page, "form": form}, status=422)


@require_POST
def say_no(request: Request, dialogue_id: UUID, placement_id: UUID) -> HttpResponse:
    """It is not right, or not to be used: gone."""
    seat = access.speaking_seat(request.viewer, dialogue_id)
    placement = access.placement_of_speaker(seat, placement_id)
    actions.refuse(placement)
    return redirect("dialogues:confirm", dialogue_id)
