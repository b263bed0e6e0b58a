"""The conversation as a readable page, around one passage. The length of the talk costs nothing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from zwerm.dialogues import questions
from zwerm.dialogues.models import Material, Passage, Placement, Seat, Speaker
from zwerm.dialogues.placing import question_for, sentences
from zwerm.dialogues.queries.material import Where, where
from zwerm.dialogues.terms import Loop
from zwerm.frameworks.kader import Aspect, Kader
from zwerm.frameworks.queries import kader_of

AROUND = 20
"""Passages before and after the present one: enough to follow the talk, whatever its length."""
DIGITS = 9
"""Aspects that a key places; a framework with more has buttons for the others."""
SPEAKERS = 100
"""To choose from when somebody else said it."""
LETTERS = {Loop.HOW: "h", Loop.WHY: "w", Loop.WHAT_FOR: "d"}
"""hoe, waarom, waartoe (de w is op: d van doel)."""


@dataclass(frozen=True)
class Mark:
    """What a passage, or a piece of it, was given."""

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
    def several(self) -> bool:
        return len(self.sentences) > 1


@dataclass(frozen=True)
class Direction:
    """An aspect to place in."""

    digit: str
    key: str
    plain: str
    formal: str
    question: str
    loop: str
    placed: int


@dataclass(frozen=True)
class Depth:
    """A loop to place in."""

    letter: str
    key: str
    label: str


@dataclass(frozen=True)
class Last:
    """What undo takes back."""

    number: int
    plain: str
    loop: str
    position: int
    waits: bool


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
    depths: tuple[Depth, ...]
    speakers: tuple[Somebody, ...]
    last: Last | None
    total: int
    placed: int
    waiting: int
    sent_as: UUID = field(default_factory=uuid4)
    """For the next placement: sent twice, placed once (P12)."""

    @property
    def ordinal(self) -> int:
        return self.present.position + 1 if self.present else self.total

    @property
    def position_before(self) -> int | None:
        return self.before[-1].position if self.before else None

    @property
    def position_after(self) -> int | None:
        return self.after[0].position if self.after else None


def placing(
    seat: Seat, material: Material, language: str, *, at: int | None = None, first: int = 1
) -> Placing:
    """The passages around one position, and where they may go. 7 queries, whatever the length.

    `at` is the position asked for; None: where the person stopped. `first` is the sentence from
    which the rest of a half-placed passage is still to be given a place.
    """
    kader = kader_of(material.dialogue.version_id, language)
    position = material.at_passage if at is None else at
    offered = Passage.objects.filter(material=material, speaker__left_out=False)
    offered = offered.select_related("speaker", "speaker__seat")
    rows = list(offered.filter(position__gte=position).order_by("position")[: AROUND + 1])
    before = list(offered.filter(position__lt=position).order_by("-position")[:AROUND])[::-1]
    total = Passage.objects.filter(material=material).aggregate(most=Max("position"))["most"]
    marks = _marks(kader, [*before, *rows])
    per_aspect = _per_aspect(material)
    speakers = Speaker.objects.filter(material=material, same_as=None).select_related("seat")
    present = _present(rows[0], marks, first=first) if rows else None
    return Placing(
        where=where(seat),
        material_id=material.pk,
        title=material.title,
        before=_spoken(before, marks),
        present=present,
        after=_spoken(rows[1:], marks, previous=rows[0] if rows else None),
        directions=_directions(material, kader, per_aspect),
        depths=tuple(
            Depth(LETTERS[Loop(loop)], loop, str(Loop(loop).label)) for loop in kader.loops
        ),
        speakers=tuple(
            Somebody(one.pk, name_of(one)) for one in speakers.order_by("position")[:SPEAKERS]
        ),
        last=_last(material, kader),
        total=0 if total is None else total + 1,
        placed=sum(one[0] for one in per_aspect.values()),
        waiting=sum(one[1] for one in per_aspect.values()),
    )


def aspect_keys(material: Material) -> tuple[str, ...]:
    """The aspects that passages of this dialogue may go to. No query once the kader is read."""
    kader = kader_of(material.dialogue.version_id, "nl")
    return tuple(one.key for one in questions.aspects_of(kader, material.dialogue.aspects))


def name_of(speaker: Speaker) -> str:
    """How a speaker is called on the page: the nickname of the seat, else the name in the file."""
    if speaker.seat is not None and speaker.seat.nickname:
        return speaker.seat.nickname
    return speaker.name or _("not said who")


def clock(seconds: float | None) -> str:
    """Hours and minutes into the talk, as 1:02:03 or 2:03."""
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _spoken(
    rows: Sequence[Passage],
    marks: dict[UUID, tuple[Mark, ...]],
    *,
    previous: Passage | None = None,
) -> tuple[Spoken, ...]:
    out = []
    for row in rows:
        out.append(
            Spoken(
                position=row.position,
                speaker=name_of(row.speaker),
                clock=clock(row.seconds),
                text=row.text,
                goes_on=previous is not None and previous.speaker_id == row.speaker_id,
                marks=marks.get(row.pk, ()),
            )
        )
        previous = row
    return tuple(out)


def _present(row: Passage, marks: dict[UUID, tuple[Mark, ...]], *, first: int) -> Present:
    parts = sentences(row.text)
    first = first if 1 <= first <= len(parts) else 1
    given = marks.get(row.pk, ())
    return Present(
        position=row.position,
        speaker=name_of(row.speaker),
        speaker_id=row.speaker_id,
        clock=clock(row.seconds),
        sentences=tuple(
            Sentence(number, text, chosen=number >= first)
            for number, text in enumerate(parts, start=1)
        ),
        first=first,
        last=len(parts),
        marks=given,
        unknown=row.speaker.seat_id is None,
        may_change_speaker=not given,
    )


def _marks(kader: Kader, rows: Iterable[Passage]) -> dict[UUID, tuple[Mark, ...]]:
    texts = {row.pk: row.text for row in rows}
    plain = {aspect.key: aspect.plain for aspect in kader.aspects}
    found: defaultdict[UUID, list[Mark]] = defaultdict(list)
    for one in Placement.objects.filter(passage__in=list(texts)).order_by("number"):
        whole = one.text.strip() == texts[one.passage_id].strip()
        found[one.passage_id].append(
            Mark(
                plain=plain.get(one.aspect, one.aspect),
                loop=str(Loop(one.loop).label),
                waits=one.contribution_id is None,
                piece="" if whole else one.text,
            )
        )
    return {passage: tuple(marks) for passage, marks in found.items()}


def _per_aspect(material: Material) -> dict[str, tuple[int, int]]:
    """Placed, and waiting, by aspect. 1 query."""
    rows = (
        Placement.objects.filter(material=material)
        .order_by()
        .values_list("aspect")
        .annotate(placed=Count("pk"), waiting=Count("pk", filter=Q(contribution=None)))
    )
    return {aspect: (placed, waiting) for aspect, placed, waiting in rows}


def _directions(
    material: Material, kader: Kader, per_aspect: dict[str, tuple[int, int]]
) -> tuple[Direction, ...]:
    audience = str(kader.audiences[0])
    aspects = questions.aspects_of(kader, material.dialogue.aspects)
    return tuple(
        Direction(
            digit=str(number) if number <= DIGITS else "",
            key=aspect.key,
            plain=aspect.plain,
            formal=aspect.formal,
            question=_main(aspect, audience),
            loop=str(Loop(aspect.loop).label),
            placed=per_aspect.get(aspect.key, (0, 0))[0],
        )
        for number, aspect in enumerate(aspects, start=1)
    )


def _main(aspect: Aspect, audience: str) -> str:
    return question_for(aspect, loop=aspect.loop, audience=audience).text


def _last(material: Material, kader: Kader) -> Last | None:
    row = (
        Placement.objects.filter(material=material, confirmed=False)
        .select_related("passage")
        .order_by("-number")
        .first()
    )
    if row is None:
        return None
    plain = {aspect.key: aspect.plain for aspect in kader.aspects}
    return Last(
        number=row.number,
        plain=plain.get(row.aspect, row.aspect),
        loop=str(Loop(row.loop).label),
        position=row.passage.position,
        waits=row.contribution_id is None,
    )
