"""State, not changes: an action says which topic changed; each process draws it once.

`changed` raises the topic's version in the action's own transaction and wakes the streams after
commit. What is said without name never calls `changed` itself; the batch does (P3).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial

from django.db import connection, transaction
from django.db.models import F, Subquery, Value
from django.db.models.functions import Coalesce

from zwerm.live import between, fanout
from zwerm.live.models import Topic


@dataclass(frozen=True)
class Part:
    """What a topic looks like now, for one audience in one language."""

    html: str
    last: bool = False
    """Nothing can follow: streams end after this part."""


Render = Callable[[str, str], Part | None]
"""(topic, language) to its part, or None when the topic is gone."""

Admits = Callable[[str, Collection[str]], Mapping[str, int]]
"""(topic, bearers) to those who may hear it now, each with the topic's version. One query."""


@dataclass(frozen=True)
class Kind:
    """What a family of topics needs: how to draw it, and who may hear it."""

    render: Render
    admits: Admits


_kinds: dict[str, Kind] = {}


def register(kind: str, *, render: Render, admits: Admits) -> None:
    """Fill the register; called once per kind, in `AppConfig.ready`."""
    _kinds[kind] = Kind(render, admits)


def kind_of(topic: str) -> Kind | None:
    """The kind behind a name such as `dialogue:<id>:seats`, or None when nobody registered it."""
    return _kinds.get(topic.partition(":")[0])


def changed(*topics: str) -> None:
    """Say that the state behind these topics changed. One query per topic.

    Must be called inside the transaction that changes the state, so that a version never rises
    before its state can be read. One after the other: a row locked in any order may wait for ever.
    """
    for topic in topics:
        rows = Topic.objects.filter(name=topic)
        if rows.update(version=F("version") + 1):
            continue
        _, made = Topic.objects.get_or_create(name=topic)
        if not made:
            rows.update(version=F("version") + 1)
    between.tell(connection, topics)
    transaction.on_commit(partial(fanout.wake, topics))


def version(topic: str) -> int:
    """The present version; 0 when nothing ever happened. One query."""
    return next(iter(Topic.objects.filter(name=topic).values_list("version", flat=True)), 0)


def version_column(topic: str) -> Coalesce:
    """The present version as a column, so that `admits` reads it in its own query."""
    found = Topic.objects.filter(name=topic).values("version")[:1]
    return Coalesce(Subquery(found), Value(0))
