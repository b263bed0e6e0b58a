"""The open streams of one topic share a room: one look for all, the same bytes for all.

A listener has a queue of one. Only the newest state matters, so a slow phone is late, never behind.
"""

import asyncio
import logging
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from django.db import connection
from django.db.utils import DatabaseError

from zwerm.live import between, drawing, fanout
from zwerm.live.tickets import Ticket

COALESCE = 0.25
"""Seconds between two looks when changes follow each other; the first change is shown at once."""
RECHECK = 3.0
"""Seconds between two looks whether access still holds; below the five that AT-12 allows."""
LINGER = 12.0
"""Seconds for which a room keeps looking for somebody who asked once, and may ask again."""
GONE = b"event: gone\ndata: gone\n\n"
LAST = b"event: gone\ndata: last\n\n"
"""After a part that says itself that it is over."""

_lookers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="zwerm-live-look")
"""Two threads look for all rooms, each with one connection that stays open: opening one costs more
than looking."""

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
    """All streams of one topic in this process, who asks again and again, and the task that looks
    for all of them."""

    bell: fanout.Bell
    listeners: set[Listener] = field(default_factory=set)
    askers: dict[tuple[str, str], float] = field(default_factory=dict)
    """Bearer and language of who asks without a stream, and until when to look for them."""
    seen: drawing.Seen = drawing.NOTHING
    """What the last look for all found."""
    task: "asyncio.Task[None] | None" = None


_rooms: dict[str, Room] = {}


def enter(listener: Listener) -> None:
    """Begin to listen; called from the event loop."""
    _room(listener.ticket.topic).listeners.add(listener)


def leave(listener: Listener) -> None:
    """Stop listening."""
    topic = listener.ticket.topic
    room = _rooms.get(topic)
    if room is None:
        return
    room.listeners.discard(listener)
    _close_if_empty(topic, room)


async def ask(ticket: Ticket) -> drawing.Drawn | None:
    """What this one may see, without a stream. Who asks again is answered from the last look that
    was made for the whole room, at most some seconds ago; then no query at all."""
    who = (ticket.bearer, ticket.language)
    room = _rooms.get(ticket.topic)
    if room is not None and who in room.askers and ticket.bearer in room.seen.admitted:
        drawn = room.seen.drawn.get(ticket.language)
    else:
        drawn = await look_for_one(ticket)
    if drawn is not None:
        until = asyncio.get_running_loop().time() + LINGER
        _room(ticket.topic).askers[who] = until
    return drawn


def _room(topic: str) -> Room:
    """The room of a topic; the first one in opens it."""
    room = _rooms.get(topic)
    if room is None:
        between.listen(fanout.wake)
        room = _rooms[topic] = Room(fanout.hang(topic))
        room.task = asyncio.get_running_loop().create_task(_keep(topic, room))
    return room


def _close_if_empty(topic: str, room: Room) -> None:
    """The last one out closes the room."""
    if room.listeners or room.askers:
        return
    del _rooms[topic]
    fanout.take_down(room.bell)
    if room.task is not None:
        room.task.cancel()


async def _keep(topic: str, room: Room) -> None:
    clock = asyncio.get_running_loop().time
    rung = clock() - COALESCE
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(room.bell.rung.wait(), RECHECK)
            await asyncio.sleep(rung + COALESCE - clock())
            rung = clock()
        room.bell.rung.clear()
        room.askers = {who: until for who, until in room.askers.items() if until > clock()}
        if not room.listeners and not room.askers:
            _close_if_empty(topic, room)
            return
        try:
            await _look_for_all(topic, room)
        except DatabaseError:
            # Streams stay silent while the database does not answer: nothing is told unchecked.
            room.seen = drawing.NOTHING
            log.warning("live: the database did not answer, trying again")


async def _look_for_all(topic: str, room: Room) -> None:
    listeners = tuple(room.listeners)
    seen = await _look(
        topic,
        {one.ticket.bearer for one in listeners} | {bearer for bearer, _ in room.askers},
        {one.ticket.language for one in listeners} | {language for _, language in room.askers},
    )
    room.seen = seen
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
        return Frame(drawn.version, body + LAST, last=True)
    return Frame(drawn.version, body)


async def _look(topic: str, bearers: Collection[str], languages: Collection[str]) -> drawing.Seen:
    work = partial(_look_in_thread, topic, frozenset(bearers), frozenset(languages))
    return await asyncio.get_running_loop().run_in_executor(_lookers, work)


def _look_in_thread(
    topic: str, bearers: Collection[str], languages: Collection[str]
) -> drawing.Seen:
    try:
        return drawing.look(topic, bearers, languages)
    except DatabaseError:
        # The next look begins with a new connection: the old one may be gone for good (FI-18).
        connection.close()
        raise
