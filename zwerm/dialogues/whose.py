"""Who a speaker in material from elsewhere is, as a choice. Pure: plain values.

One choice says all: not known yet, a new seat with its perspective, a seat that is there, the same
person as another name, or left out.
"""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Unknown:
    """Not known yet; passages may be placed, and wait."""

    def __str__(self) -> str:
        return "unknown"


@dataclass(frozen=True)
class NewSeat:
    """A voice that comes to the table through what it said elsewhere."""

    perspective: str
    nickname: str = ""

    def __str__(self) -> str:
        return f"new:{self.perspective}"


@dataclass(frozen=True)
class AtSeat:
    """A voice that is at the table already."""

    seat_id: UUID

    def __str__(self) -> str:
        return f"seat:{self.seat_id}"


@dataclass(frozen=True)
class SameAs:
    """One person under two names; the other name decides."""

    speaker_id: UUID

    def __str__(self) -> str:
        return f"same:{self.speaker_id}"


@dataclass(frozen=True)
class LeftOut:
    """Not to be used: the passages are not offered."""

    def __str__(self) -> str:
        return "out"


Who = Unknown | NewSeat | AtSeat | SameAs | LeftOut


def read(chosen: str, *, nickname: str = "") -> Who:
    """The choice that `str` wrote. Raises ValueError for anything else."""
    kind, _, rest = chosen.partition(":")
    if chosen == "unknown":
        return Unknown()
    if chosen == "out":
        return LeftOut()
    if kind == "new":
        return NewSeat(rest, nickname)
    if kind == "seat":
        return AtSeat(UUID(rest))
    if kind == "same":
        return SameAs(UUID(rest))
    raise ValueError(chosen)
