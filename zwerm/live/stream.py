"""The stream: a small ASGI callable in front of Django, one rendering for all who may see it.

Django would hold a thread per open stream. Here a stream holds a queue of one and no database
connection. Every few seconds it asks again whether its listener may still listen (AT-12).
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import close_old_connections
from django.utils import translation

from zwerm.live import fanout, tickets, topics

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

PREFIX = "/live/"
COALESCE = 0.25
"""Seconds in which several changes become one frame."""
RECHECK = 3.0
"""Seconds between two looks whether access still holds; below the five that AT-12 allows."""
SILENCE = 15.0
"""Seconds after which a comment keeps proxies from closing the stream."""
_drawn: dict[tuple[str, str], tuple[int, str | None]] = {}
_drawing: dict[tuple[str, str], asyncio.Lock] = {}


def in_front_of(django: App) -> App:
    """Answer `/live/<ticket>`; leave everything else to Django."""

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(PREFIX):
            await _answer(scope, receive, send)
        elif scope["type"] == "lifespan":
            await _lifespan(receive, send)
        else:
            await django(scope, receive, send)

    return door


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    ticket = tickets.read(scope["path"].removeprefix(PREFIX))
    headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
    if ticket is None or not _same_origin(headers) or scope["method"] != "GET":
        await _refuse(send)
        return
    if not await _may_listen(ticket):
        await _refuse(send)
        return
    await send({"type": "http.response.start", "status": 200, "headers": _headers()})
    listener = fanout.listen(ticket.topic)
    streaming = asyncio.ensure_future(_stream(ticket, listener, headers, send))
    leaving = asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait({streaming, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        fanout.leave(listener)
        if not fanout.open_streams(ticket.topic):
            _forget(ticket)
        streaming.cancel()
        leaving.cancel()


def _same_origin(headers: dict[str, str]) -> bool:
    origin = headers.get("origin")
    return origin is None or origin == settings.SITE_URL


def _headers() -> list[tuple[bytes, bytes]]:
    return [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        (b"x-content-type-options", b"nosniff"),
    ]


async def _refuse(send: Send) -> None:
    # 204 tells an EventSource to stop for good; any other answer makes it come back.
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _stream(
    ticket: tickets.Ticket, listener: fanout.Listener, headers: dict[str, str], send: Send
) -> None:
    seen = headers.get("last-event-id", "")
    spoken = time.monotonic()
    while True:
        listener.news.clear()
        if not await _may_listen(ticket):
            await _say(send, b"event: gone\ndata: gone\n\n", more=False)
            return
        number, html = await _draw(ticket)
        if html is None:
            await _say(send, b"event: gone\ndata: gone\n\n", more=False)
            return
        if str(number) != seen:
            await _say(send, _frame(number, html))
            seen, spoken = str(number), time.monotonic()
        elif time.monotonic() - spoken > SILENCE:
            await _say(send, b": still here\n\n")
            spoken = time.monotonic()
        try:
            await asyncio.wait_for(listener.news.wait(), RECHECK)
            await asyncio.sleep(COALESCE)
        except TimeoutError:
            continue


def _frame(number: int, html: str) -> bytes:
    lines = "".join(f"data: {line}\n" for line in html.splitlines())
    return f"id: {number}\n{lines}\n".encode()


async def _say(send: Send, body: bytes, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": more})


async def _draw(ticket: tickets.Ticket) -> tuple[int, str | None]:
    """Render a topic once for all its streams of one language; others get the same bytes."""
    key = (ticket.topic, ticket.language)
    lock = _drawing.setdefault(key, asyncio.Lock())
    async with lock:
        number = await _version(ticket.topic)
        known = _drawn.get(key)
        if known is None or known[0] != number:
            _drawn[key] = (number, await _render(ticket.topic, ticket.language))
        return _drawn[key]


def _forget(ticket: tickets.Ticket) -> None:
    for language, _name in settings.LANGUAGES:
        _drawn.pop((ticket.topic, language), None)
        _drawing.pop((ticket.topic, language), None)


@sync_to_async(thread_sensitive=False)
def _may_listen(ticket: tickets.Ticket) -> bool:
    close_old_connections()
    try:
        return topics.kind_of(ticket.topic).admits(ticket.topic, ticket.bearer)
    finally:
        close_old_connections()


@sync_to_async(thread_sensitive=False)
def _version(topic: str) -> int:
    return topics.version(topic)


@sync_to_async(thread_sensitive=False)
def _render(topic: str, language: str) -> str | None:
    with translation.override(language):
        return topics.kind_of(topic).render(topic, language)
