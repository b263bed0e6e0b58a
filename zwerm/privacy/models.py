"""The withdrawal ledger and the access log. Both are only ever added to."""

from uuid import uuid4

from django.db import models

from zwerm.people.models import Person
from zwerm.personal import NOTHING, holds
from zwerm.privacy.terms import LEDGER, LOOKED


class Withdrawal(models.Model):
    """A tombstone: that something was taken back, without what it was (PR-10)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = holds(models.CharField(max_length=40), LEDGER)
    object_id = models.UUIDField()
    on = holds(models.DateField(), LEDGER)
    purged = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="p8_withdrawn_once"),
        ]
        indexes = [models.Index(fields=["purged"], name="withdrawal_to_purge")]


class Look(models.Model):
    """Somebody opened raw answers: who, of which dialogue, why, on which day."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = holds(
        models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+"), LOOKED
    )
    dialogue_id = models.UUIDField()
    what = holds(models.CharField(max_length=60), LOOKED)
    why = holds(models.CharField(max_length=200, blank=True), LOOKED)
    on = holds(models.DateField(), LOOKED)
    times = holds(models.PositiveIntegerField(default=1), NOTHING)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "dialogue_id", "what", "why", "on"], name="one_look_line_a_day"
            ),
        ]
