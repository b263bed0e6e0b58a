"""From an action to the rooms of this process that wait for its topic.

Actions run in threads, rooms in the event loop; `wake` crosses over without waiting.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field


@dataclass(eq=False)
class Bell:
    """Rings when somebody says that its topic changed."""

    topic: str
    loop: asyncio.AbstractEventLoop
    rung: asyncio.Event = field(default_factory=asyncio.Event)


_bells: defaultdict[str, set[Bell]] = defaultdict(set)


def hang(topic: str) -> Bell:
    """Begin to hear of a topic; called from the event loop."""
    bell = Bell(topic, asyncio.get_running_loop())
    _bells[topic].add(bell)
    return bell


def take_down(bell: Bell) -> None:
    """Stop hearing of it."""
    _bells[bell.topic].discard(bell)
    if not _bells[bell.topic]:
        del _bells[bell.topic]


def wake(topics: Collection[str]) -> None:
    """Tell every room of these topics to look again; safe from any thread."""
    for topic in topics:
        for bell in tuple(_bells.get(topic, ())):
            # A loop that is closing has no more streams to tell.
            with suppress(RuntimeError):
                bell.loop.call_soon_threadsafe(bell.rung.set)
