"""W4: ten thousand words come in, and passages are placed; a talk of three hours comes in."""

import json
import re
from pathlib import Path
from random import Random
from typing import Any

from bench import words
from bench.browsing import Browser
from bench.figure import Figure, at_most, percentile, told
from bench.serving import inside, serving

MARKS = 200
FORM = re.compile(r'name="(csrfmiddlewaretoken|sent_as|position)"[^>]* value="([^"]*)"')


def vtt(minutes: int, total: int) -> str:
    """A transcript in the shape that Teams writes: so many words, spread over so many minutes."""
    rng = Random(11)
    lines, said, number = ["WEBVTT", ""], 0, 0
    turns = max(1, total // 30)
    while said < total:
        at = number * minutes * 60 // turns
        text = words.text(rng, 15, 45)
        said += len(text.split())
        begin, end = _clock(at), _clock(at + max(1, minutes * 60 // turns))
        speaker = ("Noor", "Sam", "Bakker", "Yusuf", "Ilse")[rng.randrange(5)]
        lines += [f"{begin} --> {end}", f"<v {speaker}>{text}</v>", ""]
        number += 1
    return "\n".join(lines)


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest:02}.000"


def figures(folder: Path) -> list[Figure]:
    """Coming in by the verbs of the product, and placing as a browser does."""
    short, long = folder / "short.vtt", folder / "long.vtt"
    short.write_text(vtt(90, 10_000))
    long.write_text(vtt(180, 27_000))
    few = json.loads(inside(folder, "", "brought", str(short)))
    many = json.loads(inside(folder, "", "brought", str(long)))
    with serving(folder) as server:
        brief = _marks(server.port, few)
        lengthy = _marks(server.port, many)
    return [
        at_most("W4 import of 10000 words", few["seconds"], "s", 0.3),
        at_most("Transcript of 3 hours taken in", many["seconds"], "s", 3),
        at_most("W4 a placing mark p95, 10000 words", percentile(brief, 0.95) * 1000, "ms", 15),
        at_most("W4 a placing mark p95, 3 hours", percentile(lengthy, 0.95) * 1000, "ms", 15),
        told("W4 a placing mark median, 3 hours", percentile(lengthy, 0.5) * 1000, "ms"),
    ]


def _marks(port: int, scene: dict[str, Any]) -> list[float]:
    """The times of placing one passage after another by key: stored, and the next one drawn."""
    browser = Browser(port, dict(scene["noor"]))
    path = f"/g/{scene['dialogue']}/materiaal/{scene['material']}/plaatsen/"
    answer = browser.get(path)
    taken: list[float] = []
    fields: dict[str, str] = {}
    for _ in range(MARKS):
        # Only what changes comes back: what is not in it still stands on the page.
        fields |= FORM.findall(answer.body.decode())
        answer = browser.post(path, {**fields, "aspect": scene["aspect"]}, expected=200, part=True)
        taken.append(answer.seconds)
    browser.leave()
    return taken
