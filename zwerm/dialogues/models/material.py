"""Speech brought from elsewhere, not yet a contribution (ADR material-against-contribution)."""

from uuid import uuid4

from django.db import models

from zwerm.dialogues.models.contribution import Contribution
from zwerm.dialogues.models.dialogue import Dialogue
from zwerm.dialogues.models.seat import Seat
from zwerm.dialogues.terms import BROUGHT, MaterialKind
from zwerm.personal import NOTHING, holds


class Material(models.Model):
    """A transcript or notes. Seen by the seat that brought it, until speakers confirm."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="materials")
    kind = holds(models.CharField(max_length=20, default=MaterialKind.TRANSCRIPT), NOTHING)
    title = holds(models.CharField(max_length=120), BROUGHT)
    brought_by = models.ForeignKey(Seat, null=True, on_delete=models.SET_NULL, related_name="+")
    length = models.PositiveIntegerField(default=0)
    """How many passages were brought, so that a page need not count them."""
    at_passage = models.PositiveIntegerField(default=0)
    """Where the person placing passages stopped, so that she can go on there."""


class Speaker(models.Model):
    """Someone who speaks in the material; mapped to a seat once it is known who it is."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="speakers")
    name = holds(models.CharField(max_length=120, blank=True), BROUGHT)
    position = models.PositiveIntegerField()
    turns = models.PositiveIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    seat = models.ForeignKey(Seat, null=True, on_delete=models.SET_NULL, related_name="speakers")
    same_as = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="others")
    """One person under two names: this one follows the seat of the other."""
    left_out = models.BooleanField(default=False)
    """No consent, or not to be used: passages are not offered for placing."""


class Passage(models.Model):
    """One turn of speech."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="passages")
    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    seconds = holds(models.FloatField(null=True), NOTHING)
    text = holds(models.TextField(), BROUGHT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["material", "position"], name="passages_in_order"),
        ]


class Placement(models.Model):
    """A passage, or a piece of it, given an aspect and a loop; a contribution once confirmed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="placements")
    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="placements")
    sent_as = models.UUIDField()
    number = models.PositiveIntegerField()
    """The ordinal of this material: what undo takes back is the highest."""
    aspect = holds(models.CharField(max_length=60), NOTHING)
    loop = holds(models.CharField(max_length=20), NOTHING)
    text = holds(models.TextField(), BROUGHT)
    contribution = models.OneToOneField(
        Contribution, null=True, on_delete=models.CASCADE, related_name="placement"
    )
    """None: waits for the speaker's yes. What the speaker takes back is no longer placed either."""
    confirmed = models.BooleanField(default=False)
    """The speaker said yes to it: from then on only she takes it back."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["material", "sent_as"], name="p12_placed_once"),
        ]
        indexes = [models.Index(fields=["material", "number"], name="placement_last")]
