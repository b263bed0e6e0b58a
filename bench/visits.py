"""W1: new visitors who join, read, say seven things and see that they were kept.

A visit is walked as a browser without script walks it: the page, the yes, and per answer the form,
the thanks and the next question. Visitors come in a process of their own; each hangs up at the end.
"""

import json
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench import words
from bench.browsing import Browser, Unexpected
from bench.figure import Figure, at_least, at_most, percentile, told
from bench.serving import ROOT, inside, serving

ANSWERS = 7
WARM_UP = 3


@dataclass
class Seen:
    """What a crowd met."""

    visits: int = 0
    requests: int = 0
    errors: list[str] = field(default_factory=list)
    posts: list[float] = field(default_factory=list)


def visit(port: int, code: str, dialogue: str, rng: Random, seen: Seen) -> None:
    """One visitor, from the code to the receipt."""
    browser = Browser(port)
    welcome, page, receipt = f"/m/{code}/", f"/g/{dialogue}/", f"/g/{dialogue}/mijn/"
    try:
        form = browser.get(welcome).fields
        browser.post(welcome, {**form, "yes": "on", "perspective": "resident"})
        seen.requests += 2
        for _ in range(ANSWERS):
            form = browser.get(page).fields
            said = browser.post(page, {**form, "text": words.text(rng), "share": "yes"})
            seen.posts.append(said.seconds)
            browser.get(said.location)
            seen.requests += 3
        kept = browser.get(receipt).body.count(b"/terugnemen/")
        seen.requests += 1
        if kept < ANSWERS:
            raise Unexpected(f"{kept} of {ANSWERS} answers on the receipt")
        seen.visits += 1
    except (Unexpected, OSError) as error:
        seen.errors.append(str(error) or type(error).__name__)
    finally:
        browser.leave()


def crowd(port: int, code: str, dialogue: str, visits: int, at_once: int) -> dict[str, object]:
    """So many visits, so many at once; what they met as plain values."""
    seen, left, lock = Seen(), iter(range(visits)), threading.Lock()

    def keep_visiting() -> None:
        while True:
            with lock:
                number = next(left, None)
            if number is None:
                return
            visit(port, code, dialogue, Random(number), seen)

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


def _crowd(port: int, scene: dict[str, str], visits: int, at_once: int) -> dict[str, object]:
    """The crowd in another process, as its own JSON."""
    words_ = [str(port), scene["code"], scene["dialogue"], str(visits), str(at_once)]
    done = subprocess.run(
        [sys.executable, "-m", "bench.visits", *words_],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def figures(folder: Path, database: str, *, name: str, visits: int = 160) -> list[Figure]:
    """W1 on one database."""
    scene = json.loads(inside(folder, database, "open", "in_confidence"))
    with serving(folder, database) as server:
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
        at_least(f"W1 visits per second of one core, {name}", done / spent, "visits/s", 120),
        told(
            f"W1 visits per second with 8 at once, client included, {name}", done / took, "visits/s"
        ),
        told(f"W1 requests in one visit, {name}", asked / max(done, 1), "requests"),
        told(f"W1 processor time of one request, {name}", spent / asked * 1000, "ms"),
        at_most(f"W1 POST p95 with 8 at once, {name}", percentile(posts, 0.95) * 1000, "ms", 60),
        at_most(f"W1 errors with 8 at once, {name}", len(_errors(eight)), "errors", 0),
        at_most(f"W1 errors with 32 at once, {name}", len(_errors(many)), "errors", 0),
    ]


def _errors(met: dict[str, object]) -> list[str]:
    errors = met["errors"]
    assert isinstance(errors, list)
    return [str(one) for one in errors]


if __name__ == "__main__":
    port, code, dialogue, visits, at_once = sys.argv[1:]
    print(json.dumps(crowd(int(port), code, dialogue, int(visits), int(at_once))))
