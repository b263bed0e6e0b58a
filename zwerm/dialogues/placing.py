"""Which piece of a passage is placed, and which question it answers. Pure: plain values in and out.

A quote stays literal: a piece is always one run of whole sentences, cut out and never glued.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from zwerm.frameworks.kader import Aspect, Question

END = re.compile(r"[.?!…]+[\"”’')\]]*\s+|\n+")
"""Where a sentence may end: its sign, closing quotes, and the space behind it; or a new line."""

ABBREVIATED = re.compile(
    r"(?:^|[\s(“\"'])(?:[A-Za-z]|(?:[a-z]\.)+[a-z]|bijv|bv|ca|dhr|dr|drs|enz|evt|excl|incl|ing|ir"
    r"|jl|max|mevr|min|mr|mw|nl|nr|pag|prof|resp|sr|st|tel|vgl|zgn)\.$",
    re.IGNORECASE,
)
"""What ends in a dot and goes on: `mw. Bakker`, `J. de Vries`, `o.a. de keuken`."""


def _starts(text: str) -> Iterator[int]:
    yield 0
    for found in END.finditer(text):
        if found.end() == len(text):
            return
        if "\n" in found.group():
            yield found.end()
            continue
        following = text[found.end()]
        if following.islower() or ABBREVIATED.search(text[: found.end()].rstrip()[-12:]):
            continue
        yield found.end()


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a passage in order, without the space between them; at least one."""
    starts = [*_starts(text), len(text)]
    cut = [text[begin:end].strip() for begin, end in pairwise(starts)]
    return tuple(one for one in cut if one) or (text.strip(),)


def piece(text: str, first: int, last: int) -> str:
    """Sentences `first` to `last`, counted from 1, as they stand in the passage.

    What lies outside the passage is brought inside it; `last` before `first` means one sentence.
    """
    found = sentences(text)
    first = min(max(first, 1), len(found))
    last = min(max(last, first), len(found))
    begin = end = 0
    for number, one in enumerate(found, start=1):
        at = text.index(one, end)
        end = at + len(one)
        if number == first:
            begin = at
        if number == last:
            break
    return text[begin:end]


def rest_after(text: str, last: int | None) -> int:
    """The number of the sentence where the rest of a passage begins; 0 when nothing is left."""
    if last is None or last >= len(sentences(text)):
        return 0
    return max(last, 1) + 1


def question_for(aspect: Aspect, *, loop: str, audience: str) -> Question:
    """The question that a placed passage answers.

    The main question when the loop is its own; else a deeper one of that loop for this audience,
    then for any audience; a set that never asks this loop keeps the main question.
    """
    own = [question for question in aspect.questions if question.audience == audience]
    asked = own or list(aspect.questions)
    first = next(question for question in asked if question.main)
    if first.loop == loop:
        return first
    for question in (*asked, *aspect.questions):
        if question.loop == loop:
            return question
    return first
