"""Sealing and batches: what keeps a voice without name from being known by when it came (P3).

In go plain values, out come plain values; no clock and no database. Chance is brought along
(`SystemRandom` in production), so that a test can look at many runs. Why this way:
docs/decisions/2026-11-23-sealing-mark-and-cards.md and 2026-11-23-reveal-in-batches.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import NamedTuple
from uuid import UUID

from zwerm.privacy.disclosure import at_least_the_floor


@dataclass(frozen=True)
class Spoken:
    """One contribution as it stands before sealing: all that may survive, and the seat."""

    id: UUID
    seat: UUID
    aspect: str
    loop: str
    question: str
    text: str
    language: str
    reach: str
    salt: str
    mark: str
    hidden_because: str | None = None
    """Why it was hidden by moderation; None: it was not."""


@dataclass(frozen=True)
class Sealed:
    """One contribution after sealing.

    There is no field for the seat, its perspective, the client's id, the way it came or the order:
    what must not be known is not there.
    """

    id: UUID
    aspect: str
    loop: str
    question: str
    text: str
    language: str
    reach: str
    salt: str
    mark: str
    hidden_because: str | None
    day: date
    """One day for all. In own time, a day with one answer belongs to who was seen writing."""


class Order(NamedTuple):
    """A random order with new names."""

    order: list[UUID]
    """The old ids, in the order in which the new rows are written."""
    renamed: dict[UUID, UUID]
    """Old id to new id, in that same order. Only for relinking in the same transaction; never
    kept, logged or sent."""


def reorder(ids: Sequence[UUID], *, rng: Random) -> Order:
    """A random order of these ids, and for each a new uuid4 that says nothing of it.

    Sorted before it is shuffled, so that not even a poor generator carries the order of arrival.
    """
    order = sorted(ids)
    rng.shuffle(order)
    return Order(order, {old: UUID(int=rng.getrandbits(128), version=4) for old in order})


def sealed(
    contributions: Iterable[Spoken], *, day: date, rng: Random
) -> tuple[list[Sealed], dict[UUID, UUID]]:
    """Contributions without seat, in random order, with new ids and one day for all (P3).

    Returns what is to be written, and old id to new id as in `Order.renamed`.
    """
    spoken = {one.id: one for one in contributions}
    order, renamed = reorder(list(spoken), rng=rng)
    return [_without_seat(_marked(spoken[old], rng), renamed[old], day) for old in order], renamed


def relinked(
    links: Iterable[tuple[UUID, UUID]], renamed: dict[UUID, UUID], *, rng: Random
) -> list[tuple[UUID, UUID]]:
    """(theme, old id) to (theme, new id), in random order: the order of putting together goes too.

    A link to what was not sealed is dropped.
    """
    out = sorted((theme, renamed[old]) for theme, old in links if old in renamed)
    rng.shuffle(out)
    return out


def batch(waiting: Sequence[tuple[UUID, UUID]], *, k: int, rng: Random) -> list[UUID]:
    """Which waiting contributions may be shown now: all, shuffled, or none (P3, AT-37).

    `waiting` holds (contribution, seat) of what was shared and nobody else has seen. All of it goes
    once it comes from at least `k` seats; so whatever becomes visible between any two moments of an
    open dialogue is nothing, or comes from at least `k` seats. What stays behind waits for a later
    batch, or for the first close, where it goes out together with all the others, all shuffled
    anew. After a reopening the others are known already, so there this rule holds at close as well:
    what does not reach `k` then narrows to private, and its author is told.
    BelowFloor when `k` is below the floor.
    """
    at_least_the_floor(k)
    if len({seat for _, seat in waiting}) < k:
        return []
    return reorder([contribution for contribution, _ in waiting], rng=rng).order


def about(n: int, k: int) -> int:
    """How many are ready, rounded down to a multiple of `k`: 0 says "fewer than k", 5 "5 or more".

    The screen makes no difference between none and a few: the step from none to one is a person.
    """
    return n - n % at_least_the_floor(k)


def _marked(spoken: Spoken, rng: Random) -> Spoken:
    """With a mark, if only one that no card opens. A row without would say that it comes from one
    of the few seats that never got a card, and often there is a single one."""
    if spoken.mark:
        return spoken
    salt, mark = f"{rng.getrandbits(128):032x}", f"{rng.getrandbits(256):064x}"
    return replace(spoken, salt=salt, mark=mark)


def _without_seat(spoken: Spoken, new: UUID, day: date) -> Sealed:
    return Sealed(
        id=new,
        aspect=spoken.aspect,
        loop=spoken.loop,
        question=spoken.question,
        text=spoken.text,
        language=spoken.language,
        reach=spoken.reach,
        salt=spoken.salt,
        mark=spoken.mark,
        hidden_because=spoken.hidden_because,
        day=day,
    )
