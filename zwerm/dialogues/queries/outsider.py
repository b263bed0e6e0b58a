"""What who invites a neutral outsider sees, and what the outsider sees."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from zwerm.dialogues.models import Dialogue, Invitation, Seat, TakeHome
from zwerm.dialogues.plan import time_told_of
from zwerm.dialogues.terms import Level, Role, State
from zwerm.frameworks.queries import kader_of


def local(moment: datetime | None) -> datetime | None:
    """A moment in the time of here."""
    return timezone.localtime(moment) if moment else None


def outsider_name(dialogue: Dialogue) -> str:
    seat = (
        dialogue.seats.filter(Q(until=None) | Q(until__gt=timezone.now()), role=Role.INTERVIEWER)
        .values_list("nickname", flat=True)
        .first()
    )
    return seat or ""


def _standing(dialogue: Dialogue) -> "QuerySet[Invitation]":
    return dialogue.invitations.filter(seat=None, withdrawn=False, expires_at__gt=timezone.now())


def invited_name(dialogue: Dialogue) -> str:
    return _standing(dialogue).values_list("name", flat=True).first() or ""


@dataclass(frozen=True)
class Outsider:
    """Who leads from outside, who was asked, and who may not."""

    dialogue_id: UUID
    title: str
    practice: str
    outsider: str
    invited: str
    invited_at: str
    until: datetime | None


def outsider(dialogue: Dialogue) -> Outsider:
    """The invitation of a neutral outsider. 2 queries."""
    asked = _standing(dialogue).first()
    return Outsider(
        dialogue_id=dialogue.pk,
        title=dialogue.title,
        practice=dialogue.practice.name,
        outsider=outsider_name(dialogue),
        invited=asked.name if asked else "",
        invited_at=asked.email if asked else "",
        until=asked.expires_at if asked else None,
    )


def sits_here(dialogue: Dialogue, email: str) -> bool:
    """Whether this address belongs to somebody with a seat at this dialogue (P5). 1 query."""
    return dialogue.seats.filter(person__email=email.strip().lower()).exists()


@dataclass(frozen=True)
class Asking:
    """What somebody who is invited reads before she says yes."""

    name: str
    practice: str
    about: str
    where: str
    title: str
    by: str
    starts_at: datetime | None
    time_told: bool
    minutes: int
    place: str
    meeting_url: str
    aspects: tuple[str, ...]
    nameless: bool


def asking(invitation: Invitation, language: str) -> Asking:
    """Who asks what. 1 query (and 1 the first time a process reads the framework)."""
    dialogue = invitation.dialogue
    kader = kader_of(dialogue.version_id, language)
    chosen = set(dialogue.aspects)
    by = dialogue.seats.filter(role=Role.FACILITATOR).values_list("nickname", flat=True).first()
    return Asking(
        name=invitation.name,
        practice=dialogue.practice.name,
        about=dialogue.practice.about,
        where=dialogue.practice.where,
        title=dialogue.title,
        by=by or "",
        starts_at=dialogue.starts_at,
        time_told=time_told_of(local(dialogue.starts_at)),
        minutes=dialogue.minutes,
        place=dialogue.place,
        meeting_url=dialogue.meeting_url,
        aspects=tuple(aspect.plain for aspect in kader.aspects if aspect.key in chosen),
        nameless=dialogue.level == Level.NAMELESS,
    )


def taken_home(seat: Seat) -> dict[str, str]:
    """What an outsider wrote for herself, by question. 1 query."""
    return dict(TakeHome.objects.filter(seat=seat).values_list("question", "text"))


@dataclass(frozen=True)
class Visit:
    """What an outsider finds when she comes back."""

    dialogue_id: UUID
    title: str
    practice: str
    name: str
    over: bool
    """Closed, or her seat was ended: what she takes home is left."""
    open: bool
    starts_at: datetime | None
    time_told: bool
    place: str
    meeting_url: str


def visit(seat: Seat) -> Visit:
    """One dialogue, as the outsider who leads it may know it. No query."""
    dialogue = seat.dialogue
    ended = seat.until is not None and seat.until <= timezone.now()
    return Visit(
        dialogue_id=dialogue.pk,
        title=dialogue.title,
        practice=dialogue.practice.name,
        name=seat.nickname,
        over=ended or dialogue.state == State.CLOSED,
        open=dialogue.state == State.OPEN,
        starts_at=dialogue.starts_at,
        time_told=time_told_of(local(dialogue.starts_at)),
        place=dialogue.place,
        meeting_url=dialogue.meeting_url,
    )
