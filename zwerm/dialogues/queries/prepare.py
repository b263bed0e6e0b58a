"""What who prepares sees: lists, what to prepare with, the page where a dialogue lies ready."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Count, F, QuerySet
from django.urls import reverse

from zwerm.dialogues import cards, doors
from zwerm.dialogues.models import Dialogue, Seat
from zwerm.dialogues.plan import Company, Offer, company, time_told_of
from zwerm.dialogues.queries.outsider import invited_name, local, outsider_name
from zwerm.dialogues.queries.paper import TYPED_IN, paper_seats
from zwerm.dialogues.terms import LEADS, Form, Level, State
from zwerm.frameworks.queries import choices, kader_of
from zwerm.people.models import Hub
from zwerm.practices.terms import Perspective

MOST = 400
"""Dialogues read for one list; pages are cut from it."""


@dataclass(frozen=True)
class DialogueLine:
    """A dialogue as it stands in a list."""

    dialogue_id: UUID
    title: str
    practice: str
    state: str
    starts_at: datetime | None
    closed_on: date | None
    leads: bool

    @property
    def time_told(self) -> bool:
        """Whether an hour was agreed, not only a day."""
        return time_told_of(local(self.starts_at))


def dialogues_of(person_id: UUID) -> tuple[DialogueLine, ...]:
    """Where a person has a place: open and prepared ones first, by day, then closed ones, the
    latest first. 1 query."""
    return _lines(Seat.objects.filter(person_id=person_id, left=False))


def dialogues_in(practice_id: UUID, person_id: UUID) -> tuple[DialogueLine, ...]:
    """As `dialogues_of`, within one practice. 1 query."""
    return _lines(
        Seat.objects.filter(person_id=person_id, left=False, dialogue__practice_id=practice_id)
    )


def _lines(seats: "QuerySet[Seat]") -> tuple[DialogueLine, ...]:
    rows = seats.order_by(
        F("dialogue__closed_on").desc(nulls_first=True),
        F("dialogue__starts_at").asc(nulls_last=True),
        "dialogue__title",
        "dialogue_id",
    ).values_list(
        "dialogue_id",
        "dialogue__title",
        "dialogue__practice__name",
        "dialogue__state",
        "dialogue__starts_at",
        "dialogue__closed_on",
        "role",
    )[:MOST]
    found: dict[UUID, DialogueLine] = {}
    for dialogue_id, title, practice, state, starts_at, closed_on, role in rows:
        leads = role in LEADS
        if leads or (dialogue_id not in found and state != State.PREPARING):
            found[dialogue_id] = DialogueLine(
                dialogue_id, title, practice, state, starts_at, closed_on, leads
            )
    return tuple(found.values())


def offers(hub: Hub, language: str) -> tuple[Offer, ...]:
    """The frameworks a hub can prepare with. 1 query, and 1 per framework the first time."""
    return tuple(
        Offer.of(choice.version_id, kader_of(choice.version_id, language))
        for choice in choices(hub, language)
    )


def offer_of(dialogue: Dialogue, language: str) -> Offer:
    """The framework this dialogue was prepared with. No query once it was read."""
    return Offer.of(dialogue.version_id, kader_of(dialogue.version_id, language))


def who_comes(dialogue: Dialogue) -> Company:
    """Who is expected and who is missing. No query."""
    return company(dialogue.expected, perspectives=Perspective.values, k=dialogue.k)


@dataclass(frozen=True)
class Ready:
    """The page where a dialogue lies ready: what was decided, and what can be done next."""

    dialogue_id: UUID
    practice_id: UUID
    practice: str
    title: str
    state: str
    form: str
    elsewhere: bool
    nameless: bool
    has_power: bool
    starts_at: datetime | None
    time_told: bool
    minutes: int
    place: str
    place_feels: str
    meeting_url: str
    afterwards: str
    aspects: tuple[str, ...]
    company: Company
    k: int
    code: str
    join_link: str
    outsider: str
    invited: str
    sheets: int
    sheets_typed: int
    controller_known: bool

    @property
    def sheets_waiting(self) -> int:
        """Paper sheets that nobody typed in yet."""
        return self.sheets - self.sheets_typed


def ready(dialogue: Dialogue, language: str) -> Ready:
    """A dialogue that lies ready, or is open. 3 queries (and 1 the first time a process reads the
    framework)."""
    kader = kader_of(dialogue.version_id, language)
    chosen = set(dialogue.aspects)
    code = dialogue.join_code or ""
    paper = paper_seats(dialogue).aggregate(
        laid=Count("pk", distinct=True), typed=Count("pk", filter=TYPED_IN, distinct=True)
    )
    return Ready(
        dialogue_id=dialogue.pk,
        practice_id=dialogue.practice_id,
        practice=dialogue.practice.name,
        title=dialogue.title,
        state=dialogue.state,
        form=str(Form(dialogue.form).label),
        elsewhere=dialogue.form == Form.ELSEWHERE,
        nameless=dialogue.level == Level.NAMELESS,
        has_power=dialogue.has_power,
        starts_at=dialogue.starts_at,
        time_told=time_told_of(local(dialogue.starts_at)),
        minutes=dialogue.minutes,
        place=dialogue.place,
        place_feels=dialogue.place_feels,
        meeting_url=dialogue.meeting_url,
        afterwards=dialogue.afterwards,
        aspects=tuple(aspect.plain for aspect in kader.aspects if aspect.key in chosen),
        company=who_comes(dialogue),
        k=dialogue.k,
        code=cards.shown_code(code) if code else "",
        join_link=join_link(code) if code else "",
        outsider=outsider_name(dialogue),
        invited=invited_name(dialogue),
        sheets=paper["laid"],
        sheets_typed=paper["typed"],
        controller_known=bool(dialogue.hub.controller),
    )


def join_link(code: str) -> str:
    """Where the QR code of a dialogue leads; always the site's own address (AT-52)."""
    return doors.address(code)


@dataclass(frozen=True)
class Poster:
    """What hangs on the wall while people come in."""

    dialogue_id: UUID
    title: str
    practice: str
    code: str
    link: str
    typed: str
    """The address to type where no camera works."""


def poster(dialogue: Dialogue) -> Poster | None:
    """The poster of an open dialogue; None while nobody can come in. No query."""
    code = dialogue.join_code
    if not code or not dialogue.joinable:
        return None
    return Poster(
        dialogue_id=dialogue.pk,
        title=dialogue.title,
        practice=dialogue.practice.name,
        code=cards.shown_code(code),
        link=join_link(code),
        typed=f"{settings.SITE_URL.partition('://')[2]}{reverse('dialogues:join')}",
    )
