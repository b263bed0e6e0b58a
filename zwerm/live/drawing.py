"""One look at a topic: who may still hear it, at which version, drawn once for everybody.

A drawing keeps the version it was asked at; a later version is drawn again.
"""

import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils import translation

from zwerm.live import topics

KEPT = 512
"""Drawings that a process remembers: one per topic and language, some kilobytes each."""


@dataclass(frozen=True)
class Drawn:
    """A topic as it was at a version; no part when it was gone."""

    version: int
    part: topics.Part | None
    asked_at: int
    """The version it was last drawn at. A change that shows nothing new sends no frame."""

    def is_known_to(self, seen: str) -> bool:
        """Whether who saw this version has seen all there is."""
        return seen.isdecimal() and len(seen) < 20 and self.version <= int(seen) <= self.asked_at


@dataclass(frozen=True)
class Seen:
    """What a look found."""

    admitted: frozenset[str]
    drawn: Mapping[str, Drawn]
    """By language; empty when nobody may hear."""


NOTHING = Seen(frozenset(), {})
_drawn: OrderedDict[tuple[str, str], Drawn] = OrderedDict()
_drawing = threading.Lock()


def look(topic: str, bearers: Collection[str], languages: Collection[str]) -> Seen:
    """Ask who may hear, and draw what is not drawn yet. One query while nothing changed."""
    kind = topics.kind_of(topic)
    if kind is None:
        return NOTHING
    admitted = kind.admits(topic, bearers)
    if not admitted:
        return NOTHING
    version = max(admitted.values())
    drawn = {language: _draw(kind, topic, language, version) for language in languages}
    return Seen(frozenset(admitted), drawn)


def _draw(kind: topics.Kind, topic: str, language: str, version: int) -> Drawn:
    key = (topic, language)
    # One at a time: two drawings of one version could differ, and frames must not (AT-27).
    with _drawing:
        known = _drawn.get(key)
        if known is None or known.asked_at < version:
            with translation.override(language):
                part = kind.render(topic, language)
            same = known is not None and known.part == part
            known = Drawn(known.version if known and same else version, part, version)
            _drawn[key] = known
            while len(_drawn) > KEPT:
                _drawn.popitem(last=False)
        _drawn.move_to_end(key)
        return known


def forget() -> None:
    """Remember no drawing at all; for tests, where versions begin anew."""
    with _drawing:
        _drawn.clear()
