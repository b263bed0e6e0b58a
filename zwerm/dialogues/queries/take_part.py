"""What a participant's screens show. Each query has a fixed number of SQL queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from zwerm.dialogues import cards, questions
from zwerm.dialogues.consent_texts import Asked as AskedPurpose
from zwerm.dialogues.consent_texts import texts
from zwerm.dialogues.models import Consent, Contribution, Dialogue, Draft, Seat
from zwerm.dialogues.terms import Depth, Level, Reach, State
from zwerm.frameworks.kader import Aspect, Question
from zwerm.frameworks.queries import kader_of


@dataclass(frozen=True)
class Around:
    """What every screen of a participant says about the conversation."""

    dialogue_id: UUID
    title: str
    practice: str
    nameless: bool
    small: bool
    """Fewer than k expected: others may recognise a story (P4)."""
    k: int
    afterwards: str
    open: bool
    meeting_url: str


def around(dialogue: Dialogue) -> Around:
    """No query: the dialogue and its practice are already there."""
    expected = sum(int(number) for number in dialogue.expected.values())
    return Around(
        dialogue_id=dialogue.pk,
        title=dialogue.title,
        practice=dialogue.practice.name,
        nameless=dialogue.level == Level.NAMELESS,
        small=0 < expected < 2 * dialogue.k,
        k=dialogue.k,
        afterwards=dialogue.afterwards,
        open=dialogue.state == State.OPEN,
        meeting_url=dialogue.meeting_url,
    )


@dataclass(frozen=True)
class Welcome:
    """Information before the first question, and the one plain yes."""

    around: Around
    controller: str
    joint_controllers: str
    privacy_contact: str
    take_part: AskedPurpose
    code: str


def welcome(dialogue: Dialogue, language: str) -> Welcome:
    """0 queries."""
    return Welcome(
        around=around(dialogue),
        controller=dialogue.hub.controller,
        joint_controllers=dialogue.hub.joint_controllers,
        privacy_contact=dialogue.hub.privacy_contact,
        take_part=texts(language).take_part,
        code=cards.shown_code(dialogue.join_code or ""),
    )


@dataclass(frozen=True)
class Speak:
    """One question, and what may come after it."""

    around: Around
    aspect: Aspect
    question: Question
    draft: str
    deeper: tuple[Question, ...]
    suggested: bool
    answers: int
    aspects: int
    aspects_done: int
    ask_nickname: bool
    own: tuple[str, ...]
    """Own answers to this very question, so that nobody says a thing twice."""
    device_key: str
    acknowledged: str


def speak(seat: Seat, language: str, *, key: str = "", secret: str | None = None) -> Speak | None:
    """The chosen or suggested question of a seat; None when every aspect has an answer.

    2 queries (and 1 the first time a process reads a framework).
    """
    dialogue = seat.dialogue
    kader = kader_of(dialogue.version_id, language)
    said = list(
        Contribution.objects.filter(seat=seat)
        .order_by("pk")
        .values_list("question", "text", "sent_as")
    )
    answered = [question for question, _, _ in said]
    audience = questions.audience_for(seat.perspective, kader=kader, allowed=dialogue.audiences)
    asked = questions.find(kader, key, chosen=dialogue.aspects) if key else None
    if asked is None:
        asked = questions.suggest(
            kader,
            chosen=dialogue.aspects,
            audience=audience,
            suggested=dialogue.suggested,
            answered=answered,
        )
    if asked is None:
        return None
    offers = questions.deeper(asked, audience=audience, answered=answered)
    aspects = questions.aspects_of(kader, dialogue.aspects)
    return Speak(
        around=around(dialogue),
        aspect=asked.aspect,
        question=asked.question,
        draft=draft_for(seat, asked.question.key),
        deeper=offers if dialogue.depth == Depth.DEEPER else (),
        suggested=asked.aspect.key == dialogue.suggested,
        answers=len(said),
        aspects=len(aspects),
        aspects_done=_done(aspects, answered),
        ask_nickname=dialogue.level == Level.IN_CONFIDENCE and not seat.nickname,
        own=tuple(text for question, text, _ in said if question == asked.question.key),
        device_key=cards.device_key(secret) if secret else "",
        acknowledged=_acknowledged(sent for _, _, sent in said),
    )


def _done(aspects: tuple[Aspect, ...], answered: list[str]) -> int:
    known = set(answered)
    return sum(any(one.key in known for one in aspect.questions) for aspect in aspects)


def asked(seat: Seat, question: str) -> questions.Asked | None:
    """The question of this dialogue with this key, in any language; None when it asks no such one.

    No query once the framework was read.
    """
    kader = kader_of(seat.dialogue.version_id, "nl")
    return questions.find(kader, question, chosen=seat.dialogue.aspects)


def draft_for(seat: Seat, question: str) -> str:
    """The draft of one question. 1 query."""
    drafts = Draft.objects.filter(seat=seat, question=question).values_list("text", flat=True)
    return next(iter(drafts), "")


@dataclass(frozen=True)
class After:
    """What may come after an answer."""

    around: Around
    plain: str
    deeper: tuple[Question, ...]
    next: Aspect | None
    shared_waits: bool
    device_key: str
    acknowledged: str


def _acknowledged(sent: Iterable[UUID | None]) -> str:
    """Client ids the server has stored: the device may let go of what it kept under them."""
    return " ".join(str(one) for one in sent if one is not None)


def after(seat: Seat, language: str, *, question: str, secret: str | None = None) -> After:
    """Deeper questions of the same aspect, and the next aspect. 1 query."""
    dialogue = seat.dialogue
    kader = kader_of(dialogue.version_id, language)
    said = list(Contribution.objects.filter(seat=seat).values_list("question", "sent_as"))
    answered = [key for key, _ in said]
    audience = questions.audience_for(seat.perspective, kader=kader, allowed=dialogue.audiences)
    asked = questions.find(kader, question, chosen=dialogue.aspects)
    coming = questions.suggest(
        kader,
        chosen=dialogue.aspects,
        audience=audience,
        suggested=dialogue.suggested,
        answered=answered,
    )
    offers = questions.deeper(asked, audience=audience, answered=answered) if asked else ()
    return After(
        around=around(dialogue),
        plain=asked.aspect.plain if asked else "",
        deeper=offers if dialogue.depth == Depth.DEEPER else (),
        next=coming.aspect if coming else None,
        shared_waits=dialogue.level == Level.NAMELESS,
        device_key=cards.device_key(secret) if secret else "",
        acknowledged=_acknowledged(sent for _, sent in said),
    )


@dataclass(frozen=True)
class Direction:
    """One aspect on the compass."""

    key: str
    address: str
    plain: str
    formal: str
    question: Question
    said: bool
    suggested: bool
    deeper: tuple[Question, ...]


@dataclass(frozen=True)
class Compass:
    """All aspects, any order."""

    around: Around
    directions: tuple[Direction, ...]


def compass(seat: Seat, language: str) -> Compass:
    """Every question this seat may choose. 1 query."""
    dialogue = seat.dialogue
    kader = kader_of(dialogue.version_id, language)
    answered = set(Contribution.objects.filter(seat=seat).values_list("question", flat=True))
    audience = questions.audience_for(seat.perspective, kader=kader, allowed=dialogue.audiences)
    to = reverse("dialogues:speak", args=[dialogue.pk])
    return Compass(
        around=around(dialogue),
        directions=tuple(
            Direction(
                key=aspect.key,
                address=f"{to}?vraag={quote(aspect.main(audience).key)}",
                plain=aspect.plain,
                formal=aspect.formal,
                question=aspect.main(audience),
                said=any(one.key in answered for one in aspect.questions),
                suggested=aspect.key == dialogue.suggested,
                deeper=aspect.deeper(audience) if dialogue.depth == Depth.DEEPER else (),
            )
            for aspect in questions.aspects_of(kader, dialogue.aspects)
        ),
    )


@dataclass(frozen=True)
class Own:
    """One of my answers."""

    id: UUID
    aspect: str
    question: str
    text: str
    language: str
    shared: bool
    waits: bool
    hidden_because: str
    sealed: bool
    """Cut loose from its seat: it can be kept to oneself and taken back, no longer shared."""


@dataclass(frozen=True)
class One:
    """One of my answers on a page of its own."""

    around: Around
    own: Own


def one(dialogue: Dialogue, contribution: Contribution, language: str) -> One:
    """0 queries."""
    return One(around(dialogue), _own(contribution, _known(dialogue, language)))


@dataclass(frozen=True)
class Card:
    """What a seat needs to come back."""

    around: Around
    groups: tuple[str, ...]
    link: str
    """Carries the secret behind a #: browsers never send that part."""


