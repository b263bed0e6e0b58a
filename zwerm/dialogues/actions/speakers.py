"""Who speaks in material from elsewhere: which seat, with whose recorded yes, or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from zwerm.dialogues import topics
from zwerm.dialogues.actions import gate
from zwerm.dialogues.actions.join import agree
from zwerm.dialogues.actions.material import covered, speak_for, unspeak
from zwerm.dialogues.models import Material, Placement, Seat, Speaker
from zwerm.dialogues.terms import Channel, Level, Role
from zwerm.dialogues.whose import AtSeat, LeftOut, NewSeat, SameAs, Unknown, Who
from zwerm.live.topics import changed
from zwerm.privacy.terms import Purpose


@dataclass(frozen=True)
class Yes:
    """How a spoken yes was recorded (PR-05)."""

    recorded_by: str
    how: str
    on: date | None = None


class SaidYesThemselves(Exception):
    """A speaker who confirmed on the own phone is that person; nobody changes it for her."""

    def __init__(self, speaker: Speaker) -> None:
        super().__init__(speaker.name)
        self.speaker = speaker


@transaction.atomic
def seat_speakers(
    material: Material,
    by: Seat,
    whose: Mapping[UUID, Who],
    *,
    agreed: Mapping[UUID, bool],
    yes: Yes,
) -> None:
    """Say who the speakers are, and which of them said yes aloud.

    `whose` and `agreed` are by speaker; who is not in them stays as it was. Passages that were
    placed already follow: with a recorded yes they become contributions, without one they wait.
    Raises SaidYesThemselves, and then nothing at all was changed.
    """
    gate.hold_open(material.dialogue_id)
    speakers = {one.pk: one for one in material.speakers.select_related("seat")}
    before = {one.seat_id for one in speakers.values() if one.seat_id is not None}
    for speaker_id, who in whose.items():
        if speaker_id in speakers and not isinstance(who, SameAs):
            _seat(speakers[speaker_id], who, by)
    for speaker_id, who in whose.items():
        if speaker_id in speakers and isinstance(who, SameAs):
            _follow(speakers[speaker_id], _root(speakers, who.speaker_id))
    for speaker_id, said_yes in agreed.items():
        speaker = speakers.get(speaker_id)
        if speaker is not None and speaker.seat is not None:
            record(speaker.seat, yes, given=said_yes)
    for speaker in speakers.values():
        settle(speaker)
    _clear_away(material, before)
    changed(topics.lead(material.dialogue_id))


def _seat(speaker: Speaker, who: Who, by: Seat) -> None:
    before = speaker.seat_id
    speaker.same_as = None
    speaker.left_out = isinstance(who, LeftOut)
    if isinstance(who, NewSeat):
        speaker.seat = _new(who, by)
    elif isinstance(who, AtSeat):
        speaker.seat = by.dialogue.seats.get(pk=who.seat_id, role=Role.VOICE)
    elif isinstance(who, Unknown):
        speaker.seat = None
    if before != speaker.seat_id:
        _let_go(speaker)
    speaker.save(update_fields=["seat", "same_as", "left_out"])


def _new(who: NewSeat, by: Seat) -> Seat:
    nameless = by.dialogue.level == Level.NAMELESS
    return Seat.objects.create(
        dialogue=by.dialogue,
        perspective=who.perspective,
        nickname="" if nameless else who.nickname[:40],
        channel=Channel.SPOKEN,
        language=by.language,
    )


def _root(speakers: Mapping[UUID, Speaker], speaker_id: UUID) -> Speaker:
    speaker = speakers[speaker_id]
    if speaker.same_as_id is not None and speaker.same_as_id in speakers:
        return speakers[speaker.same_as_id]
    return speaker


def _follow(speaker: Speaker, other: Speaker) -> None:
    if speaker.pk == other.pk:
        return
    if speaker.seat_id != other.seat_id:
        speaker.seat = other.seat
        _let_go(speaker)
    speaker.same_as = other
    speaker.left_out = other.left_out
    speaker.save(update_fields=["seat", "same_as", "left_out"])
    speaker.others.update(same_as=other, seat=other.seat, left_out=other.left_out)


def _placed(speaker: Speaker) -> list[Placement]:
    return list(
        Placement.objects.filter(passage__speaker=speaker).select_related(
            "material",
            "material__dialogue",
            "contribution",
            "contribution__seat",
            "contribution__dialogue",
        )
    )


def _let_go(speaker: Speaker) -> None:
    """What was placed for the seat before waits again; what its speaker confirmed is hers."""
    for placement in _placed(speaker):
        if placement.confirmed:
            raise SaidYesThemselves(speaker)
        unspeak(placement)


def record(seat: Seat, yes: Yes, *, given: bool) -> None:
    """A spoken yes, or taking it back, for a seat without a phone of its own.

    Whoever answered on the own phone keeps that answer: nobody writes over it.
    """
    if seat.channel == Channel.SCREEN or given == covered(seat):
        return
    agree(
        seat,
        Purpose.TAKE_PART,
        given=given,
        channel=Channel.SPOKEN,
        recorded_by=yes.recorded_by,
        how=yes.how,
        on=yes.on,
    )


def settle(speaker: Speaker) -> None:
    """Let what is placed follow the yes of its speaker."""
    seat = speaker.seat
    speaks = seat is not None and not speaker.left_out and covered(seat)
    for placement in _placed(speaker):
        if placement.confirmed:
            continue
        if not speaks:
            unspeak(placement)
        elif seat is not None and placement.contribution is None:
            speak_for(seat, placement)


def _clear_away(material: Material, seats: Iterable[UUID]) -> None:
    """Seats that came to the table through material, and have no speaker any more."""
    material.dialogue.seats.filter(
        pk__in=seats, channel=Channel.SPOKEN, speakers=None, contributions=None
    ).delete()
