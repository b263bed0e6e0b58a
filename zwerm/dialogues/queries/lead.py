"""What who leads sees beside the live part: what waits, what was said, themes, decisions."""

import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, QuerySet, Sum, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zwerm.dialogues import questions, sealing
from zwerm.dialogues.models import CellCount, Contribution, Decision, Dialogue, Seat, ThemeEntry
from zwerm.dialogues.queries.said import Said, said_by
from zwerm.dialogues.terms import Channel, Level, Reach, Role, State
from zwerm.frameworks.queries import kader_of

PER_PAGE = 60
ROUND = 30
"""Seconds for which what is said of waiting stays the same, whoever looks and however often.
Without it, looking again and again would show the moment at which a phone is put down (P3)."""


@dataclass(frozen=True)
class Desk:
    """What every page of who leads says about the dialogue."""

    dialogue_id: UUID
    title: str
    practice: str
    practice_id: UUID
    nameless: bool
    k: int
    preparing: bool
    open: bool
    closed: bool
    facilitator: bool
    """A facilitator of the practice, not a neutral outsider."""


def desk(seat: Seat) -> Desk:
    """0 queries."""
    dialogue = seat.dialogue
    return Desk(
        dialogue_id=dialogue.pk,
        title=dialogue.title,
        practice=dialogue.practice.name,
        practice_id=dialogue.practice_id,
        nameless=dialogue.level == Level.NAMELESS,
        k=dialogue.k,
        preparing=dialogue.state == State.PREPARING,
        open=dialogue.state == State.OPEN,
        closed=dialogue.state == State.CLOSED,
        facilitator=seat.role == Role.FACILITATOR,
    )


def may_suggest(dialogue: Dialogue, aspect: str) -> bool:
    """Whether this is an aspect of the dialogue, or the empty one that takes a suggestion back."""
    kader = kader_of(dialogue.version_id, "nl")
    return not aspect or aspect in {
        one.key for one in questions.aspects_of(kader, dialogue.aspects)
    }


@dataclass(frozen=True)
class Waits:
    """What is told of contributions without name that wait for their batch."""

    about: int
    """From so many seats or more, a multiple of k; 0 says "fewer than k"."""
    k: int

    @property
    def enough(self) -> bool:
        """A batch may be shown."""
        return self.about > 0

    @property
    def version(self) -> str:
        """For the ETag of the poll: says no more than the words do."""
        return f'"{self.about}"'


def waits(dialogue: Dialogue) -> Waits:
    """From how many seats something waits, rounded in number and in time. 1 query, or none."""
    if dialogue.level != Level.NAMELESS:
        return Waits(0, dialogue.k)
    key = _key(dialogue)
    about = cache.get(key)
    if about is None:
        rows = Contribution.objects.filter(
            dialogue=dialogue, reach=Reach.DIALOGUE, shown=False, hidden=False, seat__isnull=False
        )
        seats = rows.aggregate(seats=Count("seat", distinct=True))["seats"]
        about = sealing.about(seats, dialogue.k)
        cache.set(key, about, 2 * ROUND)
    return Waits(int(about), dialogue.k)


def waits_anew(dialogue: Dialogue) -> None:
    """After a batch was shown nothing waits, and that is no secret."""
    cache.set(_key(dialogue), 0, 2 * ROUND)


def _key(dialogue: Dialogue) -> str:
    return f"waits:{dialogue.pk}:{int(time.time()) // ROUND}"


def shown(dialogue: Dialogue) -> int:
    """How much the group can read, from the kept counts. 1 query."""
    kept = CellCount.objects.filter(dialogue=dialogue, outside=False)
    return int(kept.aggregate(voices=Sum("voices"))["voices"] or 0)


@dataclass(frozen=True)
class ToTick:
    """One contribution to put in a theme or to hide."""

    id: UUID
    said: Said
    themes: tuple[str, ...]


@dataclass(frozen=True)
class OnAspect:
    """Contributions on one aspect."""

    key: str
    plain: str
    said: tuple[ToTick, ...]


@dataclass(frozen=True)
class Filter:
    """One aspect to look at alone."""

    key: str
    plain: str
    here: bool


@dataclass(frozen=True)
class Hidden:
    """A contribution that is hidden, and why."""

    id: UUID
    text: str
    language: str
    because: str


@dataclass(frozen=True)
class Choice:
    """A theme that contributions can be put in."""

    id: UUID
    title: str


@dataclass(frozen=True)
class SaidPage:
    """What was said, by aspect, a page at a time."""

    aspects: tuple[OnAspect, ...]
    filters: tuple[Filter, ...]
    loose: bool
    """Only what is in no theme yet."""
    themes: tuple[Choice, ...]
    hidden: tuple[Hidden, ...]
    total: int
    """Within the filter."""
    shown: int
    """In all."""
    page: "Page[Contribution]"


