"""What was said, as the others at the table see it."""

from dataclasses import dataclass

from zwerm.dialogues import questions
from zwerm.dialogues.models import Contribution, Dialogue
from zwerm.dialogues.queries.take_part import Around, around
from zwerm.dialogues.terms import Level
from zwerm.frameworks.queries import kader_of

MOST = 200
"""Contributions on one page; the cells of the picture lead to the others."""


@dataclass(frozen=True)
class Said:
    """What one voice said, as the others see it."""

    text: str
    language: str
    name: str
    perspective: str


@dataclass(frozen=True)
class SaidOn:
    """What was said on one aspect."""

    key: str
    plain: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Group:
    """What the group shared, by aspect."""

    around: Around
    aspects: tuple[SaidOn, ...]
    total: int
    more: bool


def group(dialogue: Dialogue, language: str) -> Group:
    """What was shown to the group, at most 200, in random order. 1 query."""
    kader = kader_of(dialogue.version_id, language)
    told = dialogue.level == Level.IN_CONFIDENCE
    rows = list(
        Contribution.objects.filter(dialogue=dialogue, shown=True, hidden=False)
        .select_related("seat")
        .only("aspect", "text", "language", "seat__nickname", "seat__perspective")
        .order_by("place")[: MOST + 1]
    )
    shown = rows[:MOST]
    return Group(
        around=around(dialogue),
        aspects=tuple(
            SaidOn(
                aspect.key,
                aspect.plain,
                tuple(said_by(row, told=told) for row in shown if row.aspect == aspect.key),
            )
            for aspect in questions.aspects_of(kader, dialogue.aspects)
        ),
        total=len(shown),
        more=len(rows) > MOST,
    )


def said_by(row: Contribution, *, told: bool) -> Said:
    """A contribution as the own seats see it: with name and perspective in confidence only."""
    seat = row.seat if told else None
    return Said(
        text=row.text,
        language=row.language,
        name=seat.nickname if seat else "",
        perspective=seat.perspective if seat else "",
    )
