"""Taking in what was read: the same verbs for a browser and for the command line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core import signing
from django.utils.translation import gettext as _

from zwerm.dialogues.actions import material as actions
from zwerm.dialogues.actions import speakers as seating
from zwerm.dialogues.models import Dialogue, Material, Seat
from zwerm.dialogues.terms import LEADS, Role, State
from zwerm.dialogues.whose import NewSeat, Who
from zwerm.interchange.speech import Transcript
from zwerm.interchange.taking_in import Turned, minutes, packed, turned, unpacked

A_DAY = 24 * 3600


class NotKept(Exception):
    """What the preview carried is too old, or not what we made."""


def keep_in_page(seat: Seat, transcript: Transcript) -> str:
    """What was read, signed for this seat: it travels in the page until the person says yes."""
    return signing.dumps(packed(turned(transcript)), salt=_salt(seat), compress=True)


def kept_in_page(seat: Seat, kept: str) -> tuple[Turned, ...]:
    """What `keep_in_page` carried, at most a day old. Raises NotKept.

    The signature is checked before anything is unpacked, so nothing can be blown up in memory.
    """
    try:
        return unpacked(signing.loads(kept, salt=_salt(seat), max_age=A_DAY))
    except (signing.BadSignature, ValueError) as error:
        raise NotKept from error


def _salt(seat: Seat) -> str:
    return f"zwerm.interchange.taking-in.{seat.pk}"


def take_in(seat: Seat, turns: Sequence[Turned], *, sent_as: UUID, title: str) -> Material:
    """Make what was read material of this seat; sent twice, taken in once (P12)."""
    said = [actions.Said(turn.speaker, turn.seconds, turn.text) for turn in turns]
    return actions.bring(seat, said, sent_as=sent_as, title=title)


class NoSuchDialogue(Exception):
    """The dialogue is not there, not open, or nobody leads it."""


@dataclass(frozen=True)
class Counted:
    """What was taken in without a browser."""

    material: UUID
    speakers: int
    passages: int
    words: int
    minutes: int | None
    unnamed: int
    consents: int

    def as_json(self) -> Mapping[str, object]:
        """Plain values."""
        return {
            "material": str(self.material),
            "speakers": self.speakers,
            "passages": self.passages,
            "words": self.words,
            "minutes": self.minutes,
            "unnamed": self.unnamed,
            "consents": self.consents,
        }


def take_in_for(
    dialogue_id: UUID, transcript: Transcript, *, yes: seating.Yes | None = None
) -> Counted:
    """Take in a transcript for who leads an open dialogue. Raises NoSuchDialogue.

    With a recorded yes every named speaker gets a seat at once, still without a perspective.
    """
    seat = _leads(dialogue_id)
    material = take_in(
        seat, turned(transcript), sent_as=uuid4(), title=transcript.title or _("Conversation")
    )
    consents = 0
    if yes is not None:
        named = [one for one in material.speakers.all() if one.name]
        whose: dict[UUID, Who] = {one.pk: NewSeat("", one.name) for one in named}
        agreed = dict.fromkeys(whose, True)
        seating.seat_speakers(material, seat, whose, agreed=agreed, yes=yes)
        consents = len(named)
    return Counted(
        material=material.pk,
        speakers=len(transcript.speakers),
        passages=len(transcript.turns),
        words=transcript.words,
        minutes=minutes(transcript),
        unnamed=transcript.unnamed,
        consents=consents,
    )


def _leads(dialogue_id: UUID) -> Seat:
    """Who prepared the dialogue brings it; material belongs to one seat."""
    dialogue = Dialogue.objects.filter(pk=dialogue_id, state=State.OPEN).first()
    if dialogue is None:
        raise NoSuchDialogue
    seats = dialogue.seats.filter(role__in=LEADS, left=False).select_related("dialogue")
    seat = seats.filter(role=Role.FACILITATOR).first() or seats.first()
    if seat is None:
        raise NoSuchDialogue
    return seat
