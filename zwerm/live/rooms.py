"""The open streams of one topic share a room: one look for all, the same bytes for all.

A listener has a queue of one. Only the newest state matters, so a slow phone is late, never behind.
"""

import asyncio
import logging
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field

from asgiref.sync import sync_to_async
from django.db import close_old_connections
from django.db.utils import DatabaseError

from zwerm.live import between, drawing, fanout
from zwerm.live.tickets import Ticket

COALESCE = 0.25
"""Seconds between two looks when changes follow each other; the first change is shown at once."""
RECHECK = 3.0
"""Seconds between two looks whether access still holds; below the five that AT-12 allows."""
GONE = b"event: gone\ndata: gone\n\n"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Frame:
    """What is written to a stream."""

    version: int
    body: bytes
    last: bool = False


@dataclass(eq=False)
class Listener:
    """One open stream, and the newest frame it has not written yet."""

    ticket: Ticket
    version: int = -1
    """What this listener has seen or was offered."""
    frame: Frame | None = None
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def offer(self, frame: Frame) -> None:
        """Put a frame in the queue of one, unless the listener has it already."""
        if frame.version <= self.version and not frame.last:
            return
        if self.frame is not None and self.frame.last:
            return
        self.version = frame.version
        self.frame = frame
        self.news.set()


@dataclass(eq=False)
class Room:
    """All streams of one topic in this process, and the task that looks for them."""

    bell: fanout.Bell
    listeners: set[Listener] = field(default_factory=set)
    task: "asyncio.Task[None] | None" = None


_rooms: dict[str, Room] = {}


def enter(listener: Listener) -> None:
    """Begin to listen; called from the event loop. The first one in opens the room."""
    topic = listener.ticket.topic
    room = _rooms.get(topic)
    if room is None:
        between.listen(fanout.wake)
        room = _rooms[topic] = Room(fanout.hang(topic))
        room.task = asyncio.get_running_loop().create_task(_keep(topic, room))
    room.listeners.add(listener)


def leave(listener: Listener) -> None:
    """Stop listening; the last one out closes the room."""
    topic = listener.ticket.topic
    room = _rooms.get(topic)
    if room is None:
        return
    room.listeners.discard(listener)
    if room.listeners:
        return
    del _rooms[topic]
    fanout.take_down(room.bell)
    if room.task is not None:
        room.task.cancel()


async def _keep(topic: str, room: Room) -> None:
    clock = asyncio.get_running_loop().time
    looked = clock()
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(room.bell.rung.wait(), RECHECK)
        await asyncio.sleep(looked + COALESCE - clock())
        room.bell.rung.clear()
        looked = clock()
        try:
            await _look_for_all(topic, room)
        except DatabaseError:
            # Streams stay silent while the database does not answer: nothing is told unchecked.
            log.warning("live: the database did not answer, trying again")


async def _look_for_all(topic: str, room: Room) -> None:
    listeners = tuple(room.listeners)
    seen = await _look(
        topic,
        {one.ticket.bearer for one in listeners},
        {one.ticket.language for one in listeners},
    )
    frames = {language: frame_of(drawn) for language, drawn in seen.drawn.items()}
    for one in listeners:
        if one.ticket.bearer in seen.admitted:
            one.offer(frames[one.ticket.language])
        else:
            one.offer(Frame(one.version, GONE, last=True))


async def look_for_one(ticket: Ticket) -> drawing.Drawn | None:
    """What this one listener may see now; None when nothing."""
    seen = await _look(ticket.topic, {ticket.bearer}, {ticket.language})
    return seen.drawn.get(ticket.language)


def frame_of(drawn: drawing.Drawn) -> Frame:
    """The bytes of a drawing: its version and its HTML, nothing else (AT-27)."""
    if drawn.part is None:
        return Frame(drawn.version, GONE, last=True)
    lines = "".join(f"data: {line}\n" for line in drawn.part.html.splitlines())
    body = f"id: {drawn.version}\n{lines}\n".encode()
    if drawn.part.last:
        return Frame(drawn.version, body + GONE, last=True)
    return Frame(drawn.version, body)


@sync_to_async(thread_sensitive=False)
def _look(topic: str, bearers: Collection[str], languages: Collection[str]) -> drawing.Seen:
    """In a thread that keeps no connection of the database between two looks."""
    close_old_connections()
    try:
        return drawing.look(topic, bearers, languages)
    finally:
        close_old_connections()
