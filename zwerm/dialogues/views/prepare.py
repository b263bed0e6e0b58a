"""Preparing a dialogue on one page, the page where it lies ready, opening it, poster, calendar."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zwerm.dialogues import access, calendar
from zwerm.dialogues.actions import prepare as actions
from zwerm.dialogues.forms.prepare import PrepareForm
from zwerm.dialogues.forms.prepare_words import FOLLOW, default_afterwards, default_title
from zwerm.dialogues.queries import prepare as queries
from zwerm.frameworks import access as frameworks
from zwerm.people import access as people
from zwerm.people.viewer import Request
from zwerm.practices import access as practices
from zwerm.web.http import attachment, status_of


@require_http_methods(["GET", "POST"])
def prepare(request: Request, practice_id: UUID) -> HttpResponse:
    """A new dialogue: one page, of which title and button are enough."""
    practice = practices.practice_to_prepare_in(request.viewer, practice_id)
    form = PrepareForm.offering(
        request,
        queries.offers(practice.hub, request.viewer.language),
        {
            "title": default_title(),
            "day": timezone.localdate(),
            "place": practice.where,
            "afterwards": default_afterwards(),
        },
    )
    if form.is_valid():
        dialogue = actions.prepare(
            practice,
            frameworks.version_for(practice.hub, form.version_id),
            form.plan(),
            by=people.person(request.viewer),
            perspective=practices.membership(request.viewer, practice_id).perspective,
        )
        return redirect("dialogues:ready", dialogue.pk)
    page = {"form": form, "practice": practice.name, "practice_id": practice_id}
    return render(request, "dialogues/prepare.html", page, status=status_of(form))


@require_http_methods(["GET", "POST"])
def prepare_again(request: Request, dialogue_id: UUID) -> HttpResponse:
    """Change what was decided; what participants were promised no longer changes."""
    seat = access.preparing_seat(request.viewer, dialogue_id)
    dialogue = seat.dialogue
    if dialogue.state == "closed":
        raise Http404
    begun = dialogue.state != "preparing"
    power, level = ("yes" if dialogue.has_power else "no"), dialogue.level
    moment = timezone.localtime(dialogue.starts_at) if dialogue.starts_at else None
    form = PrepareForm.offering(
        request,
        [queries.offer_of(dialogue, request.viewer.language)],
        {
            "title": dialogue.title,
            "day": moment.date() if moment else None,
            "time": moment.time() if moment and moment.time() != moment.time().min else None,
            "place": dialogue.place,
            "has_power": power,
            "form": dialogue.form,
            "aspects_0": dialogue.aspects,
            "depth": dialogue.depth,
            "audiences": dialogue.audiences,
            "minutes": dialogue.minutes,
            "place_feels": dialogue.place_feels,
            "meeting_url": dialogue.meeting_url,
            "afterwards": dialogue.afterwards,
            "dependencies": dialogue.dependencies,
            "level": FOLLOW if level == actions.level_for(has_power=dialogue.has_power) else level,
            "level_agreed": dialogue.has_power and level == "in_confidence",
            **{f"expected_{key}": number for key, number in dialogue.expected.items()},
        },
        promised=[*actions.PROMISED, "level_agreed"] if begun else (),
    )
    if form.is_valid():
        actions.prepare_again(dialogue, form.plan(), by=seat)
        return redirect("dialogues:ready", dialogue_id)
    page = {
        "form": form,
        "practice": dialogue.practice.name,
        "practice_id": dialogue.practice_id,
        "dialogue_id": dialogue_id,
        "begun": begun,
        "company": queries.who_comes(dialogue),
        "k": dialogue.k,
    }
    return render(request, "dialogues/prepare.html", page, status=status_of(form))


@require_GET
def ready(request: Request, dialogue_id: UUID) -> HttpResponse:
    """What was decided, who is still missing, and what comes next."""
    seat = access.preparing_seat(request.viewer, dialogue_id)
    page = queries.ready(seat.dialogue, request.viewer.language)
    return render(request, "dialogues/prepare_ready.html", {"page": page})


@require_POST
def open_up(request: Request, dialogue_id: UUID) -> HttpResponse:
    """Let people in, and go to the table."""
    seat = access.preparing_seat(request.viewer, dialogue_id)
    actions.open_up(seat.dialogue)
    return redirect("dialogues:lead", dialogue_id)


@require_GET
def poster(request: Request, dialogue_id: UUID) -> HttpResponse:
    """QR and code, large, for the wall or the screen; only while people can come in (AT-07)."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    page = queries.poster(seat.dialogue)
    if page is None:
        raise Http404
    return render(request, "dialogues/prepare_poster.html", {"page": page})


@require_GET
def agenda(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The dialogue as a calendar file, for who has a seat there (AT-07)."""
    dialogue = access.seat_inside(request.viewer, dialogue_id).dialogue
    if dialogue.starts_at is None:
        raise Http404
    meeting = calendar.Meeting(
        id=dialogue.pk,
        title=dialogue.title,
        starts_at=timezone.localtime(dialogue.starts_at),
        minutes=dialogue.minutes,
        place=dialogue.place,
        address=f"{settings.SITE_URL}{reverse('dialogues:join')}",
        call=dialogue.meeting_url,
        words=_("You take part with the code that you get there."),
    )
    made = calendar.calendar(meeting, made_on=timezone.localdate())
    return attachment(made, name=f"{_('conversation')}.ics", kind=calendar.KIND)
