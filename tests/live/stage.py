"""A kind of topic without a database, and a browser without a network, to play streams with."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from zwerm.live import drawing, fanout, rooms, tickets, topics
from zwerm.live.stream import Receive, Scope, Send, in_front_of

TOPIC = "stage:one:seats"


@dataclass
class Stage:
    """What the fake kind shows, to whom."""

    html: str = "<p>stil</p>"
    last: bool = False
    gone: bool = False
    version: int = 1
    admitted: set[str] = field(default_factory=lambda: {"sam", "noor", "bakker"})
    drawn: list[str] = field(default_factory=list)
    asked: int = 0

    def render(self, topic: str, language: str) -> topics.Part | None:
        """The part, and a note that it was drawn."""
        self.drawn.append(language)
        return None if self.gone else topics.Part(f"{self.html}<i>{language}</i>", self.last)

    def admits(self, topic: str, bearers: Collection[str]) -> Mapping[str, int]:
        """Who may hear it."""
        self.asked += 1
        return {one: self.version for one in bearers if one in self.admitted}

    def changes(self, html: str) -> None:
        """As an action does on commit."""
        self.html = html
        self.version += 1
        fanout.wake([TOPIC])


def begin() -> Stage:
    """A fresh stage in the register; the rooms of another test's loop are gone."""
    drawing.forget()
    rooms._rooms.clear()
    fanout._bells.clear()
    stage = Stage()
    topics.register("stage", render=stage.render, admits=stage.admits)
    return stage


def address(bearer: str = "sam", *, language: str = "nl", topic: str = TOPIC) -> str:
    """The path of a good ticket."""
    return tickets.PREFIX + tickets.issue(tickets.Ticket(topic, language, bearer))


@dataclass
class Answer:
    """What came back, and what still comes."""

    sent: list[dict[str, Any]] = field(default_factory=list)
    hung_up: asyncio.Event = field(default_factory=asyncio.Event)
    task: "asyncio.Task[None] | None" = None

    @property
    def status(self) -> int:
        """The status, 0 when nothing came yet."""
        return int(self.sent[0]["status"]) if self.sent else 0

    @property
    def headers(self) -> dict[str, str]:
        """Response headers."""
        return {key.decode(): value.decode() for key, value in self.sent[0]["headers"]}

    @property
    def body(self) -> bytes:
        """Everything written so far."""
        return b"".join(one.get("body", b"") for one in self.sent[1:])

    @property
    def frames(self) -> list[bytes]:
        """The frames that carry a part."""
        return [one for one in self.body.split(b"\n\n") if one.startswith(b"id:")]

    @property
    def over(self) -> bool:
        """Nothing follows."""
        return self.task is not None and self.task.done()


async def _pages(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 418, "headers": []})
    await send({"type": "http.response.body", "body": b"pages"})


@asynccontextmanager
async def asks(
    path: str,
    headers: Mapping[str, str] | None = None,
    *,
    method: str = "GET",
    stream: bool = True,
) -> AsyncIterator[Answer]:
    """Ask for an address, as a browser does; leaving the block hangs up."""
    answer = Answer()
    path, _, query = path.partition("?")
    accept = "text/event-stream" if stream else "text/html"
    sent = {"host": "127.0.0.1:8000", "accept": accept, **(headers or {})}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
    }

    async def receive() -> dict[str, Any]:
        await answer.hung_up.wait()
        return {"type": "http.disconnect"}

    async def send(message: Mapping[str, Any]) -> None:
        answer.sent.append(dict(message))

    answer.task = asyncio.ensure_future(in_front_of(_pages)(scope, receive, send))
    await until(lambda: answer.status > 0)
    try:
        yield answer
    finally:
        answer.hung_up.set()
        await asyncio.wait_for(answer.task, 15)


async def until(holds: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait until something holds; AssertionError when it does not in time."""
    for _ in range(int(seconds * 100)):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen in time")


def rooms_open() -> int:
    """How many rooms are kept."""
    return len(rooms._rooms)
