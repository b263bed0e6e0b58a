"""A figure with its bar, how it is printed, and where it is written."""

import json
import os
import platform
import sqlite3
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"
PACKAGES = ("django", "uvicorn", "uvloop", "httptools", "psycopg", "lxml", "typst", "playwright")


@dataclass(frozen=True)
class Figure:
    """One measured number. `target` None: told, not judged."""

    name: str
    value: float
    unit: str
    target: float | None
    ok: bool


def at_most(name: str, value: float, unit: str, target: float) -> Figure:
    """A figure that must not be larger than its bar."""
    return Figure(name, _short(value), unit, target, value <= target)


def at_least(name: str, value: float, unit: str, target: float) -> Figure:
    """A figure that must not be smaller than its bar."""
    return Figure(name, _short(value), unit, target, value >= target)


def told(name: str, value: float, unit: str) -> Figure:
    """A figure without a bar: it explains another one."""
    return Figure(name, _short(value), unit, None, ok=True)


def _short(value: float) -> float:
    """Three digits that matter; more would be noise."""
    if value == 0:
        return 0.0
    return float(f"{value:.3g}") if abs(value) < 1000 else float(round(value))


def line(figure: Figure) -> str:
    """One figure as one line of the screen."""
    sign = " " if figure.target is None else ("+" if figure.ok else "-")
    bar = "" if figure.target is None else f"bar {figure.target:g}"
    return f" {sign} {figure.name:<66} {figure.value:>9g} {figure.unit:<9} {bar}"


def load() -> float:
    """How many programs wanted a core in the last minute."""
    return round(os.getloadavg()[0], 2)


def machine() -> dict[str, object]:
    """What was measured on, and with which versions."""
    cores = os.cpu_count() or 1
    return {
        "processor": _processor(),
        "cores": cores,
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": platform.platform(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "zwerm": version("zwerm"),
        "packages": {name: version(name) for name in PACKAGES},
    }


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    if not file.exists():
        return platform.processor() or "unknown"
    names = [one for one in file.read_text().splitlines() if one.startswith("model name")]
    return names[0].partition(":")[2].strip() if names else "unknown"


def write(job: str, figures: Sequence[Figure], about: dict[str, object]) -> Path:
    """Write the figures of a job, and beside them the machine they were measured on."""
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{job}.json"
    file.write_text(json.dumps([asdict(one) for one in figures], indent=1) + "\n")
    beside = RESULTS / f"{job}.machine.json"
    beside.write_text(json.dumps(about, indent=1) + "\n")
    return file


def percentile(times: Sequence[float], share: float) -> float:
    """The value that `share` of the times do not exceed."""
    if not times:
        sys.exit("bench: nothing was measured")
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
