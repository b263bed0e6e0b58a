"""The report of a dialogue: one content model for web page, PDF, CSV and JSON. Pure.

What P3, P4, P7 and consent leave out is left out before it comes here (`queries.report`), and
said in `stayed_behind`, so that no writer decides anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One contribution as it may be read."""

    text: str
    language: str
    loop: str
    question: str
    name: str
    """Empty: not told."""
    perspective: str
    """Empty: not told."""
    themes: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One aspect of the talk."""

    key: str
    plain: str
    formal: str
    question: str
    asked: bool
    voices: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ThemeOf:
    """What the group put together."""

    title: str
    voices: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Behind:
    """What stayed out of this report, how much, and why."""

    how_many: int
    why: str
    """A whole sentence, with the number in it."""


@dataclass(frozen=True)
class CellRow:
    """One cell of the picture, as a row."""

    aspect: str
    plain: str
    loop: str
    asked: bool
    voices: int
    perspectives: tuple[tuple[str, int], ...]
    """Empty: not told."""


@dataclass(frozen=True)
class Report:
    """Everything one report says."""

    title: str
    practice: str
    day: str
    level: str
    ours: bool
    """For the own group; otherwise to share with others."""
    afterwards: str
    parts: tuple[Part, ...]
    themes: tuple[ThemeOf, ...]
    left_out: tuple[Line, ...]
    """Nobody left out: what no theme covers."""
    silent_names: tuple[str, ...]
    """In confidence: whose words no theme covers at all."""
    silent_nameless: int
    """How many more of them gave no name."""
    cells: tuple[CellRow, ...]
    decisions: tuple[tuple[str, str, str], ...]
    """(day, what, because)."""
    stayed_behind: tuple[Behind, ...]


HEADER = ("aspect", "loop", "question", "name", "perspective", "themes", "language", "text")
CELL_HEADER = ("aspect", "loop", "asked", "voices", "perspective", "told")


def rows(report: Report) -> Iterator[tuple[str, ...]]:
    """One row per contribution, in the order of the report. Columns: HEADER."""
    for part in report.parts:
        for line in part.lines:
            yield (
                part.key,
                line.loop,
                line.question,
                line.name,
                line.perspective,
                "; ".join(line.themes),
                line.language,
                line.text,
            )


def cell_rows(report: Report) -> Iterator[tuple[str | int, ...]]:
    """One row per cell and told perspective; the rest of a cell has an empty perspective."""
    for cell in report.cells:
        for perspective, voices in cell.perspectives:
            yield (cell.aspect, cell.loop, "yes", cell.voices, perspective, voices)
        untold = cell.voices - sum(voices for _, voices in cell.perspectives)
        if untold or not cell.voices:
            yield (cell.aspect, cell.loop, "yes" if cell.asked else "no", cell.voices, "", untold)


def as_json(report: Report) -> dict[str, object]:
    """The report as plain values, with names of fields that say what they are."""
    return {
        "title": report.title,
        "practice": report.practice,
        "day": report.day,
        "level": report.level,
        "for": "own group" if report.ours else "others",
        "contributions": [dict(zip(HEADER, row, strict=True)) for row in rows(report)],
        "picture": [dict(zip(CELL_HEADER, row, strict=True)) for row in cell_rows(report)],
        "themes": [{"title": theme.title, "voices": theme.voices} for theme in report.themes],
        "not_in_a_theme": len(report.left_out) if report.ours else None,
        "decisions": [
            {"day": day, "what": what, "because": because}
            for day, what, because in report.decisions
        ],
        "stayed_behind": [
            {"how_many": behind.how_many, "why": behind.why} for behind in report.stayed_behind
        ],
    }
