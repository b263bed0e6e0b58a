"""'This was written down for you. Is it right?': one placed passage at a time, for its speaker."""

from dataclasses import dataclass
from uuid import UUID

from zwerm.dialogues import questions
from zwerm.dialogues.consent_texts import texts
from zwerm.dialogues.models import Material, Placement, Seat
from zwerm.dialogues.placing import question_for
from zwerm.dialogues.queries.material import waiting_of
from zwerm.dialogues.queries.take_part import Around, around
from zwerm.dialogues.terms import MaterialKind
from zwerm.frameworks.queries import kader_of
from zwerm.privacy.terms import Purpose


@dataclass(frozen=True)
class Words:
    """What was written down for somebody."""

    id: UUID
    text: str
    plain: str
    question: str
    written_by: str
    literal: bool
    """From a transcript; else in the words of who took notes."""


@dataclass(frozen=True)
class ToConfirm:
    """One screen of confirming."""

    around: Around
    words: Words | None
    """None: nothing waits."""
    left: int
    """With this one."""
    skipped: int
    take_part: str
    """What saying yes means, for who was never asked yet; empty for all others."""

    @property
    def left_after(self) -> int:
        return self.left - 1

    @property
    def later(self) -> int:
        """Where 'not now' goes; 0 when these are the only words."""
        return self.skipped + 1 if self.left > 1 else 0


def to_confirm(
    seat: Seat, language: str, *, skip: int = 0, placement: Placement | None = None
) -> ToConfirm:
    """The first words that wait for this seat, after `skip` put aside for now; or those of one
    placement. 3 queries."""
    waiting = waiting_of(seat)
    left = waiting.count()
    skip = skip % left if left else 0
    ordered = waiting.select_related("material", "material__brought_by").order_by(
        "material_id", "passage__position", "number"
    )
    row = placement or ordered[skip : skip + 1].first()
    asked = seat.consents.filter(purpose=Purpose.TAKE_PART).exists()
    return ToConfirm(
        around=around(seat.dialogue),
        words=_words(seat, row, language) if row is not None else None,
        left=left,
        skipped=skip,
        take_part="" if asked else texts(language).take_part.explain,
    )


def _words(seat: Seat, row: Placement, language: str) -> Words:
    dialogue = seat.dialogue
    kader = kader_of(dialogue.version_id, language)
    aspect = next(one for one in kader.aspects if one.key == row.aspect)
    audience = questions.audience_for(seat.perspective, kader=kader, allowed=dialogue.audiences)
    return Words(
        id=row.pk,
        text=row.text,
        plain=aspect.plain,
        question=question_for(aspect, loop=row.loop, audience=audience).text,
        written_by=_written_by(row.material),
        literal=row.material.kind == MaterialKind.TRANSCRIPT,
    )


def _written_by(material: Material) -> str:
    return material.brought_by.nickname if material.brought_by is not None else ""
