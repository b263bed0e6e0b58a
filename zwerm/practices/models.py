"""Practices and who takes part in them."""

from uuid import uuid4

from django.db import models

from zwerm.people.models import Hub, Person
from zwerm.personal import NOTHING, holds
from zwerm.practices.terms import MEMBER, Part


class Practice(models.Model):
    """People plus the context in which they learn by doing (lerende praktijk)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="+")
    name = holds(models.CharField(max_length=120), NOTHING)
    about = holds(models.CharField(max_length=600, blank=True), NOTHING)
    where = holds(models.CharField(max_length=200, blank=True), NOTHING)

    class Meta:
        indexes = [models.Index(fields=["hub", "name"], name="practice_by_hub")]


class Membership(models.Model):
    """A person in a practice (deelname), with one perspective."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="memberships")
    person = holds(models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+"), MEMBER)
    part = holds(models.CharField(max_length=20, default=Part.MEMBER), MEMBER)
    perspective = holds(models.CharField(max_length=20), MEMBER)
    until = holds(models.DateField(null=True), MEMBER)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "person"], name="one_membership"),
        ]
