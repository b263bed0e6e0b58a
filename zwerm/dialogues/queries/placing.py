"""The conversation as a readable page, around one passage. The length of the talk costs nothing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from zwerm.dialogues import questions
from zwerm.dialogues.models import Material, Passage, Placement, Seat, Speaker
from zwerm.dialogues.placing import question_for, sentences
from zwerm.dialogues.queries.material import Where, where
from zwerm.dialogues.terms import Loop
from zwerm.frameworks.kader import Kader
from zwerm.frameworks.queries import kader_of

AROUND = 20
"""Passages before and after the present one: enough to follow the talk, whatever its length."""
BESIDE = 1
"""The same for a page that is open: it has the others already."""
DIGITS = 9
"""Aspects that a key places; a framework with more has buttons for the others."""
SPEAKERS = 100
"""To choose from when somebody else said it."""
LETTERS = {Loop.HOW: "h", Loop.WHY: "w", Loop.WHAT_FOR: "d"}
"""hoe, waarom, waartoe (de w is op: d van doel)."""


@dataclass(frozen=True)
class Mark:
    """What a passage, or a piece of it, was given."""

    number: int
    plain: str
    loop: str
    waits: bool
    piece: str
    """The words, when it was not the whole passage."""


@dataclass(frozen=True)
class Spoken:
    """One passage on the page."""

    position: int
    speaker: str
    clock: str
    text: str
    goes_on: bool
    """The same voice as just before: the name is not said again."""
    marks: tuple[Mark, ...]

    @property
    def ordinal(self) -> int:
        return self.position + 1


@dataclass(frozen=True)
class Sentence:
    """A sentence of the present passage, by its number."""

    number: int
    text: str
    chosen: bool


@dataclass(frozen=True)
class Present:
    """The passage to place now."""

    position: int
    speaker: str
    speaker_id: UUID
    clock: str
    sentences: tuple[Sentence, ...]
    first: int
    last: int
    marks: tuple[Mark, ...]
    unknown: bool
    """Nobody said yet who this is: what is placed waits."""
    may_change_speaker: bool

    @property
    def ordinal(self) -> int:
        return self.position + 1

    @property
    def several(self) -> bool:
        return len(self.sentences) > 1


@dataclass(frozen=True)
class Direction:
    """An aspect to place in."""

    digit: str
    key: str
    plain: str
    question: str
    loop: str


@dataclass(frozen=True)
class Depth:
    """A loop to place in."""

    letter: str
    key: str
    label: str


@dataclass(frozen=True)
class Somebody:
    """A speaker of this material."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Placing:
    """One screen of placing."""

    where: Where
    material_id: UUID
    title: str
    before: tuple[Spoken, ...]
    present: Present | None
    """None: the end of the conversation."""
    after: tuple[Spoken, ...]
    directions: tuple[Direction, ...]
    """Empty for a page that is open: they stay as they are."""
    depths: tuple[Depth, ...]
    speakers: tuple[Somebody, ...]
    undo: int
    """The number of the placement that undo takes back; 0: there is none."""
    last: Mark | None
    """What that one was, when its passage is on the page."""
    total: int
    placed: int
    waiting: int
    sent_as: UUID = field(default_factory=uuid4)
    """For the next placement: sent twice, placed once (P12)."""

    @property
    def ordinal(self) -> int:
        return self.present.ordinal if self.present else self.total

    @property
    def position_before(self) -> int | None:
        return self.before[-1].position if self.before else None

    @property
    def position_after(self) -> int | None:
        return self.after[0].position if self.after else None


def placing(
    seat: Seat,
    material: Material,
    language: str,
    *,
    at: int | None = None,
    first: int = 1,
    around: int = AROUND,
    asks_who: bool = False,
) -> Placing:
    """The passages around one position, and where they may go. 4 queries, whatever the length.

    `at` is the position asked for; None: where the person stopped. `first` is the sentence from
    which the rest of a half-placed passage is still to be given a place. With `asks_who` the
    speakers are there to choose from, when somebody else said it: 1 query more.
    """
    kader = kader_of(material.dialogue.version_id, language)
    said, rows = _window(material, material.at_passage if at is None else at, around)
    before = said[-around:]
    earlier = said[-around - 1] if len(said) > around else None
    marks = _marks(kader, [*before, *rows])
    placed, waiting, undo = _counted(material)
    given = (mark for several in marks.values() for mark in several)
    return Placing(
        where=where(seat),
        material_id=material.pk,
        title=material.title,
        before=_spoken(before, marks, previous=earlier),
        present=_present(rows[0], marks, first=first) if rows else None,
        after=_spoken(rows[1:], marks, previous=rows[0] if rows else None),
        directions=_directions(material, kader) if around == AROUND else (),
        depths=_depths(kader),
        speakers=_speakers(material) if asks_who else (),
        undo=undo,
        last=next((mark for mark in given if mark.number == undo), None),
        total=material.length,
        placed=placed,
        waiting=waiting,
    )


