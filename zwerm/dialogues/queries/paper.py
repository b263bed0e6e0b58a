"""The paper of a dialogue: what was printed, what is asked on it, what was typed in."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from zwerm.dialogues import consent_texts
from zwerm.dialogues.models import Contribution, Dialogue, Seat
from zwerm.dialogues.paper import Chosen, Told
from zwerm.dialogues.terms import Channel, Depth, Level, Role, State
from zwerm.frameworks.queries import kader_of
from zwerm.privacy.terms import Purpose

TYPED_IN = Q(consents__purpose=Purpose.TAKE_PART, consents__given=True)
"""A sheet counts as typed in from the moment its yes was recorded."""


def paper_seats(dialogue: Dialogue) -> "QuerySet[Seat]":
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
    rows = paper_seats(dialogue).annotate(typed=Count("consents", filter=TYPED_IN))
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


def asked_in(dialogue: Dialogue, language: str) -> Chosen:
    """What is asked in a dialogue. No query once the framework was read."""
    return Chosen(
        kader=kader_of(dialogue.version_id, language),
        aspects=tuple(dialogue.aspects),
        audiences=tuple(dialogue.audiences),
        deeper=dialogue.depth == Depth.DEEPER,
    )


def told_of(seat: Seat) -> Told:
    """What paper says of a dialogue; this seat types it in. No query."""
    dialogue = seat.dialogue
    return Told(
        title=dialogue.title,
        practice=dialogue.practice.name,
        nameless=dialogue.level == Level.NAMELESS,
        typed_by=seat.nickname,
        afterwards=dialogue.afterwards,
    )
