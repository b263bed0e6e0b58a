"""The entry for an ASGI server: the live stream in front, Django behind it.

A stream answered by Django would hold a thread for as long as it is open; the door holds none.
"""

import asyncio
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwerm.settings")

import django
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.signals import request_started
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.urls import set_script_prefix

django.setup(set_prefix=False)

from zwerm.live.stream import Receive, Scope, Send, in_front_of

THREADS = 8
"""Pages at work at once. Python runs one of them at a time; the others wait for the database."""
PATIENCE = 60
"""Seconds in which a reader takes the next piece of a file that is sent in pieces."""
BODY = "http.response.body"
Message = Mapping[str, Any]


class Pages(ASGIHandler):
    """Django on threads that live on, each with its own connection to the database.

    Django's own door makes a thread for every request, and that thread a new connection; on SQLite
    the last one to close copies the whole log as well. It took half of the time of a request.
    """

    def __init__(self) -> None:
        super().__init__()
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="page")

    def load_middleware(self, is_async: bool = False) -> None:
        """All of it on the thread of the request, without a hop from one to the next."""
        super().load_middleware(is_async=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        loop = asyncio.get_running_loop()
        with body:
            rest = await loop.run_in_executor(self.threads, self._answer, scope, body, send, loop)
        # Sent from here: a phone that reads slowly holds no thread.
        for message in rest:
            await send(message)

    def _answer(
        self, scope: Scope, body: IO[bytes], send: Send, loop: asyncio.AbstractEventLoop
    ) -> tuple[Message, ...]:
        """What is still to be sent. All of a page; of a file in pieces only its end."""
        set_script_prefix(get_script_prefix(scope))
        request_started.send(sender=self.__class__, scope=scope)
        request, response = self.create_request(scope, body)
        if request is not None:
            response = self.get_response(request)
        assert response is not None
        try:
            if isinstance(response, HttpResponse):
                return _start(response), {"type": BODY, "body": response.content}
            for message in _pieces(response):
                asyncio.run_coroutine_threadsafe(_say(send, message), loop).result(PATIENCE)
            return ({"type": BODY, "body": b""},)
        finally:
            response.close()


def _start(response: HttpResponseBase) -> Message:
    headers = [
        (name.encode("latin-1"), value.encode("latin-1")) for name, value in response.items()
    ]
    cookies = [
        (b"Set-Cookie", cookie.OutputString().encode("latin-1"))
        for cookie in response.cookies.values()
    ]
    return {
        "type": "http.response.start",
        "status": response.status_code,
        "headers": [*headers, *cookies],
    }


def _pieces(response: HttpResponseBase) -> Iterator[Message]:
    if isinstance(response, FileResponse):
        response.block_size = ASGIHandler.chunk_size
    yield _start(response)
    for piece in response:
        yield {"type": BODY, "body": piece, "more_body": True}


async def _say(send: Send, message: Message) -> None:
    await send(message)


application = in_front_of(Pages())
