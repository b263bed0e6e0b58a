"""Measure, and write what was found: python -m bench [main] [NAME ...]

    main        everything of the first job, into bench/results/main.json
    NAME        only these: W1 W1-postgresql W3 W4 W6 screens footprint live setup

`live` (W2) and `setup` are slow and are only measured when they are named.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import first_visit, footprint, live, pages, screens, speech, visits, words
from bench.figure import Figure, line, load, machine, write
from tools import postgres

QUIET = 0.5
"""Above this load before it begins, others work on the machine too, and times are upper bounds."""


def _on_postgresql(folder: Path) -> list[Figure]:
    with postgres.private(durable=True) as address:
        return visits.figures(folder, address, name="PostgreSQL")


JOBS: dict[str, Callable[[Path], list[Figure]]] = {
    "W1": lambda folder: visits.figures(folder, "", name="SQLite"),
    "W1-postgresql": _on_postgresql,
    "W3": pages.figures,
    "W4": speech.figures,
    "W6": first_visit.figures,
    "screens": screens.figures,
    "footprint": footprint.figures,
}
SLOW: dict[str, Callable[[Path], list[Figure]]] = {
    "live": lambda folder: live.measure(),
    "setup": lambda folder: footprint.set_up(),
}


def main(asked: list[str]) -> int:
    """Exit code 0 when it could be measured; a bar that is missed is a result, not a fault."""
    names = [name for name in asked if name != "main"]
    every = {**JOBS, **SLOW}
    unknown = [name for name in names if name not in every]
    if unknown:
        print(f"bench: there is nothing called {', '.join(unknown)}.\n\n{__doc__}")
        return 2
    before = load()
    about = machine() | {"words": words.source(), "load_before": before}
    print(f"{about['processor']}, {about['cores']} cores, load {before} before.")
    print(f"Python {about['python']}, SQLite {about['sqlite']}; words: {about['words']}.")
    print("Times are upper bounds when this machine does other work too.\n")
    found: list[Figure] = []
    for name in names or JOBS:
        with tempfile.TemporaryDirectory(prefix="zwerm-bench-") as folder:
            for figure in every[name](Path(folder)):
                print(line(figure), flush=True)
                found.append(figure)
    if names:
        return 0
    about |= {"load_during": load(), "measured_while_quiet": before < QUIET}
    print(f"\nWritten to {write('main', found, about)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
