"""What the live parts show, and who may hear them. The same values draw the page on a reload."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils import timezone

from zwerm.dialogues import cards, doors, questions, sealing, topics
from zwerm.dialogues.models import CellCount, Dialogue, Seat
from zwerm.dialogues.terms import LEADS, Channel, Depth, Level, Loop, Role, State
from zwerm.frameworks.queries import kader_of
from zwerm.live.topics import version_column


def listening(topic: str, bearers: Collection[str]) -> dict[str, int]:
    """Which seats may hear this topic now, each with its version (AT-12). 1 query.

    The same conditions as the doors in `access`; a seat that left or ended hears nothing.
    """
    dialogue_id, audience = topics.read(topic)
    seats = Seat.objects.filter(
        Q(until=None) | Q(until__gt=timezone.now()),
        pk__in=[UUID(bearer) for bearer in bearers],
        dialogue_id=dialogue_id,
        left=False,
    ).exclude(role=Role.INTERVIEWER, dialogue__state=State.CLOSED)
    if audience == topics.SEATS:
        seats = seats.exclude(role=Role.VOICE, dialogue__state=State.PREPARING)
    else:
        seats = seats.filter(role__in=LEADS)
    found = seats.annotate(version=version_column(topic)).values_list("pk", "version")
    return {str(pk): version for pk, version in found}


def dialogue_of(topic: str) -> Dialogue | None:
    """The dialogue behind a topic, or None when it is gone. 1 query."""
    dialogue_id, _ = topics.read(topic)
    return Dialogue.objects.select_related("practice").filter(pk=dialogue_id).first()


def _suggested(dialogue: Dialogue, language: str) -> str:
    kader = kader_of(dialogue.version_id, language)
    found = [aspect.plain for aspect in kader.aspects if aspect.key == dialogue.suggested]
    return found[0] if found else ""


def _quiet(dialogue: Dialogue) -> datetime | None:
    until = dialogue.quiet_until
    return until if until is not None and until > timezone.now() else None


@dataclass(frozen=True)
class SeatsNow:
    """What every seat may see of this moment. Nothing in it is one's own."""

    dialogue_id: UUID
    open: bool
    suggested: str
    """The plain label of what the facilitator suggests; empty when nothing."""
    quiet_until: datetime | None
    shown: int
    """How much others may read. Without name it grows per batch only (P3)."""


def seats_now(dialogue: Dialogue, language: str) -> SeatsNow:
    """1 query."""
    shown = CellCount.objects.filter(dialogue=dialogue, outside=False).aggregate(n=Sum("voices"))
    return SeatsNow(
        dialogue_id=dialogue.pk,
        open=dialogue.state == State.OPEN,
        suggested=_suggested(dialogue, language),
        quiet_until=_quiet(dialogue),
        shown=shown["n"] or 0,
    )


@dataclass(frozen=True)
class Door:
    """How people come in."""

    preparing: bool
    closed: bool
    """The dialogue is over."""
    open: bool
    code: str
    """As it stands on the wall; empty when nobody can come in by it."""
    link: str
    short_link: str
    """The link as people say it, without https."""


def door(dialogue: Dialogue) -> Door:
    """0 queries."""
    code = dialogue.join_code or ""
    link = doors.address(code) if code else ""
    join = f"{settings.SITE_URL}{reverse('dialogues:join')}"
    return Door(
        preparing=dialogue.state == State.PREPARING,
        closed=dialogue.state == State.CLOSED,
        open=dialogue.joinable,
        code=cards.shown_code(code) if code else "",
        link=link,
        short_link=join.partition("://")[2].rstrip("/"),
    )


@dataclass(frozen=True)
class ScreenNow:
    """What stands on the wall."""

    title: str
    door: Door
    suggested: str
    quiet_until: datetime | None


def screen_now(dialogue: Dialogue, language: str) -> ScreenNow:
    """0 queries."""
    return ScreenNow(
        title=dialogue.title,
        door=door(dialogue),
        suggested=_suggested(dialogue, language),
        quiet_until=_quiet(dialogue),
    )


@dataclass(frozen=True)
class Seated:
    """Someone at the table, as the others know this seat in confidence."""

    name: str
    perspective: str
    sheet: str


@dataclass(frozen=True)
class WhoIsIn:
    """Who is in, as far as P3 and P4 allow."""

    named: tuple[Seated, ...]
    """In confidence: everybody. Without name: nobody."""
    at_least: int
    """Without name: rounded down to a multiple of k; 0 says "fewer than k"."""
    sheets: int
    """Paper sheets laid ready. Without name this is all that is told of paper."""


def _who_is_in(dialogue: Dialogue) -> WhoIsIn:
    seats = Seat.objects.filter(dialogue=dialogue, role=Role.VOICE, left=False)
    rows = list(
        seats.order_by("nickname", "pk").only("nickname", "perspective", "sheet", "channel")
    )
    sheets = sum(seat.channel == Channel.PAPER for seat in rows)
    if dialogue.level == Level.NAMELESS:
        return WhoIsIn((), sealing.about(len(rows) - sheets, dialogue.k), sheets)
    named = [Seated(seat.nickname, seat.perspective, seat.sheet) for seat in rows]
    return WhoIsIn(tuple(sorted(named, key=_unnamed_last)), 0, sheets)


def _unnamed_last(seated: Seated) -> tuple[bool, str, str, str]:
    return (not seated.name, seated.name.casefold(), seated.perspective, seated.sheet)


@dataclass(frozen=True)
class Count:
    """One cell of the coverage."""

    asked: bool
    voices: int


@dataclass(frozen=True)
class Row:
    """One aspect: what may be suggested, and where it is still quiet."""

    key: str
    plain: str
    suggested: bool
    counts: tuple[Count, ...]
    """One per loop, in the order of `LeadNow.loops`."""


@dataclass(frozen=True)
class LeadNow:
    """What who leads sees of this moment."""

    dialogue_id: UUID
    nameless: bool
    k: int
    door: Door
    who: WhoIsIn
    loops: tuple[str, ...]
    rows: tuple[Row, ...]
    suggested: str
    quiet_until: datetime | None
    shown: int


def lead_now(dialogue: Dialogue, language: str) -> LeadNow:
    """2 queries: seats and kept counts."""
    kader = kader_of(dialogue.version_id, language)
    voices: dict[tuple[str, str], int] = {}
    cells = CellCount.objects.filter(dialogue=dialogue, outside=False)
    for aspect, loop, number in cells.values_list("aspect", "loop", "voices"):
        voices[(aspect, loop)] = voices.get((aspect, loop), 0) + number
    deeper = dialogue.depth == Depth.DEEPER
    rows = []
    for one in questions.aspects_of(kader, dialogue.aspects):
        asked = questions.loops_asked(one, audiences=dialogue.audiences, deeper=deeper)
        counts = (Count(loop in asked, voices.get((one.key, loop), 0)) for loop in kader.loops)
        rows.append(Row(one.key, one.plain, one.key == dialogue.suggested, tuple(counts)))
    return LeadNow(
        dialogue_id=dialogue.pk,
        nameless=dialogue.level == Level.NAMELESS,
        k=dialogue.k,
        door=door(dialogue),
        who=_who_is_in(dialogue),
        loops=tuple(str(Loop(loop).label) for loop in kader.loops),
        rows=tuple(rows),
        suggested=_suggested(dialogue, language),
        quiet_until=_quiet(dialogue),
        shown=sum(voices.values()),
    )
