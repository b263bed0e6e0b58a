"""W3: what the group takes home stays as quick however much was said; and the drawing itself."""

import gzip
import json
from pathlib import Path
from statistics import median

from bench.browsing import Browser
from bench.figure import Figure, at_most, percentile, told
from bench.serving import inside, serving

SIZES = (1_000, 10_000)
TIMES = 60


def figures(folder: Path) -> list[Figure]:
    """The page of the picture at both sizes, and how much the larger one costs more."""
    found: list[Figure] = []
    middles: list[float] = []
    scenes = {size: json.loads(inside(folder, "", "filled", str(size))) for size in SIZES}
    with serving(folder) as server:
        for size, scene in scenes.items():
            browser = Browser(server.port, dict(scene["seat"]))
            path = f"/g/{scene['dialogue']}/beeld/"
            browser.get(path)
            answers = [browser.get(path) for _ in range(TIMES)]
            browser.leave()
            times = [one.seconds for one in answers]
            middles.append(median(times))
            compressed = len(gzip.compress(answers[-1].body, 6)) / 1024
            found += [
                at_most(
                    f"W3 picture page p95, {size} voices", percentile(times, 0.95) * 1000, "ms", 50
                ),
                at_most(f"W3 picture page compressed, {size} voices", compressed, "KB", 30),
            ]
    found.append(
        told(
            "W3 picture page, time at 10000 voices by time at 1000",
            middles[1] / middles[0],
            "times",
        )
    )
    drawn = json.loads(inside(folder, "", "drawn", "10000"))
    found.append(at_most("Picture of 10000 contributions", drawn["ms"], "ms", 100))
    return found
