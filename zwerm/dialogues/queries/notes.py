"""Notes beside a conversation: every aspect with its questions, and what was written down."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from zwerm.dialogues import questions
from zwerm.dialogues.models import Draft, Material, Placement, Seat, Speaker
from zwerm.dialogues.placing import question_for
from zwerm.dialogues.queries.material import Voice, Where, label_of, name_of, voices, where
from zwerm.dialogues.terms import HALF_NOTE, MaterialKind
from zwerm.frameworks.kader import Aspect
from zwerm.frameworks.queries import kader_of

FEW = 12
"""People who are shown beside every field."""


@dataclass(frozen=True)
class Note:
    """One note, and for whom it was written."""

    number: int
    text: str
    names: tuple[str, ...]
    confirmed: tuple[str, ...]
    """Who said yes already."""
    may_change: bool


@dataclass(frozen=True)
class Chapter:
    """One aspect in the notebook."""

    key: str
    plain: str
    formal: str
    question: str
    deeper: tuple[str, ...]
    notes: tuple[Note, ...]
    draft: str


@dataclass(frozen=True)
class Notebook:
    """All notes of one seat."""

    where: Where
    chapters: tuple[Chapter, ...]
    voices: tuple[Voice, ...]
    others: tuple[Voice, ...]
    """People who are not in yet, by the name that was written down."""
    material_id: UUID | None
    waiting: int

    @property
    def unnamed(self) -> bool:
        """Somebody gave no name: it is not sure for whom a note would be."""
        return any(not voice.name for voice in self.voices)

    @property
    def crowded(self) -> bool:
        """More people than fit beside every field: they open on asking."""
        return len(self.people) > FEW

    @property
    def people(self) -> tuple[Voice, ...]:
        return (*self.voices, *self.others)


def notebook(seat: Seat, language: str) -> Notebook:
    """The notes of this very seat. 7 queries."""
    dialogue = seat.dialogue
    kader = kader_of(dialogue.version_id, language)
    notes = Material.objects.filter(
        dialogue=dialogue, brought_by=seat, kind=MaterialKind.NOTES
    ).first()
    written = _written(notes) if notes is not None else {}
    drafts = dict(Draft.objects.filter(seat=seat).values_list("question", "text"))
    audience = questions.audience_for("", kader=kader, allowed=dialogue.audiences)
    others = (
        Speaker.objects.filter(material=notes, seat=None, left_out=False).order_by("position")
        if notes is not None
        else ()
    )
    return Notebook(
        where=where(seat),
        chapters=tuple(
            Chapter(
                key=aspect.key,
                plain=aspect.plain,
                formal=aspect.formal,
                question=question_for(aspect, loop=aspect.loop, audience=audience).text,
                deeper=_deeper(aspect, audience),
                notes=written.get(aspect.key, ()),
                draft=drafts.get(f"{HALF_NOTE}{aspect.key}", ""),
            )
            for aspect in questions.aspects_of(kader, dialogue.aspects)
        ),
        voices=voices(dialogue),
        others=tuple(Voice(one.pk, one.name, one.name, own_phone=False) for one in others),
        material_id=notes.pk if notes is not None else None,
        waiting=sum(
            len(note.names) - len(note.confirmed) for notes in written.values() for note in notes
        ),
    )


def _deeper(aspect: Aspect, audience: str) -> tuple[str, ...]:
    return tuple(question.text for question in aspect.deeper(audience))


def _written(notes: Material) -> dict[str, tuple[Note, ...]]:
    """Notes by aspect, in the order in which they were written. 2 queries."""
    rows = (
        Placement.objects.filter(material=notes)
        .select_related("passage__speaker__seat")
        .prefetch_related("passage__speaker__seat__speakers")
        .order_by("number", "passage__position")
    )
    copies: defaultdict[tuple[str, int], list[Placement]] = defaultdict(list)
    for row in rows:
        copies[(row.aspect, row.number)].append(row)
    found: defaultdict[str, list[Note]] = defaultdict(list)
    for (aspect, number), same in copies.items():
        open_to_change = [row for row in same if not row.confirmed]
        found[aspect].append(
            Note(
                number=number,
                text=(open_to_change or same)[0].text,
                names=tuple(_name(row.passage.speaker) for row in same),
                confirmed=tuple(
                    _name(row.passage.speaker) for row in same if row.contribution_id is not None
                ),
                may_change=bool(open_to_change),
            )
        )
    return {aspect: tuple(all_notes) for aspect, all_notes in found.items()}


def _name(speaker: Speaker) -> str:
    if speaker.seat is None:
        return speaker.name
    return name_of(speaker.seat) or label_of(speaker.seat)


def note_text(material: Material, number: int) -> str | None:
    """The present words of a note that may still be changed; None when there is none. 1 query."""
    return (
        Placement.objects.filter(material=material, number=number, confirmed=False)
        .values_list("text", flat=True)
        .first()
    )
