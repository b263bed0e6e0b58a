"""The stream: a small ASGI callable in front of Django, one drawing for all who may see it.

Django would hold a thread per open stream. Here a stream holds a queue of one and no database
connection. Asked by anything but an EventSource, the same address answers once: that is the
fallback for networks that let no stream through.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings

from zwerm.live import rooms, tickets

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SILENCE = 15.0
"""Seconds after which a comment keeps proxies from closing the stream."""
HERE = b"event: here\ndata: here\n\n"
STREAM = "text/event-stream"
OUR_SITES = {"same-origin", "none"}
"""What a browser says of a request that no other site made."""


def in_front_of(django: App) -> App:
    """Answer `/live/<ticket>`; leave everything else to Django."""

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(tickets.PREFIX):
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
    headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
    streaming = STREAM in headers.get("accept", "")
    begun = parse_qs(scope["query_string"].decode("latin-1")).get("seen", [""])[0]
    ticket = tickets.read(scope["path"].removeprefix(tickets.PREFIX))
    if ticket is None or scope["method"] != "GET" or not _from_here(headers):
        await _refuse(send, streaming=streaming)
    elif streaming:
        await _stream(ticket, headers.get("last-event-id", begun), receive, send)
    else:
        await _once(ticket, headers.get("if-none-match", begun).strip('"'), send)


def _from_here(headers: MutableMapping[str, str]) -> bool:
    """Whether our own page asks (AT-82). Browsers name the site; other programs need the ticket."""
    if headers.get("sec-fetch-site", "none") not in OUR_SITES:
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    return origin in {settings.SITE_URL, f"{_scheme()}://{headers.get('host', '')}"}


def _scheme() -> str:
    return str(settings.SITE_URL).partition("://")[0]


async def _refuse(send: Send, *, streaming: bool) -> None:
    # 204 tells an EventSource to stop for good; any other answer makes it come back.
    await _reply(send, 204 if streaming else 404, [])


async def _reply(
    send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes = b""
) -> None:
    await send({"type": "http.response.start", "status": status, "headers": _closed(headers)})
    await send({"type": "http.response.body", "body": body})


def _closed(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    return [
        *headers,
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"referrer-policy", b"same-origin"),  # the ticket stands in the address
        (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; sandbox"),
    ]


async def _once(ticket: tickets.Ticket, seen: str, send: Send) -> None:
    """The part as it is now, or 304 when the asker has it. At most one query by then."""
    drawn = await rooms.ask(ticket)
    if drawn is None or drawn.part is None:
        await _refuse(send, streaming=False)
        return
    named = [(b"etag", f'"{drawn.version}"'.encode())]
    if drawn.is_known_to(seen):
        await _reply(send, 304, named)
        return
    html = [*named, (b"content-type", b"text/html; charset=utf-8")]
    await _reply(send, 200, html, drawn.part.html.encode())


async def _stream(ticket: tickets.Ticket, seen: str, receive: Receive, send: Send) -> None:
    listener = rooms.Listener(ticket)
    # Enter first and look then: a change in between is heard twice, never missed.
    rooms.enter(listener)
    try:
        drawn = await rooms.look_for_one(ticket)
        if drawn is None:
            await _refuse(send, streaming=True)
            return
        first = rooms.frame_of(drawn)
        if not drawn.is_known_to(seen):
            listener.offer(first)
        elif first.last:
            await _refuse(send, streaming=True)
            return
        else:
            listener.version = max(listener.version, first.version)
        await _write_until_gone(listener, receive, send)
    finally:
        rooms.leave(listener)


async def _write_until_gone(listener: rooms.Listener, receive: Receive, send: Send) -> None:
    kind = [(b"content-type", f"{STREAM}; charset=utf-8".encode()), (b"x-accel-buffering", b"no")]
    await send({"type": "http.response.start", "status": 200, "headers": _closed(kind)})
    writing = asyncio.ensure_future(_write(listener, send))
    leaving = asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        writing.cancel()
        leaving.cancel()
        # A phone that went away in the middle of a frame is no fault of ours.
        await asyncio.gather(writing, leaving, return_exceptions=True)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _write(listener: rooms.Listener, send: Send) -> None:
    # At once, so that the page knows that events come through even when it has seen everything.
    await _say(send, HERE)
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(listener.news.wait(), SILENCE)
        listener.news.clear()
        frame, listener.frame = listener.frame, None
        if frame is None:
            await _say(send, b": still here\n\n")
            continue
        await _say(send, frame.body, more=not frame.last)
        if frame.last:
            return


async def _say(send: Send, body: bytes, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": more})
