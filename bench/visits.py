"""W1: new visitors who join, read, say seven things and see that they were kept.

The work is that of `speed.md`: join page, question page, seven texts sent, receipt. With our yes it
is eleven requests. Whoever walks the whole way as a browser without script does, and reads the
thanks and the next question after each text, asks twenty-four pages. Visitors come in a process of
their own; each hangs up at the end.
"""

import json
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import uuid4

from bench import words
from bench.browsing import Browser, Unexpected
from bench.figure import Figure, at_least, at_most, percentile, told
from bench.serving import ROOT, Server, inside, serving

ANSWERS = 7
WAYS = ("work", "walk")
WARM_UP = 3


Scene = dict[str, str]
"""Code, dialogue, the keys of its questions with spaces between, and which way visitors go."""


@dataclass
class Seen:
    """What a crowd met."""

    visits: int = 0
    requests: int = 0
    errors: list[str] = field(default_factory=list)
    posts: list[float] = field(default_factory=list)


def visit(port: int, scene: Scene, rng: Random, seen: Seen) -> None:
    """One visitor, from the code to the receipt."""
    browser = Browser(port)
    welcome, page = f"/m/{scene['code']}/", f"/g/{scene['dialogue']}/"
    try:
        form = browser.get(welcome).fields
        browser.post(welcome, {**form, "yes": "on", "perspective": "resident"})
        seen.requests += 2
        (_walk if scene["way"] == "walk" else _work)(browser, page, scene, rng, seen)
        kept = browser.get(f"{page}mijn/").body.count(b"/terugnemen/")
        seen.requests += 1
        if kept < ANSWERS:
            raise Unexpected(f"{kept} of {ANSWERS} answers on the receipt")
        seen.visits += 1
    except (Unexpected, OSError) as error:
        seen.errors.append(str(error) or type(error).__name__)
    finally:
        browser.leave()


def _walk(browser: Browser, page: str, scene: Scene, rng: Random, seen: Seen) -> None:
    """Question, answer and thanks, seven times."""
    for _ in range(ANSWERS):
        form = browser.get(page).fields
        said = browser.post(page, {**form, "text": words.text(rng), "share": "yes"})
        seen.posts.append(said.seconds)
        browser.get(said.location)
        seen.requests += 3


def _work(browser: Browser, page: str, scene: Scene, rng: Random, seen: Seen) -> None:
    """The question page once, and seven answers."""
    form = browser.get(page).fields
    for question in scene["questions"].split()[:ANSWERS]:
        own = {"question": question, "sent_as": str(uuid4()), "text": words.text(rng)}
        seen.posts.append(browser.post(page, {**form, **own, "share": "yes"}).seconds)
    seen.requests += 1 + ANSWERS


def crowd(port: int, scene: Scene, visits: int, at_once: int) -> dict[str, object]:
    """So many visits, so many at once; what they met as plain values."""
    seen, left, lock = Seen(), iter(range(visits)), threading.Lock()

    def keep_visiting() -> None:
        while True:
            with lock:
                number = next(left, None)
            if number is None:
                return
            visit(port, scene, Random(number), seen)

    began = time.monotonic()
    people = [threading.Thread(target=keep_visiting) for _ in range(at_once)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return {
        "seconds": time.monotonic() - began,
        "visits": seen.visits,
        "requests": seen.requests,
        "errors": seen.errors,
        "posts": seen.posts,
    }


def _crowd(port: int, scene: Scene, visits: int, at_once: int) -> dict[str, object]:
    """The crowd in another process, as its own JSON."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.visits", str(port), str(visits), str(at_once)],
        cwd=ROOT,
        capture_output=True,
        input=json.dumps(scene),
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def figures(folder: Path, database: str, *, name: str, visits: int = 120) -> list[Figure]:
    """W1 on one database: the work of `speed.md`, then the whole walk."""
    told_ = json.loads(inside(folder, database, "open", "in_confidence"))
    with serving(folder, database) as server:
        return [
            figure
            for way in WAYS
            for figure in _figures(
                server,
                {one: told_[one] for one in ("code", "dialogue", "questions")} | {"way": way},
                f"{way}, {name}",
                visits,
            )
        ]


def _figures(server: Server, scene: Scene, name: str, visits: int) -> list[Figure]:
    _crowd(server.port, scene, WARM_UP, 1)
    before = server.processor_seconds()
    eight = _crowd(server.port, scene, visits, 8)
    spent = server.processor_seconds() - before
    many = _crowd(server.port, scene, max(visits // 2, 32), 32)
    posts = eight["posts"]
    assert isinstance(posts, list)
    done, took, asked = (float(str(eight[one])) for one in ("visits", "seconds", "requests"))
    for crowded in (eight, many):
        for error in list(_errors(crowded))[:3]:
            print(f"   {name}: {error}")
    return [
        at_least(f"W1 visits per second of one core: {name}", done / spent, "visits/s", 120),
        told(f"W1 visits per second, 8 at once, client too: {name}", done / took, "visits/s"),
        told(f"W1 requests in one visit: {name}", asked / max(done, 1), "requests"),
        told(f"W1 processor time of one request: {name}", spent / asked * 1000, "ms"),
        at_most(f"W1 POST p95, 8 at once: {name}", percentile(posts, 0.95) * 1000, "ms", 60),
        at_most(f"W1 errors, 8 at once: {name}", len(_errors(eight)), "errors", 0),
        at_most(f"W1 errors, 32 at once: {name}", len(_errors(many)), "errors", 0),
    ]


def _errors(met: dict[str, object]) -> list[str]:
    errors = met["errors"]
    assert isinstance(errors, list)
    return [str(one) for one in errors]


if __name__ == "__main__":
    port, visits, at_once = map(int, sys.argv[1:])
    print(json.dumps(crowd(port, json.load(sys.stdin), visits, at_once)))