def card(seat: Seat, secret: str) -> Card:
    """0 queries."""
    return Card(
        around=around(seat.dialogue),
        groups=tuple(cards.shown(secret).split("-")),
        link=f"{settings.SITE_URL}{reverse('dialogues:card_in')}#{secret}",
    )


@dataclass(frozen=True)
class Mine:
    """Everything one seat said here."""

    around: Around
    answers: tuple[Own, ...]
    closed: bool
    sealed: bool
    has_card: bool
    perspective: str
    nickname: str


def mine(seat: Seat, secret: str | None, language: str) -> Mine:
    """Own answers: by seat, and in what is sealed by the card alone (P3, AT-31). 1 query."""
    dialogue = seat.dialogue
    sealed = dialogue.level == Level.NAMELESS and dialogue.closed_on is not None
    rows = Contribution.objects.filter(dialogue=dialogue).order_by("place", "pk")
    if dialogue.level == Level.NAMELESS:
        rows = rows.exclude(seat__isnull=True, mark="")
        own = [row for row in rows if _is_own(row, seat, secret)]
    else:
        own = list(rows.filter(seat=seat))
    known = _known(dialogue, language)
    return Mine(
        around=around(dialogue),
        answers=tuple(_own(row, known) for row in own),
        closed=dialogue.state == State.CLOSED,
        sealed=sealed,
        has_card=secret is not None,
        perspective=seat.perspective,
        nickname=seat.nickname,
    )


