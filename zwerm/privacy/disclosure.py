"""What may be told of perspectives: never one that stands for fewer than k seats (P4).

A cell of the picture holds voices (contributions, the birds) of seats that each speak from one
perspective. Voices are always told. Which of them speak from where is told only as a number per
perspective, never as a label on a text, and only by the rule of `told`. The rule holds against
someone who knows the rule itself, everything that was ever told, and how many seats of each
perspective sit in the room; tests/privacy/test_disclosure.py is that someone.

Nothing is scored in Zwerm (P9), so the unanimous cell of scales (AT-39) does not occur. A cell in
which all voices come from one perspective may be told when that is at least k seats.

Sources: complementary suppression of tables; Kenthapadi, Mishra and Nissim 2005 (a refusal must
not depend on the answer); Wong, Fu, Wang and Pei 2007 (a rule that does no more than it must gives
away why it had to). Why: docs/decisions/2026-11-23-what-a-sealed-picture-may-tell.md.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

Cell = TypeVar("Cell", bound=Hashable)

K_FLOOR = 3
"""Never fewer seats, whatever a hub sets. With two, each of the two knows the other."""

K_DEFAULT = 5

UNSAID = ""
"""The perspective of a seat that named none. It never gets a shape."""


class BelowFloor(ValueError):
    """Somebody asked for a k under which a perspective would point at a person."""


@dataclass(frozen=True)
class Counted:
    """One perspective in one cell: from how many different seats, in how many contributions."""

    seats: int
    contributions: int


@dataclass(frozen=True)
class Told:
    """What may be known of one cell."""

    voices: int
    """Contributions: so many birds."""
    perspectives: Mapping[str, int] | None
    """Birds per perspective that may be told; the other birds are neutral. None: all of them."""

    @property
    def neutral(self) -> int:
        """Birds without a perspective."""
        return self.voices - sum((self.perspectives or {}).values())


SILENT = Told(voices=0, perspectives=None)


def at_least_the_floor(k: int) -> int:
    """`k` itself; BelowFloor when it is under the floor of three."""
    if k < K_FLOOR:
        raise BelowFloor(k)
    return k


def counted(
    rows: Iterable[tuple[Cell, str, Hashable]],
) -> dict[Cell, dict[str, Counted]]:
    """The whole table, from one (cell, perspective, seat) per contribution."""
    seats: defaultdict[Cell, defaultdict[str, list[Hashable]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for cell, perspective, seat in rows:
        seats[cell][perspective].append(seat)
    return {
        cell: {
            perspective: Counted(seats=len(set(those)), contributions=len(those))
            for perspective, those in by_perspective.items()
        }
        for cell, by_perspective in seats.items()
    }


def with_shape(roster: Mapping[str, int], *, k: int = K_DEFAULT) -> list[str]:
    """Perspectives that get a shape of their own in this dialogue, largest first.

    `roster` is the number of seats per perspective in the room: known to everybody there. A
    perspective with fewer than k seats shares the neutral shape. So that none of those can be
    reckoned back, the neutral ones without any single one of them must still hold k seats; until
    they do, the smallest other perspective joins them. This looks at the room alone, never at what
    was said, so it gives nothing away; it can be shown while preparing.
    """
    at_least_the_floor(k)
    present = {perspective: seats for perspective, seats in roster.items() if seats > 0}
    neutral = {p: seats for p, seats in present.items() if seats < k or p == UNSAID}
    shaped = sorted(present.keys() - neutral.keys(), key=lambda p: (-present[p], p))
    few = max((seats for seats in neutral.values() if seats < k), default=0)
    while few and shaped and sum(neutral.values()) - few < k:
        joins = shaped.pop()
        neutral[joins] = present[joins]
    return shaped


def told(
    table: Mapping[Cell, Mapping[str, Counted]],
    *,
    roster: Mapping[str, int],
    k: int = K_DEFAULT,
) -> dict[Cell, Told]:
    """What may be told of each cell, decided once over the whole table (P4).

    In a cell, a perspective with a shape is told when at least k different seats speak from it
    there. What stays neutral must be nobody, or at least k seats that could be of several
    perspectives; until it is, the smallest told perspective becomes neutral too.

    What is guaranteed: of a perspective that is not told in a cell nobody can be certain that it
    spoke there from fewer than k seats. And within the neutral shape any seat could be exchanged
    for any other without a visible change, so of those who are few in the room only this can be
    reckoned: that they spoke when nearly all of the neutral ones did.
    """
    room = _room(table, roster)
    shaped = with_shape(room, k=k)
    return {cell: _decided(counts, room, shaped, k) for cell, counts in table.items()}


def inside(table: Mapping[Cell, Mapping[str, Counted]]) -> dict[Cell, Told]:
    """All of it, as at a table: for the own seats of a dialogue *in vertrouwen*, nobody else."""
    return {
        cell: Told(
            voices=_voices(counts),
            perspectives={p: c.contributions for p, c in counts.items() if c.contributions},
        )
        for cell, counts in table.items()
    }


def leaves(
    table: Mapping[Cell, Mapping[str, Counted]],
    *,
    roster: Mapping[str, int],
    before: Mapping[Cell, Told],
    touched: Collection[Cell],
    k: int = K_DEFAULT,
) -> dict[Cell, Told]:
    """What a dialogue tells outside after it told something already (P4 over time, AT-38).

    One rule for both levels and for every way out (practice, hub, all, public, export): outside its
    own seats a dialogue *in vertrouwen* tells no more than one without name. `before` is what left
    last, `table` the whole table now, `touched` the cells in which any contribution came, went or
    changed hands since then. Such a cell stays neutral for good: a number that moves along with one
    text would say who wrote it. An untouched cell tells what it told; one that was silent is new.
    """
    fresh = told(table, roster=roster, k=k)
    return {
        cell: _again(before.get(cell, SILENT), fresh.get(cell, SILENT), touched=cell in touched)
        for cell in before.keys() | fresh.keys()
    }


def reopened(
    table: Mapping[Cell, Mapping[str, Counted]],
    *,
    roster: Mapping[str, int],
    before: Mapping[Cell, Told],
    k: int = K_DEFAULT,
) -> dict[Cell, Told]:
    """What a sealed dialogue tells when it closes for a second time.

    What was sealed has no seats any more, so `table` counts only what came since. Those cells are
    neutral from now on, unless nobody had spoken there before.
    """
    fresh = told(table, roster=roster, k=k)
    whole = {
        cell: replace(now, voices=now.voices + before.get(cell, SILENT).voices)
        for cell, now in fresh.items()
    }
    return {
        cell: _again(before.get(cell, SILENT), whole.get(cell, SILENT), touched=cell in whole)
        for cell in before.keys() | whole.keys()
    }


def after_withdrawal(cell: Told) -> Told:
    """One voice fewer, and no perspective in this cell any more, for good (P3, P4, P8).

    Someone who saw the cell before knows which text is gone. A perspective whose number drops, or
    does not, would say from where that text was spoken. For a contribution that is hidden after
    sealing the same holds.
    """
    return Told(voices=max(cell.voices - 1, 0), perspectives=None)


def safe_difference(earlier: Mapping[Cell, Told], later: Mapping[Cell, Told]) -> bool:
    """Whether laying two releases side by side tells of no perspective more than each alone.

    A cell may lose its perspectives, or be told anew when nobody had spoken there; every other
    change of what is told is refused, since one voice more may be one seat.
    """
    return all(
        now.perspectives is None
        or now == earlier.get(cell, SILENT)
        or earlier.get(cell, SILENT).voices == 0
        for cell, now in later.items()
    )


def _room(table: Mapping[Cell, Mapping[str, Counted]], roster: Mapping[str, int]) -> dict[str, int]:
    """The roster, mended where more seats spoke than it knows of."""
    room = dict(roster)
    for counts in table.values():
        for perspective, found in counts.items():
            room[perspective] = max(room.get(perspective, 0), found.seats)
    return room


def _decided(
    counts: Mapping[str, Counted], room: Mapping[str, int], shaped: Collection[str], k: int
) -> Told:
    seats = {p: counts[p].seats for p in counts}
    present = [p for p in room if room[p] > 0]
    may = sorted((p for p in shaped if seats.get(p, 0) >= k), key=lambda p: (-seats[p], p))
    while may:
        others = [p for p in present if p not in may]
        if _hides(sum(seats.get(p, 0) for p in others), others, shaped, k):
            break
        may.pop()
    return Told(
        voices=_voices(counts),
        perspectives={p: counts[p].contributions for p in may} or None,
    )


def _hides(seats: int, others: Collection[str], shaped: Collection[str], k: int) -> bool:
    """Whether so many neutral seats of these perspectives hide each of them.

    With only two perspectives left of which either could have a shape, k neutral seats are some of
    the one and some of the other: both would be known. The neutral group, or a third, prevents it.
    """
    if seats == 0:
        return True
    several = len(others) >= 3 or any(p not in shaped for p in others)
    return seats >= k and several


def _again(earlier: Told, now: Told, *, touched: bool) -> Told:
    if not touched:
        return earlier
    if earlier.voices == 0:
        return now
    return Told(voices=now.voices, perspectives=None)


def _voices(counts: Mapping[str, Counted]) -> int:
    return sum(found.contributions for found in counts.values())
