"""The dialogue itself."""

from uuid import uuid4

from django.db import models

from zwerm.dialogues.terms import PREPARED, Depth, Form, Level, State
from zwerm.frameworks.models import FrameworkVersion
from zwerm.people.models import Hub, Person
from zwerm.personal import NOTHING, holds
from zwerm.practices.models import Practice


class Dialogue(models.Model):
    """One occasion to reflect (reflectiegesprek)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="+")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    title = holds(models.CharField(max_length=120), NOTHING)
    form = holds(models.CharField(max_length=20, default=Form.TOGETHER), NOTHING)
    level = holds(models.CharField(max_length=20, default=Level.IN_CONFIDENCE), NOTHING)
    state = holds(models.CharField(max_length=20, default=State.PREPARING), NOTHING)
    depth = holds(models.CharField(max_length=20, default=Depth.DEEPER), NOTHING)
    aspects = holds(models.JSONField(default=list), NOTHING)
    """Keys of the chosen aspects, in the framework's order."""
    audiences = holds(models.JSONField(default=list), NOTHING)
    """In whose words questions may be asked; empty means everybody's own."""
    starts_at = holds(models.DateTimeField(null=True, blank=True), NOTHING)
    minutes = models.PositiveSmallIntegerField(default=90)
    place = holds(models.CharField(max_length=200, blank=True), NOTHING)
    place_feels = holds(models.CharField(max_length=300, blank=True), NOTHING)
    meeting_url = holds(models.CharField(max_length=500, blank=True), NOTHING)
    afterwards = holds(models.CharField(max_length=600, blank=True), NOTHING)
    """What happens with what is said, told before anybody types (P2)."""
    dependencies = holds(models.CharField(max_length=600, blank=True), PREPARED)
    """Who depends on whom: funder and provider, teacher and student."""
    has_power = models.BooleanField(default=False)
    """The facilitator grades, pays, assigns or decides about someone expected."""
    expected = holds(models.JSONField(default=dict), NOTHING)
    """How many of which perspective are expected."""
    k = models.PositiveSmallIntegerField(default=5)
    join_code = holds(models.CharField(max_length=8, null=True, unique=True), NOTHING)
    joinable = models.BooleanField(default=False)
    suggested = holds(models.CharField(max_length=60, blank=True), NOTHING)
    """The aspect the facilitator suggests to all."""
    quiet_until = holds(models.DateTimeField(null=True), NOTHING)
    opened_on = holds(models.DateField(null=True), NOTHING)
    closed_on = holds(models.DateField(null=True), NOTHING)
    made_by = holds(
        models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+"), PREPARED
    )

    class Meta:
        indexes = [models.Index(fields=["hub", "practice"], name="dialogue_by_practice")]
        constraints = [
            models.CheckConstraint(condition=models.Q(k__gte=3), name="p4_dialogue_k_floor"),
            models.CheckConstraint(
                condition=models.Q(joinable=False) | models.Q(state=State.OPEN),
                name="join_only_while_open",
            ),
        ]


class Decision(models.Model):
    """A recorded decision about a dialogue: closed, reopened, contribution hidden."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="decisions")
    what = holds(models.CharField(max_length=40), NOTHING)
    because = holds(models.CharField(max_length=300, blank=True), PREPARED)
    by = holds(models.CharField(max_length=120, blank=True), PREPARED)
    on = holds(models.DateField(), PREPARED)
