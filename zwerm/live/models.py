"""Topics and their versions: opaque ids with an audience, nothing about people."""

from django.db import models

from zwerm.personal import NOTHING, holds


class Topic(models.Model):
    """How often the state behind a name has changed."""

    name = holds(models.CharField(max_length=80, primary_key=True), NOTHING)
    version = models.PositiveBigIntegerField(default=1)
