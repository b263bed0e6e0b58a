"""Cues: what WebVTT and SRT share. A line with two times, and the lines under it."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from zwerm.interchange.readers.clock import seconds
from zwerm.interchange.readers.letters import clean
from zwerm.interchange.readers.turns import count_turn
from zwerm.interchange.speech import UnreadableSpeech

ARROW = "-->"
TIMES = re.compile(r"\s*(?:[^\s>]*[\d:][^\s>]*)?\s*-->")
TIMES = re.compile(r"\s*([\d:.,]+)\s*-->\s*([\d:.,]+)(?:\s.*)?", re.ASCII)
LONE_ID = re.compile(r"[\w/{}-]{1,80}", re.ASCII)
NUMBER = re.compile(r"\s*\d{1,9}\s*", re.ASCII)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
MARKUP = re.compile(
    r"</?(?:c|i|b|u|v|s|em|strong|ruby|rt|lang|font)(?:[.\s][^<>]{0,300})?>"
    r"|<\d[\d:.]{0,20}>|\{\\[^{}]{0,50}\}"
)


@dataclass(frozen=True)
class Cue:
    """The lines under one pair of times. `at` is None for text that stands under no times."""

    at: float | None
    until: float | None
    lines: tuple[str, ...]
    line: int
    """Of the first line of text, or of the times when there is none; from 1."""


def is_times(line: str) -> bool:
    """Whether a line is, or was meant to be, a pair of times: `00:0x --> 00:05`, `00:01 -->`.

    A line of speech with an arrow in it ("van boos --> naar rustig") is not.
    """
    arrow = line.find(ARROW)
    if arrow < 0:
        return False
    before = line[:arrow].strip()
    if not before:
        return True
    return len(before) < 40 and " " not in before and any(c.isdigit() or c == ":" for c in before)


def cut_cues(lines: list[str], *, begin: int = 0) -> Iterator[Cue]:
    """The cues of lines[begin:], and paragraphs that stand on their own as cues without a time.

    An id (a number, a GUID) just above a line of times belongs to that line.
    Raises UnreadableSpeech time, with line and number of the cue, when times cannot be read;
    and too_many_turns.
    """
    number = 0
    for start, block in _blocks(lines, begin):
        rows = [row for row, line in enumerate(block) if is_times(line)]
        begins = [_with_id(block, row) for row in rows]
        stray = tuple(block[: begins[0]] if begins else block)
        if stray and not _is_id(stray):
            yield Cue(None, None, stray, start + 1)
        ends = [*begins[1:], len(block)]
        for row, end in zip(rows, ends, strict=False):  # no times: nothing but the stray lines
            number = count_turn(number)
            place = start + row + 1
            at, until = _read_times(block[row], place, number)
            text = tuple(block[row + 1 : end])
            yield Cue(at, until, text, place + 1 if text else place)


def _blocks(lines: list[str], begin: int) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that are not blank, each with the index of its first line."""
    block: list[str] = []
    for i in range(begin, len(lines)):
        if lines[i].strip():
            block.append(lines[i])
        elif block:
            yield i - len(block), block
            block = []
    if block:
        yield len(lines) - len(block), block


def _with_id(block: list[str], row: int) -> int:
    """The row where the cue with these times begins: its id, if it has one.

    Above the first times any line is an id; further on, where no blank line helps, only a number.
    """
    if row == 0 or is_times(block[row - 1]):
        return row
    return row - 1 if row == 1 or NUMBER.fullmatch(block[row - 1]) else row


def _is_id(stray: tuple[str, ...]) -> bool:
    """An id that lost its times, as at the end of a file that was cut off; never words."""
    lone = stray[0].strip()
    return (
        len(stray) == 1 and LONE_ID.fullmatch(lone) is not None and any(c.isdigit() for c in lone)
    )


def _read_times(line: str, place: int, number: int) -> tuple[float, float]:
    match = TIMES.fullmatch(line)
    at = seconds(match[1]) if match else None
    until = seconds(match[2]) if match else None
    if at is None or until is None:
        found = clean(line)[:60]
        raise UnreadableSpeech("time", f"line {place}", line=place, cue=number, found=found)
    # An end before the beginning is a slip of the machine that wrote it; the words still count.
    return at, max(at, until)


def without_markup(text: str) -> str:
    """Text without tags of the format and with entities as letters; other tags are words."""
    return unescape(MARKUP.sub("", text))


def unescape(text: str) -> str:
    """Each entity once, so that &amp;lt; stays &lt; as its writer meant."""
    return ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text
