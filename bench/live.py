"""W2: people listen to one dialogue while a contribution a second is shared at it.

In confidence, because without name nothing is heard before its batch. The delay is from pressing
"share" until each listener has the new part: storing the answer (synchronous=FULL) is inside it.
Two hundred devices and the server share the cores of this machine.
"""

import asyncio
import json
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench import words
from bench.browsing import Browser
from bench.figure import Figure, at_most, percentile, told
from bench.serving import Server, inside, serving

CHANGES = 20
SETTLE = 3.0
"""Seconds for all streams to be open and quiet."""
POLL = 3.0


@dataclass
class Device:
    """One open stream, and when each frame came in."""

    frames: list[float] = field(default_factory=list)

    async def listen(self, port: int, address: str) -> None:
        """Until it is cancelled."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(
            f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            "Accept: text/event-stream\r\n\r\n".encode()
        )
        try:
            while line := await reader.readline():
                if line.startswith(b"id: "):
                    self.frames.append(time.perf_counter())
        finally:
            writer.close()


@dataclass(frozen=True)
class Heard:
    """What listeners met."""

    delays: list[float]
    answers: list[float]
    """How long the speaker waited for the own answer: what storing it takes."""
    missed: int
    processor: float
    """Share of one core that the server used."""
    idle_processor: float
    """The same while nothing changed."""
    per_stream: float
    """Kilobytes of the server per open stream."""


def listen(server: Server, scene: dict[str, dict[str, str]], devices: int) -> Heard:
    """So many devices at one table, a contribution a second."""
    return asyncio.run(_listen(server, scene, devices))


async def _listen(server: Server, scene: dict[str, dict[str, str]], devices: int) -> Heard:
    page = f"/g/{scene['dialogue']}/"
    speaker = Browser(server.port, dict(scene["seat"]))
    address = _address(speaker, page)
    # The same question again and again: seven aspects would be answered after seven seconds.
    page = f"{page}?vraag={speaker.get(page).fields['question']}"
    empty = server.memory()
    crowd = [Device() for _ in range(devices)]
    tasks = [asyncio.create_task(one.listen(server.port, address)) for one in crowd]
    await asyncio.sleep(SETTLE)
    full = server.memory()
    idle, began = server.processor_seconds(), time.perf_counter()
    await asyncio.sleep(SETTLE)
    idle = (server.processor_seconds() - idle) / (time.perf_counter() - began)
    used, began = server.processor_seconds(), time.perf_counter()
    pressed, answers = [], []
    for number in range(CHANGES):
        until = began + number
        # The server hangs up on who is silent for some seconds.
        speaker.leave()
        form = (await asyncio.to_thread(speaker.get, page)).fields
        await asyncio.sleep(max(0.0, until - time.perf_counter()))
        pressed.append(time.perf_counter())
        sent = {**form, "text": words.text(Random(number)), "share": "yes"}
        said = await asyncio.to_thread(speaker.post, page, sent)
        answers.append(said.seconds)
    await asyncio.sleep(1)
    used = (server.processor_seconds() - used) / (time.perf_counter() - began)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    delays = [
        came - pressed_at
        for one in crowd
        for pressed_at, came in zip(pressed, one.frames[-CHANGES:], strict=False)
    ]
    missed = sum(CHANGES - len(one.frames[-CHANGES:]) for one in crowd)
    return Heard(delays, answers, missed, used, idle, (full - empty) * 1024 / devices)


def _address(browser: Browser, page: str) -> str:
    text = browser.get(page).body.decode()
    return text.partition('data-url="')[2].partition('"')[0].partition("?")[0]


def poll(server: Server, scene: dict[str, dict[str, str]], devices: int) -> float:
    """So many devices that ask every three seconds; the share of a core it takes."""
    browser = Browser(server.port, dict(scene["seat"]))
    address = _address(browser, f"/g/{scene['dialogue']}/")
    return asyncio.run(_poll(server, address, devices))


async def _poll(server: Server, address: str, devices: int) -> float:
    async def ask() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        asked = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAccept: text/html\r\n"
        etag = ""
        while True:
            writer.write(f"{asked}{etag}\r\n".encode())
            while (line := await reader.readline()).strip():
                if line.startswith(b"etag"):
                    etag = f"If-None-Match: {line.decode().partition(': ')[2].strip()}\r\n"
            await asyncio.sleep(POLL)

    tasks = []
    for _ in range(devices):
        tasks.append(asyncio.create_task(ask()))
        await asyncio.sleep(POLL / devices)
    used, began = server.processor_seconds(), time.perf_counter()
    await asyncio.sleep(3 * POLL)
    used = (server.processor_seconds() - used) / (time.perf_counter() - began)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return used


def measure() -> list[Figure]:
    """200 and 1,000 listeners, and 200 that poll."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="zwerm-bench-") as name:
        folder = Path(name)
        database = f"sqlite:///{folder}/zwerm.sqlite3"
        with serving(folder, database) as server:
            for devices, p50, p95 in ((200, 25.0, 60.0), (1000, None, 200.0)):
                scene = json.loads(inside(folder, database, "open", "in_confidence"))
                heard = listen(server, scene, devices)
                figures += _figures(heard, devices, p50, p95)
            scene = json.loads(inside(folder, database, "open", "in_confidence"))
            share = 100 * poll(server, scene, 200)
            figures.append(at_most("W2 200 poll every 3 s: processor", share, "% of core", 10))
    return figures


def _figures(heard: Heard, devices: int, p50: float | None, p95: float) -> list[Figure]:
    name = f"W2 {devices} listeners, 1 contribution a second"
    half = 1000 * percentile(heard.delays, 0.5)
    late = 1000 * percentile(heard.delays, 0.95)
    out = [
        told(f"{name}: p50", half, "ms")
        if p50 is None
        else at_most(f"{name}: p50", half, "ms", p50),
        at_most(f"{name}: p95", late, "ms", p95),
        told(f"{name}: storing it, p50", 1000 * percentile(heard.answers, 0.5), "ms"),
        at_most(f"{name}: frames missed", heard.missed, "frames", 0),
    ]
    if devices == 200:
        out.append(at_most(f"{name}: processor", 100 * heard.processor, "% of core", 15))
    out.append(told(f"{name}: processor while silent", 100 * heard.idle_processor, "% of core"))
    out.append(told(f"{name}: memory per stream", heard.per_stream, "KB"))
    return out


if __name__ == "__main__":
    from bench.figure import line

    for figure in measure():
        print(line(figure))
