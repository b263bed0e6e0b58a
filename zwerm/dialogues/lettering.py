"""How much room letters take, for drawings that must wrap their own lines. Pure.

Nobody knows which font a reader has, so each letter counts as wide as in the widest of six common
fonts, upright or italic (Noto, Liberation and DejaVu, with and without serifs; measured
2026-11-23, rounded up). Lines then end a little early, and never run out of their box.
"""

import unicodedata
from functools import lru_cache

_EMS = {
    0.28: "'",
    0.32: " ,.ijl\u00a0·ı",
    0.36: ":;ł‘’",
    0.40: "()-/I[\\]fſ",
    0.44: "!t¡²³¹ľťŧ",
    0.48: '"rªºŀ',
    0.52: "J`°´¸",
    0.56: "*?_sz|¦§¯–“”„",
    0.60: "cvxy¨•",
    0.64: "$0123456789aeko{}¢£¤¥«»¿ðøĳĸ€",
    0.68: "LPTbdghnpquµ¶ÞßþđĿŁŋŦ",
    0.72: "FSZħ",
    0.76: "ABEKRVXY",
    0.80: "CG",
    0.84: "#+<=>DOQ^~¬±Ð×Ø÷ĐĲ",
    0.88: "HNUwŉŊ",
    0.92: "&Ħ",
    0.96: "%",
    1.00: "m©®¼½¾æ—…",
    1.04: "@MÆœ",
    1.08: "W",
    1.16: "Œ",
}
_WIDTHS = {letter: ems for ems, letters in _EMS.items() for letter in letters}
_UNKNOWN = 1.2
"""Other scripts and signs; wide enough for a Chinese character."""

BOLD = 1.12
"""How much wider a bold line is at most."""


@lru_cache(maxsize=1024)
def ems(text: str) -> float:
    """The most room a line of text takes in upright or italic letters, in ems."""
    return sum(_letter(letter) for letter in text)


def _letter(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.combining(letter):
        return 0.0
    base = unicodedata.normalize("NFD", letter)[0]
    return _WIDTHS[base] + 0.02 if base in _WIDTHS else _UNKNOWN


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """The most room a line takes at a letter size, in the unit of that size."""
    return ems(text) * size * (BOLD if bold else 1.0)


@lru_cache(maxsize=2048)
def wrap(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that fit in `width`, about equally long; a word too long alone is broken.

    Nothing is left out: the lines together hold every visible letter of the text. At least one
    letter stands on each line, even when `width` has no room for it.
    """
    lines = _fill(text, width, size, bold=bold)
    low, high = width / 2, width
    while len(lines) > 1 and high - low > size / 4:
        middle = (low + high) / 2
        tried = _fill(text, middle, size, bold=bold)
        if len(tried) == len(lines) and "".join(tried).count("-") == "".join(lines).count("-"):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def _fill(text: str, width: float, size: float, *, bold: bool) -> tuple[str, ...]:
    """As many words on each line as fit."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measure(longer, size, bold=bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width, size, bold=bold)
        lines += whole
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    """A word in as few pieces as fit, each but the last with a hyphen."""
    pieces: list[str] = []
    rest = word
    while measure(rest, size, bold=bold) > width and len(rest) > 1:
        end = 1
        while end < len(rest) and measure(rest[: end + 1] + "-", size, bold=bold) <= width:
            end += 1
        end = min(end, len(rest) - 1)
        pieces.append(rest[:end] + "-")
        rest = rest[end:]
    return [*pieces, rest]
