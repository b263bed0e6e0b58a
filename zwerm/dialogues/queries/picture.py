"""The picture of a dialogue, from its kept counts: one query however many spoke (W3)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zwerm.dialogues.models import Contribution, Dialogue
from zwerm.dialogues.queries.said import Said, said_by
from zwerm.dialogues.queries.take_part import Around, around
from zwerm.dialogues.terms import Level
from zwerm.frameworks.queries import kader_of

A_PAGE = 50
"""Contributions of one cell on one page."""


def loop_words(loop: str) -> tuple[str, str]:
    """A loop in one plain word, and the question behind it."""
    return {
        "how": (pgettext("loop", "How"), _("Are we doing it well?")),
        "why": (pgettext("loop", "Why"), _("Are we doing the right thing, and why this way?")),
        "what_for": (pgettext("loop", "What for"), _("What is it about for us in the end?")),
    }[loop]


@dataclass(frozen=True)
class InCell:
    """What was said in one cell of the picture."""

    around: Around
    aspect: str
    loop: str
    question: str
    said: tuple[Said, ...]
    total: int
    page: int
    before: int
    after: int


def in_cell(
    dialogue: Dialogue, language: str, *, aspect: str, loop: str, page: int
) -> InCell | None:
    """The contributions of a cell, in random order, fifty at a time; None: no such cell.

    2 queries.
    """
    kader = kader_of(dialogue.version_id, language)
    found = next((one for one in kader.aspects if one.key == aspect), None)
    if found is None or loop not in {str(one) for one in kader.loops}:
        return None
    rows = Contribution.objects.filter(
        dialogue=dialogue, shown=True, hidden=False, aspect=aspect, loop=loop
    )
    total = rows.count()
    start = (max(page, 1) - 1) * A_PAGE
    told = dialogue.level == Level.IN_CONFIDENCE
    word, question = loop_words(loop)
    return InCell(
        around=around(dialogue),
        aspect=found.plain,
        loop=word,
        question=question,
        said=tuple(
            said_by(row, told=told)
            for row in rows.select_related("seat").order_by("place")[start : start + A_PAGE]
        ),
        total=total,
        page=max(page, 1),
        before=page - 1 if page > 1 else 0,
        after=page + 1 if start + A_PAGE < total else 0,
    )
