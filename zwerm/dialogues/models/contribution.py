"""What is said, put together, and counted."""

from uuid import uuid4

from django.db import models

from zwerm.dialogues.models.dialogue import Dialogue
from zwerm.dialogues.models.seat import Seat
from zwerm.dialogues.terms import DRAFTED, MARK, SPOKEN, Channel, Reach
from zwerm.people.models import Hub
from zwerm.personal import NOTHING, holds


class Contribution(models.Model):
    """What one seat says on one aspect and loop (bijdrage).

    In a sealed dialogue `seat` and `sent_as` are gone and rows stand in random order (P3).
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="+")
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="contributions")
    seat = models.ForeignKey(
        Seat, null=True, on_delete=models.CASCADE, related_name="contributions"
    )
    sent_as = models.UUIDField(null=True)
    aspect = holds(models.CharField(max_length=60), NOTHING)
    loop = holds(models.CharField(max_length=20), NOTHING)
    question = holds(models.CharField(max_length=80), NOTHING)
    text = holds(models.TextField(max_length=10000), SPOKEN)
    language = holds(models.CharField(max_length=5, default="nl"), NOTHING)
    reach = holds(models.CharField(max_length=20, default=Reach.PRIVATE), NOTHING)
    shown = models.BooleanField(default=False)
    """Others see it: at once in confidence, with its batch without name."""
    place = models.IntegerField(default=0)
    """A random number, new with each batch: the only order there is."""
    hidden = models.BooleanField(default=False)
    hidden_because = holds(models.CharField(max_length=300, blank=True), NOTHING)
    channel = holds(models.CharField(max_length=20, default=Channel.SCREEN), NOTHING)
    salt = holds(models.CharField(max_length=64, blank=True), MARK)
    mark = holds(models.CharField(max_length=64, blank=True), MARK)
    on = holds(models.DateField(), SPOKEN)
    """Day precision; after sealing without name the day of closing, for all the same."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "sent_as"], name="p12_sent_twice_stored_once"),
            models.CheckConstraint(
                condition=models.Q(shown=False) | models.Q(reach=Reach.DIALOGUE),
                name="p1_private_is_never_shown",
            ),
        ]
        indexes = [
            models.Index(
                fields=["dialogue", "shown", "aspect", "loop", "place"], name="contribution_cell"
            ),
            models.Index(fields=["dialogue", "shown", "place"], name="contribution_wall"),
        ]


class Draft(models.Model):
    """What someone is still writing; private to its seat. One per question."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="drafts")
    question = holds(models.CharField(max_length=80), NOTHING)
    text = holds(models.TextField(max_length=10000), DRAFTED)
    salt = holds(models.CharField(max_length=64, blank=True), MARK)
    mark = holds(models.CharField(max_length=64, blank=True), MARK)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "question"], name="one_draft_per_question"),
        ]


class Theme(models.Model):
    """Contributions that the group put together (thema)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="themes")
    title = holds(models.CharField(max_length=120), SPOKEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "title"], name="one_theme_per_title"),
        ]


class ThemeEntry(models.Model):
    """One contribution in one theme."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="entries")
    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="theme_entries"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["theme", "contribution"], name="once_in_a_theme"),
        ]


class CellCount(models.Model):
    """Kept counts: voices per cell of the picture (ADR kept-counts).

    `inside` rows are for the own seats; `outside` rows are what may leave the dialogue, decided
    once over the whole table at closing (P4). An empty perspective means: not told.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="+")
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="cells")
    outside = models.BooleanField(default=False)
    aspect = holds(models.CharField(max_length=60), NOTHING)
    loop = holds(models.CharField(max_length=20), NOTHING)
    perspective = holds(models.CharField(max_length=20, blank=True), NOTHING)
    voices = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "outside", "aspect", "loop", "perspective"],
                name="one_count_per_cell",
            ),
        ]
