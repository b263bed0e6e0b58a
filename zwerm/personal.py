"""What a field holds about people: the words in which every personal-data field is annotated.

The register of processing is written from these notes, so a field without one fails the house
test (PR-01). This module lies under all apps, because all apps have fields.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Field

ATTRIBUTE = "zwerm_note"
F = TypeVar("F", bound="Field[Any, Any]")


@dataclass(frozen=True)
class Note:
    """One line of the register of processing (AVG article 30)."""

    category: str
    """none, ordinary, or special: what people say may touch health, debt, origin or belief."""
    purpose: str
    kept: str
    seen_by: str
    exported: str = "never"


NOTHING = Note("none", "says nothing about a person", "as long as its row", "see its row")


def holds(field: F, note: Note) -> F:
    """Give a model field its note, and the field back. The database does not change by it."""
    field.__dict__[ATTRIBUTE] = note
    return field


def note_of(field: object) -> Note | None:
    """The note of a field, or None when nobody wrote one."""
    return getattr(field, ATTRIBUTE, None)
