"""What who prepares sees: lists of dialogues, the page where one lies ready, its paper."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from zwerm.dialogues import cards, consent_texts
from zwerm.dialogues.models import Contribution, Dialogue, Invitation, Seat, TakeHome
from zwerm.dialogues.plan import Company, Offer, company
from zwerm.dialogues.terms import LEADS, Channel, Form, Level, Role, State
from zwerm.frameworks.queries import choices, kader_of
from zwerm.people.models import Hub
from zwerm.practices.terms import Perspective
from zwerm.privacy.terms import Purpose

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
        return _time_told(self.starts_at)


def _time_told(starts_at: datetime | None) -> bool:
    return starts_at is not None and timezone.localtime(starts_at).time() != time.min


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
    paper = _paper_seats(dialogue).aggregate(
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
        time_told=_time_told(dialogue.starts_at),
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
        outsider=_outsider_name(dialogue),
        invited=_invited_name(dialogue),
        sheets=paper["laid"],
        sheets_typed=paper["typed"],
        controller_known=bool(dialogue.hub.controller),
    )


def join_link(code: str) -> str:
    """Where the QR code of a dialogue leads; always the site's own address (AT-52)."""
    return f"{settings.SITE_URL}{reverse('dialogues:welcome', args=[code])}"


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


def _outsider_name(dialogue: Dialogue) -> str:
    seat = (
        dialogue.seats.filter(Q(until=None) | Q(until__gt=timezone.now()), role=Role.INTERVIEWER)
        .values_list("nickname", flat=True)
        .first()
    )
    return seat or ""


def _standing(dialogue: Dialogue) -> "QuerySet[Invitation]":
    return dialogue.invitations.filter(
        seat=None, withdrawn=False, expires_at__gt=timezone.now()
    )


def _invited_name(dialogue: Dialogue) -> str:
    return _standing(dialogue).values_list("name", flat=True).first() or ""


@dataclass(frozen=True)
class Outsider:
    """Who leads from outside, who was asked, and who may not."""

    dialogue_id: UUID
    title: str
    practice: str
    outsider: str
    invited: str
    invited_at: str
    until: datetime | None


def outsider(dialogue: Dialogue) -> Outsider:
    """The invitation of a neutral outsider. 2 queries."""
    asked = _standing(dialogue).first()
    return Outsider(
        dialogue_id=dialogue.pk,
        title=dialogue.title,
        practice=dialogue.practice.name,
        outsider=_outsider_name(dialogue),
        invited=asked.name if asked else "",
        invited_at=asked.email if asked else "",
        until=asked.expires_at if asked else None,
    )


def sits_here(dialogue: Dialogue, email: str) -> bool:
    """Whether this address belongs to somebody with a seat at this dialogue (P5). 1 query."""
    return dialogue.seats.filter(person__email=email.strip().lower()).exists()


@dataclass(frozen=True)
class Asking:
    """What somebody who is invited reads before she says yes."""

    name: str
    practice: str
    about: str
    where: str
    title: str
    by: str
    starts_at: datetime | None
    time_told: bool
    minutes: int
    place: str
    meeting_url: str
    aspects: tuple[str, ...]
    nameless: bool


def asking(invitation: Invitation, language: str) -> Asking:
    """Who asks what. 1 query (and 1 the first time a process reads the framework)."""
    dialogue = invitation.dialogue
    kader = kader_of(dialogue.version_id, language)
    chosen = set(dialogue.aspects)
    by = (
        dialogue.seats.filter(role=Role.FACILITATOR).values_list("nickname", flat=True).first()
    )
    return Asking(
        name=invitation.name,
        practice=dialogue.practice.name,
        about=dialogue.practice.about,
        where=dialogue.practice.where,
        title=dialogue.title,
        by=by or "",
        starts_at=dialogue.starts_at,
        time_told=_time_told(dialogue.starts_at),
        minutes=dialogue.minutes,
        place=dialogue.place,
        meeting_url=dialogue.meeting_url,
        aspects=tuple(aspect.plain for aspect in kader.aspects if aspect.key in chosen),
        nameless=dialogue.level == Level.NAMELESS,
    )


def taken_home(seat: Seat) -> dict[str, str]:
    """What an outsider wrote for herself, by question. 1 query."""
    return dict(TakeHome.objects.filter(seat=seat).values_list("question", "text"))


TYPED_IN = Q(consents__purpose=Purpose.TAKE_PART, consents__given=True)
"""A sheet counts as typed in from the moment its yes was recorded."""


def _paper_seats(dialogue: Dialogue) -> "QuerySet[Seat]":
    return dialogue.seats.filter(channel=Channel.PAPER, role=Role.VOICE).exclude(sheet="")


@dataclass(frozen=True)
class Sheet:
    """One answer sheet."""

    seat_id: UUID
    sheet: str
    perspective: str
    typed: bool


@dataclass(frozen=True)
class Paper:
    """The paper of a dialogue: what was printed, and what was typed in."""

    dialogue_id: UUID
    title: str
    practice: str
    open: bool
    has_power: bool
    nameless: bool
    sheets: tuple[Sheet, ...]

    @property
    def waiting(self) -> int:
        """Sheets that nobody typed in yet."""
        return sum(not sheet.typed for sheet in self.sheets)


def paper(dialogue: Dialogue) -> Paper:
    """All sheets, in the order of their numbers. 1 query."""
    rows = _paper_seats(dialogue).annotate(typed=Count("consents", filter=TYPED_IN))
    sheets = [
        Sheet(seat.pk, seat.sheet, seat.perspective, bool(typed))
        for seat, typed in ((row, row.typed) for row in rows)
    ]
    return Paper(
        dialogue_id=dialogue.pk,
        title=dialogue.title,
        practice=dialogue.practice.name,
        open=dialogue.state == State.OPEN,
        has_power=dialogue.has_power,
        nameless=dialogue.level == Level.NAMELESS,
        sheets=tuple(sorted(sheets, key=lambda sheet: int(sheet.sheet[1:]))),
    )


def typed_in(seat: Seat) -> frozenset[str]:
    """The questions of a sheet that were typed in and still stand. Their text is not shown again:
    the writer may have changed it with the card since. 1 query."""
    return frozenset(
        Contribution.objects.filter(seat=seat, channel=Channel.PAPER).values_list(
            "question", flat=True
        )
    )


def agreed(seat: Seat) -> dict[str, bool]:
    """What was recorded for a sheet, per purpose. 1 query."""
    return dict(seat.consents.values_list("purpose", "given"))


def purposes(language: str) -> consent_texts.ConsentTexts:
    """What a sheet asks, in its language. No query."""
    return consent_texts.texts(language)
