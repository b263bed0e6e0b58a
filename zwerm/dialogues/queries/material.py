"""What was brought from elsewhere. Each query has a fixed number of SQL queries."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from zwerm.dialogues.models import Dialogue, Material, Passage, Placement, Seat, Speaker
from zwerm.dialogues.terms import Channel, Level, MaterialKind, Role
from zwerm.practices.terms import Perspective


def waiting_of(seat: Seat) -> "QuerySet[Placement]":
    """Written-down words that wait for the yes of this seat."""
    return Placement.objects.filter(
        material__dialogue_id=seat.dialogue_id,
        passage__speaker__seat=seat,
        passage__speaker__left_out=False,
        contribution=None,
    )


def waiting_for(seat: Seat) -> int:
    """How many written-down words wait for the yes of this seat. 1 query."""
    return waiting_of(seat).count()


@dataclass(frozen=True)
class Where:
    """What every screen of material says about the conversation it belongs to."""

    dialogue_id: UUID
    title: str
    practice: str
    nameless: bool
    by_outsider: bool

    @property
    def steps(self) -> tuple[str, ...]:
        """From a file to passages with a place."""
        return (_("Bring"), _("Look"), _("Who is who"), _("Give a place"))


def where(seat: Seat) -> Where:
    """No query: the dialogue and its practice came with the seat."""
    dialogue = seat.dialogue
    return Where(
        dialogue_id=dialogue.pk,
        title=dialogue.title,
        practice=dialogue.practice.name,
        nameless=dialogue.level == Level.NAMELESS,
        by_outsider=seat.role == Role.INTERVIEWER,
    )


@dataclass(frozen=True)
class Brought:
    """One conversation that was taken in."""

    id: UUID
    title: str
    speakers: int
    unknown: int
    """Speakers of whom nobody said yet who they are."""
    passages: int
    placed: int
    waiting: int


@dataclass(frozen=True)
class Shelf:
    """All that this seat brought."""

    where: Where
    brought: tuple[Brought, ...]


def shelf(seat: Seat) -> Shelf:
    """The transcripts that this very seat took in. 1 query."""
    of_material = OuterRef("pk")
    rows = (
        Material.objects.filter(
            dialogue_id=seat.dialogue_id, brought_by=seat, kind=MaterialKind.TRANSCRIPT
        )
        .annotate(
            speakers_n=_count(Speaker.objects.filter(material=of_material)),
            unknown_n=_count(
                Speaker.objects.filter(material=of_material, seat=None, left_out=False)
            ),
            passages_n=_count(Passage.objects.filter(material=of_material)),
            placed_n=_count(Placement.objects.filter(material=of_material)),
            waiting_n=_count(Placement.objects.filter(material=of_material, contribution=None)),
        )
        .order_by("title", "pk")
    )
    brought = tuple(
        Brought(
            id=row.pk,
            title=row.title,
            speakers=row.speakers_n,
            unknown=row.unknown_n,
            passages=row.passages_n,
            placed=row.placed_n,
            waiting=row.waiting_n,
        )
        for row in rows
    )
    return Shelf(where(seat), brought)


def _count(rows: "QuerySet[Speaker] | QuerySet[Passage] | QuerySet[Placement]") -> Coalesce:
    # A subquery for each: joined together they would multiply, three thousand times sixty.
    counted = rows.order_by().values("material").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


@dataclass(frozen=True)
class Voice:
    """A seat that words may be given to."""

    id: UUID
    label: str
    name: str
    """Empty: she gave none, and is not to be told from others with her perspective."""
    own_phone: bool
    """She says yes herself: a yes that somebody else recorded does not count for her."""


def voices(dialogue: Dialogue) -> tuple[Voice, ...]:
    """The voices at this table that who leads may point at. 2 queries.

    Without name a voice on its own phone is not among them: pointing at it would unmask (P3).
    Such a speaker gets a card, and finds with it what was written down.
    """
    seats = dialogue.seats.filter(role=Role.VOICE, left=False)
    if dialogue.level == Level.NAMELESS:
        seats = seats.exclude(channel=Channel.SCREEN)
    rows = seats.prefetch_related("speakers").order_by("nickname", "sheet", "pk")
    return tuple(
        Voice(seat.pk, label_of(seat), name_of(seat), own_phone=seat.channel == Channel.SCREEN)
        for seat in rows
    )


def name_of(seat: Seat) -> str:
    """How who leads knows a seat: its name here, its sheet, or the name in the own material."""
    names = sorted({speaker.name for speaker in seat.speakers.all() if speaker.name})
    return seat.nickname or seat.sheet or (names[0] if names else "")


def label_of(seat: Seat) -> str:
    """The same with its perspective."""
    name = name_of(seat)
    perspective = perspective_label(seat.perspective)
    if name and perspective:
        return f"{name} ({perspective})"
    return name or perspective or _("someone without a name")


def perspective_label(key: str) -> str:
    """The word for a perspective; empty when it was not told."""
    return str(Perspective(key).label) if key in Perspective.values else ""