def said(dialogue: Dialogue, language: str, *, aspect: str, loose: bool, page: str) -> SaidPage:
    """Shown contributions in the framework's order and no other. 6 queries."""
    aspects = questions.aspects_of(kader_of(dialogue.version_id, language), dialogue.aspects)
    told = dialogue.level == Level.IN_CONFIDENCE
    readable = Contribution.objects.filter(dialogue=dialogue, shown=True)
    rows = _in_order(readable.filter(hidden=False), [one.key for one in aspects])
    if aspect in {one.key for one in aspects}:
        rows = rows.filter(aspect=aspect)
    if loose:
        rows = rows.filter(theme_entries=None)
    if told:
        rows = rows.select_related("seat")
    paged = Paginator(rows, PER_PAGE).get_page(page)
    here = list(paged.object_list)
    titles = _titles_of(row.pk for row in here)
    by_aspect: defaultdict[str, list[ToTick]] = defaultdict(list)
    for row in here:
        one = ToTick(row.pk, said_by(row, told=told), titles.get(row.pk, ()))
        by_aspect[row.aspect].append(one)
    return SaidPage(
        aspects=tuple(
            OnAspect(one.key, one.plain, tuple(by_aspect[one.key]))
            for one in aspects
            if one.key in by_aspect
        ),
        filters=tuple(Filter(one.key, one.plain, one.key == aspect) for one in aspects),
        loose=loose,
        themes=_choices(dialogue),
        hidden=tuple(
            Hidden(row.pk, row.text, row.language, row.hidden_because)
            for row in readable.filter(hidden=True).order_by("place", "pk")
        ),
        total=paged.paginator.count,
        shown=shown(dialogue),
        page=paged,
    )


def _in_order(rows: "QuerySet[Contribution]", aspects: list[str]) -> "QuerySet[Contribution]":
    places = [When(aspect=key, then=Value(place)) for place, key in enumerate(aspects)]
    order = Case(*places, default=Value(len(places)), output_field=IntegerField())
    return rows.order_by(order, "place", "pk")


def _titles_of(contributions: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    entries = ThemeEntry.objects.filter(contribution_id__in=list(contributions))
    for contribution, title in entries.values_list("contribution_id", "theme__title"):
        found[contribution].append(title)
    return {pk: tuple(sorted(titles, key=str.casefold)) for pk, titles in found.items()}


def _choices(dialogue: Dialogue) -> tuple[Choice, ...]:
    found = [Choice(pk, title) for pk, title in dialogue.themes.values_list("pk", "title")]
    return tuple(sorted(found, key=lambda one: one.title.casefold()))


@dataclass(frozen=True)
class OneTheme:
    """A theme with what is in it."""

    id: UUID
    title: str
    said: tuple[ToTick, ...]
    others: tuple[Choice, ...]
    """Themes that it could become one with."""


@dataclass(frozen=True)
class Themes:
    """All themes, and how much is in none."""

    themes: tuple[OneTheme, ...]
    loose: int


def themes(dialogue: Dialogue) -> Themes:
    """Themes by title, what is in them in random order. 3 queries."""
    told = dialogue.level == Level.IN_CONFIDENCE
    choices = _choices(dialogue)
    entries = ThemeEntry.objects.filter(
        theme__dialogue=dialogue, contribution__shown=True, contribution__hidden=False
    ).select_related("contribution__seat" if told else "contribution")
    inside: defaultdict[UUID, list[ToTick]] = defaultdict(list)
    for entry in entries.order_by("contribution__place", "contribution_id"):
        row = entry.contribution
        inside[entry.theme_id].append(ToTick(row.pk, said_by(row, told=told), ()))
    loose = Contribution.objects.filter(
        dialogue=dialogue, shown=True, hidden=False, theme_entries=None
    )
    return Themes(
        themes=tuple(
            OneTheme(
                id=one.id,
                title=one.title,
                said=tuple(inside[one.id]),
                others=tuple(other for other in choices if other.id != one.id),
            )
            for one in choices
        ),
        loose=loose.count(),
    )


@dataclass(frozen=True)
class Decided:
    """A recorded decision, as the whole group may read it."""

    words: Promise | str
    because: str
    by: str
    day: date


WORDS: dict[str, Promise] = {
    "closed": _("The conversation was closed"),
    "reopened": _("The conversation was opened again"),
    "hidden": _("An answer was hidden"),
    "shown_again": _("A hidden answer was shown again"),
    "outsider_ended": _("The outside leader stopped leading"),
}


def decisions(dialogue: Dialogue) -> tuple[Decided, ...]:
    """What was decided, the latest day first. 1 query."""
    rows = Decision.objects.filter(dialogue=dialogue).order_by("-on", "what", "pk")
    return tuple(
        Decided(WORDS.get(row.what, row.what), row.because, row.by, row.on) for row in rows
    )


@dataclass(frozen=True)
class Closing:
    """What closing will do, before it is done."""

    desk: Desk
    waits: Waits
    outsider: str
    """The neutral outsider whose access ends; empty when there is none."""
    again: bool
    """It was closed before: what then does not come from k seats goes back to its authors."""
    material: bool
    """Something brought from elsewhere that nobody confirmed yet; closing removes it."""
    sheets: int
    """Paper that nobody typed in yet."""


def closing(seat: Seat) -> Closing:
    """5 queries, 4 in confidence."""
    dialogue = seat.dialogue
    outsider = dialogue.seats.filter(role=Role.INTERVIEWER, until=None, left=False).first()
    return Closing(
        desk=desk(seat),
        waits=waits(dialogue),
        outsider=outsider.nickname if outsider else "",
        again=dialogue.decisions.filter(what="reopened").exists(),
        material=dialogue.materials.exists(),
        sheets=dialogue.seats.filter(channel=Channel.PAPER, left=False, contributions=None).count(),
    )


@dataclass(frozen=True)
class OneSaid:
    """A contribution about to be hidden."""

    desk: Desk
    id: UUID
    said: Said


def one_said(seat: Seat, contribution: Contribution) -> OneSaid:
    """0 queries without name, 1 in confidence."""
    told = seat.dialogue.level == Level.IN_CONFIDENCE
    return OneSaid(desk(seat), contribution.pk, said_by(contribution, told=told))