def _known(dialogue: Dialogue, language: str) -> dict[str, tuple[str, str]]:
    kader = kader_of(dialogue.version_id, language)
    known = {aspect.key: (aspect.plain, "") for aspect in kader.aspects}
    for aspect in kader.aspects:
        known.update({one.key: (aspect.plain, one.text) for one in aspect.questions})
    return known


def _is_own(row: Contribution, seat: Seat, secret: str | None) -> bool:
    if row.seat_id is not None:
        return row.seat_id == seat.pk
    return secret is not None and bool(row.mark) and cards.finds(secret, row.salt, row.mark)


def _own(row: Contribution, known: dict[str, tuple[str, str]]) -> Own:
    aspect, question = known.get(row.question or row.aspect, (row.aspect, ""))
    return Own(
        id=row.pk,
        aspect=aspect,
        question=question,
        text=row.text,
        language=row.language,
        shared=row.reach == Reach.DIALOGUE,
        waits=row.reach == Reach.DIALOGUE and not row.shown,
        hidden_because=row.hidden_because if row.hidden else "",
        sealed=row.seat_id is None,
    )


@dataclass(frozen=True)
class Purposes:
    """Further purposes with this seat's present answers."""

    around: Around
    asked: tuple[AskedPurpose, ...]
    yes_to: tuple[str, ...]


def purposes(seat: Seat, language: str) -> Purposes:
    """1 query."""
    given = Consent.objects.filter(seat=seat, given=True).values_list("purpose", flat=True)
    return Purposes(
        around=around(seat.dialogue), asked=texts(language).further, yes_to=tuple(given)
    )
