"""Frameworks and their versions.

A version holds its whole content for all languages as one value, known by its digest
(ADR framework-versions-as-content): nothing of it can change without becoming another version (P6).
"""

from uuid import uuid4

from django.db import models

from zwerm.people.models import Hub
from zwerm.personal import NOTHING, holds


class Framework(models.Model):
    """A set of aspects with questions (kader). Without a hub it is shipped with the software."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    hub = models.ForeignKey(Hub, null=True, on_delete=models.CASCADE, related_name="+")
    slug = holds(models.SlugField(max_length=60), NOTHING)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hub", "slug"], name="one_framework_per_slug"),
            models.UniqueConstraint(
                fields=["slug"], condition=models.Q(hub=None), name="one_shipped_per_slug"
            ),
        ]


class FrameworkVersion(models.Model):
    """One immutable version: content per language, as `kader.Kader.as_json` writes it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    digest = holds(models.CharField(max_length=64), NOTHING)
    content = holds(models.JSONField(), NOTHING)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="p6_number_once"),
            models.UniqueConstraint(fields=["framework", "digest"], name="p6_content_once"),
        ]
