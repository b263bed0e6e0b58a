"""Verbs of the privacy ground."""

from uuid import UUID

from django.db.models import F
from django.utils import timezone

from zwerm.people.models import Person
from zwerm.privacy.models import Look, Withdrawal


def write_in_ledger(kind: str, object_id: UUID) -> Withdrawal:
    """Remember that something was taken back, so that a restore takes it back again (P8)."""
    entry, _ = Withdrawal.objects.get_or_create(
        kind=kind, object_id=object_id, defaults={"on": timezone.localdate()}
    )
    return entry


def looked(person: Person | None, dialogue_id: UUID, *, what: str, why: str = "") -> None:
    """Write in the access log that raw answers were opened; one line a day, counted (PR-17)."""
    on = timezone.localdate()
    lines = Look.objects.filter(person=person, dialogue_id=dialogue_id, what=what, why=why, on=on)
    # Counting first: without an account two lines may stand beside each other (NULL is not NULL).
    if lines.update(times=F("times") + 1):
        return
    _, made = lines.get_or_create(person=person, dialogue_id=dialogue_id, what=what, why=why, on=on)
    if not made:
        lines.update(times=F("times") + 1)
