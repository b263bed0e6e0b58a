"""State, not changes: an action says which topic changed; each process renders it once.

`changed` raises the topic's version in the action's own transaction and wakes the streams after
commit. What is said without name never calls `changed` itself; the batch does (P3).
"""

from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.db.models import F

from zwerm.live import fanout
from zwerm.live.models import Topic

Render = Callable[[str, str], str | None]
"""(topic, language) to the HTML of its part, or None when the topic is gone."""

Admits = Callable[[str, str], bool]
"""(topic, pass of who listens) to whether that listener may still hear it."""


class Kind:
    """What a family of topics needs: how to draw it, and who may hear it."""

    def __init__(self, render: Render, admits: Admits) -> None:
        self.render = render
        self.admits = admits


_kinds: dict[str, Kind] = {}


def register(kind: str, *, render: Render, admits: Admits) -> None:
    """Fill the register; called once per kind, in `AppConfig.ready`."""
    _kinds[kind] = Kind(render, admits)


def kind_of(topic: str) -> Kind:
    """The kind behind a name such as `dialogue:<id>:seats`. KeyError when nobody registered it."""
    return _kinds[topic.partition(":")[0]]


def changed(*topics: str) -> None:
    """Say that the state behind these topics changed. One query per topic."""
    for topic in topics:
        if not Topic.objects.filter(name=topic).update(version=F("version") + 1):
            Topic.objects.get_or_create(name=topic)
    transaction.on_commit(partial(fanout.wake, topics))


def version(topic: str) -> int:
    """The present version; 0 when nothing ever happened. One query."""
    found = Topic.objects.filter(name=topic).values_list("version", flat=True).first()
    return found or 0
