"""A neutral outsider: asked by mail, seated with a role and an end, and what she takes home."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zwerm.dialogues import access, letters
from zwerm.dialogues.actions import prepare as actions
from zwerm.dialogues.forms.outsider import InviteForm, TakeHomeForm
from zwerm.dialogues.queries import outsider as queries
from zwerm.dialogues.queries import take_part
from zwerm.dialogues.views import keys
from zwerm.people import access as people
from zwerm.people.viewer import Request
from zwerm.practices.queries import is_known_in
from zwerm.web import limits
from zwerm.web.http import problem, status_of

MAILS_AN_HOUR = 12
"""From one seat: more than anybody needs, fewer than anybody could annoy somebody with."""


@require_http_methods(["GET", "POST"])
def invite(request: Request, dialogue_id: UUID) -> HttpResponse:
    """Ask one person from elsewhere to lead this one dialogue."""
    seat = access.preparing_seat(request.viewer, dialogue_id)
    dialogue = seat.dialogue
    if dialogue.state == "closed":
        raise Http404
    form = InviteForm.of(request)
    if form.is_valid():
        email, name = form.cleaned_data["email"], form.cleaned_data["name"]
        if limits.spent("invite", str(seat.pk), most=MAILS_AN_HOUR):
            return problem(request, 429)
        if is_known_in(dialogue.practice_id, email) or queries.sits_here(dialogue, email):
            form.add_error("email", _not_neutral())
        else:
            limits.spend("invite", str(seat.pk), seconds=3600)
            invitation, token = actions.invite_outsider(dialogue, email=email, name=name)
            if letters.ask_outsider(invitation, token, by=seat.nickname):
                return redirect("dialogues:invite", dialogue_id)
            actions.withdraw_invitations(dialogue)
            form.add_error(None, _("The mail could not be sent. Try again in a few minutes."))
    page = queries.outsider(dialogue)
    return render(
        request,
        "dialogues/outsider_invite.html",
        {"page": page, "form": form},
        status=status_of(form),
    )


def _not_neutral() -> str:
    return _(
        "This person belongs to your practice or has a place in this conversation. Ask somebody "
        "from elsewhere: who has no part in it can listen more freely."
    )


@require_POST
def end_outsider(request: Request, dialogue_id: UUID) -> HttpResponse:
    """End the outsider's seat, or take the invitation back."""
    seat = access.preparing_seat(request.viewer, dialogue_id)
    actions.end_outsider(seat.dialogue, by=seat)
    return redirect("dialogues:invite", dialogue_id)


@require_http_methods(["GET", "POST"])
def invitation(request: Request, token: str) -> HttpResponse:
    """Who asks what. Looking changes nothing (AT-50); yes gives the seat and a clean address."""
    asked = access.invitation_by_token(token)
    dialogue = asked.dialogue
    refused = ""
    if is_known_in(dialogue.practice_id, asked.email) or queries.sits_here(dialogue, asked.email):
        refused = "not_neutral"
    signed_in = request.viewer.person_id is not None
    if signed_in and people.person(request.viewer).email != asked.email:
        refused = "somebody_else"
    if request.method == "POST" and not refused:
        try:
            _seat, secret = actions.accept_invitation(asked)
        except actions.NoLongerStands:
            raise Http404 from None
        return keys.carry(redirect("dialogues:outsider", dialogue.pk), dialogue.pk, secret)
    page = queries.asking(asked, request.viewer.language)
    return render(
        request,
        "dialogues/outsider_invitation.html",
        {"page": page, "refused": refused},
        status=403 if refused and request.method == "POST" else 200,
    )


@require_GET
def outsider(request: Request, dialogue_id: UUID) -> HttpResponse:
    """Where an outsider begins and comes back: the way to the table, her card, what is hers."""
    seat = access.outsider_seat(request.viewer, dialogue_id)
    key = request.viewer.key_for(dialogue_id)
    page = {
        "page": queries.visit(seat),
        "card": take_part.card(seat, key) if key is not None else None,
    }
    return render(request, "dialogues/outsider.html", page)


@require_http_methods(["GET", "POST"])
def take_home(request: Request, dialogue_id: UUID) -> HttpResponse:
    """Three questions to who led a conversation of others. Nobody of the group sees the answers."""
    seat = access.outsider_seat(request.viewer, dialogue_id)
    page = queries.visit(seat)
    if not page.over:
        raise Http404
    form = TakeHomeForm.asking(request, queries.taken_home(seat))
    if form.is_valid():
        actions.take_home(seat, form.answers())
        return redirect("dialogues:outsider", dialogue_id)
    return render(
        request,
        "dialogues/outsider_take_home.html",
        {"page": page, "form": form},
        status=status_of(form),
    )
