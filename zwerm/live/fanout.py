"""From an action to the open streams of this process. Queue of one: only the newest state matters.

Actions run in threads, streams in the event loop; `wake` crosses over without waiting.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(eq=False)
class Listener:
    """One open stream, waiting for its topic."""

    topic: str
    loop: asyncio.AbstractEventLoop
    news: asyncio.Event = field(default_factory=asyncio.Event)


_listeners: defaultdict[str, set[Listener]] = defaultdict(set)


def listen(topic: str) -> Listener:
    """Begin to listen; called from the event loop."""
    listener = Listener(topic, asyncio.get_running_loop())
    _listeners[topic].add(listener)
    return listener


def leave(listener: Listener) -> None:
    """Stop listening."""
    _listeners[listener.topic].discard(listener)
    if not _listeners[listener.topic]:
        del _listeners[listener.topic]


def wake(topics: Iterable[str]) -> None:
    """Tell every stream of these topics to look again; safe from any thread."""
    for topic in topics:
        for listener in tuple(_listeners.get(topic, ())):
            listener.loop.call_soon_threadsafe(listener.news.set)


def open_streams(topic: str) -> int:
    """How many streams of this process listen to a topic."""
    return len(_listeners.get(topic, ()))
