"""Closing a dialogue, and opening it again: both say beforehand what they do."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zwerm.dialogues import access
from zwerm.dialogues.actions import close as closing
from zwerm.dialogues.forms.lead import ReopenForm
from zwerm.dialogues.queries import lead as queries
from zwerm.people.viewer import Request
from zwerm.web.http import status_of


@require_http_methods(["GET", "POST"])
def close(request: Request, dialogue_id: UUID) -> HttpResponse:
    """Who sees what afterwards, and the one button that closes. Twice is once (FI-14)."""
    seat = access.leading_seat(request.viewer, dialogue_id)
    page = queries.closing(seat)
    if page.desk.preparing:
        raise Http404
    if page.desk.closed:
        return redirect("dialogues:picture", dialogue_id)
    if request.method == "POST":
        if not closing.close(seat.dialogue, by=seat):
            messages.info(request, _("Somebody else closed the conversation just before you."))
        # An outsider's access ended with the dialogue; what she takes home is all that is left.
        if not page.desk.facilitator:
            return redirect("dialogues:take_home", dialogue_id)
        return redirect("dialogues:picture", dialogue_id)
    return render(request, "dialogues/close.html", {"page": page})


@require_http_methods(["GET", "POST"])
def reopen(request: Request, dialogue_id: UUID) -> HttpResponse:
    """Open a closed dialogue again, with a reason that the group reads."""
    seat = access.preparing_seat(request.viewer, dialogue_id)
    desk = queries.desk(seat)
    if not desk.closed:
        return redirect("dialogues:lead", dialogue_id)
    form = ReopenForm.of(request)
    if form.is_valid():
        closing.reopen(seat.dialogue, by=seat, because=form.cleaned_data["because"])
        return redirect("dialogues:lead", dialogue_id)
    context = {"desk": desk, "form": form}
    return render(request, "dialogues/close_reopen.html", context, status=status_of(form))