def aspect_keys(material: Material) -> tuple[str, ...]:
    """The aspects that passages of this dialogue may go to. No query once the kader is read."""
    kader = kader_of(material.dialogue.version_id, "nl")
    return tuple(one.key for one in questions.aspects_of(kader, material.dialogue.aspects))


@dataclass(frozen=True)
class _Row:
    """A passage as it comes from the table: plain values, since forty objects cost too much."""

    id: UUID
    position: int
    seconds: float | None
    text: str
    speaker_id: UUID
    name: str
    nickname: str | None
    seat_id: UUID | None

    @property
    def speaker(self) -> str:
        return _called(self.nickname, self.name)


def _called(nickname: str | None, name: str) -> str:
    """How a speaker is called on the page: the nickname of the seat, else the name in the file."""
    return nickname or name or _("not said who")


def _window(material: Material, position: int, around: int) -> tuple[list[_Row], list[_Row]]:
    """What was said before a position (one more, to know who spoke), and from it on. 2 queries."""
    offered = Passage.objects.filter(material=material, speaker__left_out=False).values_list(
        "pk",
        "position",
        "seconds",
        "text",
        "speaker_id",
        "speaker__name",
        "speaker__seat__nickname",
        "speaker__seat_id",
    )
    before = offered.filter(position__lt=position).order_by("-position")[: around + 1]
    rows = offered.filter(position__gte=position).order_by("position")[: around + 1]
    return [_Row(*row) for row in before][::-1], [_Row(*row) for row in rows]


def clock(seconds: float | None) -> str:
    """Hours and minutes into the talk, as 1:02:03 or 2:03."""
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


Marks = Mapping[UUID, tuple[Mark, ...]]


def _spoken(
    rows: Sequence[_Row], marks: Marks, *, previous: _Row | None = None
) -> tuple[Spoken, ...]:
    out = []
    for row in rows:
        out.append(
            Spoken(
                position=row.position,
                speaker=row.speaker,
                clock=clock(row.seconds),
                text=row.text,
                goes_on=previous is not None and previous.speaker_id == row.speaker_id,
                marks=marks.get(row.id, ()),
            )
        )
        previous = row
    return tuple(out)


def _present(row: _Row, marks: Marks, *, first: int) -> Present:
    parts = sentences(row.text)
    first = first if 1 <= first <= len(parts) else 1
    given = marks.get(row.id, ())
    return Present(
        position=row.position,
        speaker=row.speaker,
        speaker_id=row.speaker_id,
        clock=clock(row.seconds),
        sentences=tuple(
            Sentence(number, text, chosen=number >= first)
            for number, text in enumerate(parts, start=1)
        ),
        first=first,
        last=len(parts),
        marks=given,
        unknown=row.seat_id is None,
        may_change_speaker=not given,
    )


def _marks(kader: Kader, rows: Sequence[_Row]) -> Marks:
    texts = {row.id: row.text.strip() for row in rows}
    plain = _plain(kader)
    found: defaultdict[UUID, list[Mark]] = defaultdict(list)
    placed = Placement.objects.filter(passage__in=list(texts)).order_by("number")
    for passage, number, aspect, loop, text, contribution in placed.values_list(
        "passage_id", "number", "aspect", "loop", "text", "contribution_id"
    ):
        found[passage].append(
            Mark(
                number=number,
                plain=plain.get(aspect, aspect),
                loop=str(Loop(loop).label),
                waits=contribution is None,
                piece="" if text.strip() == texts[passage] else text,
            )
        )
    return {passage: tuple(marks) for passage, marks in found.items()}


def _plain(kader: Kader) -> dict[str, str]:
    return {aspect.key: aspect.plain for aspect in kader.aspects}


def _counted(material: Material) -> tuple[int, int, int]:
    """How much has a place, how much of it waits for a yes, and the last that undo may take.
    1 query."""
    found = Placement.objects.filter(material=material).aggregate(
        placed=Count("pk"),
        waiting=Count("pk", filter=Q(contribution=None)),
        undo=Max("number", filter=Q(confirmed=False)),
    )
    return found["placed"], found["waiting"], found["undo"] or 0


def _directions(material: Material, kader: Kader) -> tuple[Direction, ...]:
    audience = str(kader.audiences[0])
    return tuple(
        Direction(
            digit=str(number) if number <= DIGITS else "",
            key=aspect.key,
            plain=aspect.plain,
            question=question_for(aspect, loop=aspect.loop, audience=audience).text,
            loop=str(Loop(aspect.loop).label),
        )
        for number, aspect in enumerate(
            questions.aspects_of(kader, material.dialogue.aspects), start=1
        )
    )


def _depths(kader: Kader) -> tuple[Depth, ...]:
    return tuple(Depth(LETTERS[Loop(loop)], loop, str(Loop(loop).label)) for loop in kader.loops)


def _speakers(material: Material) -> tuple[Somebody, ...]:
    rows = Speaker.objects.filter(material=material, same_as=None).order_by("position")
    named = rows.values_list("pk", "name", "seat__nickname")[:SPEAKERS]
    return tuple(Somebody(pk, _called(nickname, name)) for pk, name, nickname in named)
