"""Who speaks in one material: the names, and what may be chosen for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce, Length
from django.urls import reverse

from zwerm.dialogues import cards
from zwerm.dialogues.models import Consent, Material, Passage, Placement, Seat, Speaker
from zwerm.dialogues.queries.material import Voice, Where, label_of, voices, where
from zwerm.dialogues.terms import Channel, MaterialKind
from zwerm.dialogues.whose import AtSeat, LeftOut, SameAs, Unknown, Who
from zwerm.privacy.terms import Purpose

ON_A_PAGE = 40
TELLING = 60
"""Characters from which a passage says something of who speaks."""
EXAMPLE = 160
"""Characters of the first words, to recognise somebody by."""


@dataclass(frozen=True)
class Named:
    """One name in the material, and who it is."""

    id: UUID
    name: str
    turns: int
    words: int
    example: str
    chosen: str
    """Where the choice stands now, as it travels in the form."""
    agreed: bool
    recorded_by: str
    how: str
    waiting: int
    may_have_card: bool
    """Has a seat without a phone: a card lets her find her words on one."""


@dataclass(frozen=True)
class Speakers:
    """The names in one material."""

    where: Where
    material_id: UUID
    title: str
    is_notes: bool
    named: tuple[Named, ...]
    voices: tuple[Voice, ...]
    page: int
    pages: int
    recorded_by: str
    unknown: int

    @property
    def page_before(self) -> int:
        return self.page - 1

    @property
    def page_after(self) -> int:
        return self.page + 1 if self.page < self.pages else 0


def speakers(seat: Seat, material: Material, *, page: int = 1) -> Speakers:
    """The speakers of a material, forty on a page. 9 queries."""
    everybody = Speaker.objects.filter(material=material)
    count = everybody.count()
    unknown = everybody.filter(seat=None, left_out=False).count()
    pages = max(-(-count // ON_A_PAGE), 1)
    page = min(max(page, 1), pages)
    begin = (page - 1) * ON_A_PAGE
    rows = list(everybody.select_related("seat").order_by("position")[begin : begin + ON_A_PAGE])
    yes = _recorded(rows)
    waiting = _waiting(rows)
    examples = _examples(rows)
    return Speakers(
        where=where(seat),
        material_id=material.pk,
        title=material.title,
        is_notes=material.kind == MaterialKind.NOTES,
        named=tuple(
            _named(row, yes=yes, waiting=waiting.get(row.pk, 0), example=examples.get(row.pk, ""))
            for row in rows
        ),
        voices=voices(seat.dialogue),
        page=page,
        pages=pages,
        recorded_by=seat.nickname,
        unknown=unknown,
    )


def _named(row: Speaker, *, yes: dict[UUID, Consent], waiting: int, example: str) -> Named:
    consent = yes.get(row.seat_id) if row.seat_id is not None else None
    return Named(
        id=row.pk,
        name=row.name,
        turns=row.turns,
        words=row.words,
        example=example,
        chosen=str(_who(row)),
        agreed=consent is not None,
        recorded_by=consent.recorded_by if consent else "",
        how=consent.how if consent else "",
        waiting=waiting,
        may_have_card=row.seat is not None
        and row.same_as_id is None
        and row.seat.channel == Channel.SPOKEN,
    )


def _who(row: Speaker) -> Who:
    if row.same_as_id is not None:
        return SameAs(row.same_as_id)
    if row.left_out:
        return LeftOut()
    if row.seat_id is not None:
        return AtSeat(row.seat_id)
    return Unknown()


def _recorded(rows: Sequence[Speaker]) -> dict[UUID, Consent]:
    found = Consent.objects.filter(
        seat__in=[row.seat_id for row in rows if row.seat_id is not None],
        purpose=Purpose.TAKE_PART,
        given=True,
        channel=Channel.SPOKEN,
    )
    return {consent.seat_id: consent for consent in found}


def _waiting(rows: Sequence[Speaker]) -> dict[UUID, int]:
    counted = (
        Placement.objects.filter(passage__speaker__in=rows, contribution=None)
        .order_by()
        .values_list("passage__speaker_id")
        .annotate(n=Count("pk"))
    )
    return dict(counted)


def _examples(rows: Sequence[Speaker]) -> dict[UUID, str]:
    """The first words of each that are more than a yes; else the first words at all. 2 queries."""
    first = (
        Passage.objects.filter(speaker__in=rows)
        .order_by()
        .annotate(size=Length("text"))
        .values("speaker")
        .annotate(telling=Coalesce(Min("position", filter=Q(size__gte=TELLING)), Min("position")))
        .values_list("speaker", "telling")
    )
    wanted = set(first)
    found = Passage.objects.filter(
        speaker__in=rows, position__in=[position for _speaker, position in wanted]
    )
    return {
        passage.speaker_id: shortened(passage.text)
        for passage in found
        if (passage.speaker_id, passage.position) in wanted
    }


def shortened(text: str) -> str:
    """The beginning of a text, cut after a word."""
    if len(text) <= EXAMPLE:
        return text
    return text[:EXAMPLE].rsplit(" ", 1)[0] + " …"


@dataclass(frozen=True)
class CardFor:
    """A card for somebody who spoke: shown once, then the secret is forgotten here."""

    where: Where
    material_id: UUID
    name: str
    shown: str
    link: str
    """Carries the secret behind a #: browsers never send that part."""


def card_for(seat: Seat, material: Material, voice: Seat, secret: str) -> CardFor:
    """1 query."""
    return CardFor(
        where=where(seat),
        material_id=material.pk,
        name=label_of(voice),
        shown=cards.shown(secret),
        link=f"{settings.SITE_URL}{reverse('dialogues:card_in')}#{secret}",
    )
