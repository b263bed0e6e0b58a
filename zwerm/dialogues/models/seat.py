"""Who sits at the table, what they agreed to, and who may come to lead."""

from uuid import uuid4

from django.db import models

from zwerm.dialogues.models.dialogue import Dialogue
from zwerm.dialogues.terms import (
    CONSENTED,
    INVITED,
    KEY,
    MARK,
    SEATED,
    TAKEN_HOME,
    Channel,
    Role,
)
from zwerm.people.models import Person
from zwerm.personal import NOTHING, holds


class Seat(models.Model):
    """One voice at one dialogue (plek): a member, a guest with a key, or a paper sheet.

    Without name a seat never points to a person, also when somebody with an account took it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="seats")
    role = holds(models.CharField(max_length=20, default=Role.VOICE), SEATED)
    person = holds(
        models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+"), SEATED
    )
    perspective = holds(models.CharField(max_length=20, blank=True), SEATED)
    nickname = holds(models.CharField(max_length=40, blank=True), SEATED)
    channel = holds(models.CharField(max_length=20, default=Channel.SCREEN), SEATED)
    sheet = holds(models.CharField(max_length=8, blank=True), SEATED)
    """What is printed on the paper sheet of this seat, so that it can be typed in."""
    key_hash = holds(models.CharField(max_length=64, null=True, unique=True), KEY)
    until = holds(models.DateTimeField(null=True), SEATED)
    """When the power of this seat ends (AT-14); None: with the dialogue."""
    left = models.BooleanField(default=False)
    language = holds(models.CharField(max_length=5, default="nl"), SEATED)

    class Meta:
        indexes = [models.Index(fields=["dialogue", "role"], name="seat_by_role")]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "person", "role"], name="one_seat_per_person_and_role"
            ),
        ]


class Consent(models.Model):
    """A seat's yes or no to one purpose (toestemming): the last line for a purpose counts."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="consents")
    purpose = holds(models.CharField(max_length=20), CONSENTED)
    given = models.BooleanField()
    text_version = holds(models.CharField(max_length=20), CONSENTED)
    text_digest = holds(models.CharField(max_length=64), CONSENTED)
    language = holds(models.CharField(max_length=5), CONSENTED)
    channel = holds(models.CharField(max_length=20, default=Channel.SCREEN), CONSENTED)
    recorded_by = holds(models.CharField(max_length=120, blank=True), CONSENTED)
    how = holds(models.CharField(max_length=200, blank=True), CONSENTED)
    """In the words of who recorded it, when the yes was spoken (PR-05)."""
    on = holds(models.DateField(), CONSENTED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "purpose"], name="one_answer_per_purpose"),
        ]


class MarkStock(models.Model):
    """Marks made beforehand for a paper seat: its secret is forgotten after printing."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="stock")
    salt = holds(models.CharField(max_length=64), MARK)
    mark = holds(models.CharField(max_length=64), MARK)


class Invitation(models.Model):
    """One person asked by mail to lead this one dialogue."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="invitations")
    email = holds(models.EmailField(), INVITED)
    name = holds(models.CharField(max_length=80), INVITED)
    token_hash = holds(models.CharField(max_length=64, unique=True), KEY)
    expires_at = holds(models.DateTimeField(), INVITED)
    seat = models.ForeignKey(Seat, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn = models.BooleanField(default=False)


class TakeHome(models.Model):
    """What a neutral outsider takes home; the interviewed group never sees it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="take_homes")
    question = holds(models.CharField(max_length=20), NOTHING)
    text = holds(models.TextField(max_length=4000), TAKEN_HOME)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "question"], name="one_take_home_each"),
        ]
