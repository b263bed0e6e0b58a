"""Reading practices."""

from dataclasses import dataclass
from uuid import UUID

from zwerm.practices.models import Membership
from zwerm.practices.terms import Part


@dataclass(frozen=True)
class PracticeLine:
    """A practice as it stands in a list."""

    practice_id: UUID
    name: str
    where: str
    prepares: bool
    """Whether this person prepares dialogues there."""


def practices_of(person_id: UUID) -> tuple[PracticeLine, ...]:
    """The practices a person is in now, by name. 1 query."""
    rows = (
        Membership.objects.filter(person_id=person_id, until__isnull=True)
        .order_by("practice__name", "practice_id")
        .values_list("practice_id", "practice__name", "practice__where", "part")
    )
    return tuple(
        PracticeLine(practice_id, name, where, part == Part.FACILITATOR)
        for practice_id, name, where, part in rows
    )


def is_known_in(practice_id: UUID, email: str) -> bool:
    """Whether this address belongs to somebody who is or was in the practice (P5). 1 query."""
    return Membership.objects.filter(
        practice_id=practice_id, person__email=email.strip().lower()
    ).exists()
