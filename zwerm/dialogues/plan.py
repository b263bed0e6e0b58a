"""What is decided while preparing: the plan, what it can be made from, who is expected. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from zwerm.frameworks.kader import Kader


@dataclass(frozen=True)
class Plan:
    """What one page of preparing asks; every field has a good default in its form."""

    title: str
    form: str
    aspects: tuple[str, ...]
    depth: str
    audiences: tuple[str, ...]
    has_power: bool
    level: str
    starts_at: datetime | None = None
    """At midnight: only the day is agreed."""
    minutes: int = 90
    place: str = ""
    place_feels: str = ""
    meeting_url: str = ""
    afterwards: str = ""
    dependencies: str = ""
    expected: dict[str, int] | None = None


@dataclass(frozen=True)
class Offer:
    """A framework one can prepare with, as far as a form needs to know it."""

    version_id: UUID
    title: str
    aspects: tuple[tuple[str, str], ...]
    """Key and plain label."""
    audiences: tuple[str, ...]

    @classmethod
    def of(cls, version_id: UUID, kader: Kader) -> "Offer":
        """The offer of one version, in the language of its kader."""
        return cls(
            version_id=version_id,
            title=kader.title,
            aspects=tuple((aspect.key, aspect.plain) for aspect in kader.aspects),
            audiences=tuple(str(audience) for audience in kader.audiences),
        )


@dataclass(frozen=True)
class Company:
    """Who is expected, and what their numbers mean for what may be told outside (P4)."""

    total: int
    present: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    """Perspectives of which nobody is expected: named, so that who prepares can still ask them."""
    few: tuple[str, ...]
    """Expected with fewer than k: outside the group their perspective stays untold."""

    @property
    def counted(self) -> bool:
        """Whether any number was filled in."""
        return self.total > 0

    @property
    def none_told(self) -> bool:
        """Whether every expected perspective is too small to be told outside."""
        return self.counted and len(self.few) == len(self.present)


def company(expected: Mapping[str, int], *, perspectives: Iterable[str], k: int) -> Company:
    """Who comes and who is missing, in the order of `perspectives`."""
    order = tuple(perspectives)
    present = tuple((key, expected[key]) for key in order if expected.get(key, 0) > 0)
    return Company(
        total=sum(number for _, number in present),
        present=present,
        missing=tuple(key for key in order if expected.get(key, 0) <= 0),
        few=tuple(key for key, number in present if number < k),
    )


def time_told_of(starts_at: datetime | None) -> bool:
    """Whether an hour was agreed, not only a day. In: the moment in the time of here."""
    return starts_at is not None and starts_at.time() != time.min
