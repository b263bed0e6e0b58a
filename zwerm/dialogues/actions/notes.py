"""Notes that an outsider takes beside a conversation: material until who said it says yes (P1)."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max

from zwerm.dialogues import purging
from zwerm.dialogues.actions import gate
from zwerm.dialogues.actions.material import (
    NotAnyMore,
    covered,
    main_loop,
    next_number,
    speak_for,
    unspeak,
)
from zwerm.dialogues.models import Draft, Material, Passage, Placement, Seat, Speaker
from zwerm.dialogues.terms import HALF_NOTE, MaterialKind
from zwerm.tasks import later


@transaction.atomic
def notebook(seat: Seat) -> Material:
    """The notes of this seat in this dialogue; made when they are first needed."""
    gate.hold_open(seat.dialogue_id)
    known = Material.objects.filter(
        dialogue_id=seat.dialogue_id, brought_by=seat, kind=MaterialKind.NOTES
    ).first()
    notes = known or Material.objects.create(
        dialogue_id=seat.dialogue_id, brought_by=seat, kind=MaterialKind.NOTES
    )
    notes.dialogue = seat.dialogue
    return notes


@transaction.atomic
def hold(seat: Seat, *, aspect: str, text: str) -> None:
    """Keep a note that is still being written; private to who writes it."""
    gate.hold_open(seat.dialogue_id)
    question = f"{HALF_NOTE}{aspect}"
    if not text:
        Draft.objects.filter(seat=seat, question=question).delete()
        return
    Draft.objects.update_or_create(seat=seat, question=question, defaults={"text": text})


@transaction.atomic
def speaker_at(notes: Material, seat: Seat) -> Speaker:
    """The speaker in these notes that stands for a seat at the table."""
    known = notes.speakers.filter(seat=seat).first()
    return known or _new_speaker(notes, name=seat.nickname, seat=seat)


@transaction.atomic
def speaker_called(notes: Material, name: str) -> Speaker:
    """The speaker with this name, who has no seat yet; the same name is the same person."""
    known = notes.speakers.filter(name=name).first()
    return known or _new_speaker(notes, name=name, seat=None)


def _new_speaker(notes: Material, *, name: str, seat: Seat | None) -> Speaker:
    last = notes.speakers.aggregate(most=Max("position"))["most"]
    position = 0 if last is None else last + 1
    return Speaker.objects.create(material=notes, name=name[:120], seat=seat, position=position)


def people(
    notes: Material, *, voices: Sequence[Seat], others: Sequence[Speaker], name: str = ""
) -> list[Speaker]:
    """Whom a note is for: seats at the table, names written earlier, and a new name."""
    found = [*(speaker_at(notes, seat) for seat in voices), *others]
    return [*found, speaker_called(notes, name)] if name else found


@transaction.atomic
def note(
    notes: Material, *, sent_as: UUID, aspect: str, text: str, speakers: Sequence[Speaker]
) -> None:
    """Write down what one or more people said on an aspect; each says yes for herself.

    Sent twice, written once (P12). All copies of one note carry the same number.
    """
    gate.hold_open(notes.dialogue_id)
    sent = {uuid5(sent_as, str(speaker.pk)): speaker for speaker in speakers}
    if Placement.objects.filter(material=notes, sent_as__in=list(sent)).exists():
        return
    number = next_number(notes)
    last = notes.passages.aggregate(most=Max("position"))["most"]
    begin = 0 if last is None else last + 1
    for position, (copy, speaker) in enumerate(sent.items(), start=begin):
        passage = Passage.objects.create(
            material=notes, speaker=speaker, position=position, text=text
        )
        placement = Placement.objects.create(
            material=notes,
            passage=passage,
            sent_as=copy,
            number=number,
            aspect=aspect,
            loop=main_loop(notes, aspect),
            text=text,
        )
        if speaker.seat is not None and covered(speaker.seat):
            speak_for(speaker.seat, placement)
    if notes.brought_by is not None:
        hold(notes.brought_by, aspect=aspect, text="")


def _waiting(notes: Material, number: int) -> list[Placement]:
    """The copies of a note that nobody confirmed. Raises NotAnyMore when there are none."""
    found = list(
        Placement.objects.select_related(
            "passage",
            "passage__speaker__seat",
            "contribution",
            "contribution__dialogue",
            "material",
        ).filter(material=notes, number=number, confirmed=False)
    )
    if not found:
        raise NotAnyMore
    return found


@transaction.atomic
def reword(notes: Material, number: int, text: str) -> None:
    """Other words for a note, in the copies that nobody confirmed yet."""
    gate.hold_open(notes.dialogue_id)
    for placement in _waiting(notes, number):
        spoken = placement.contribution is not None
        unspeak(placement)
        placement.text = placement.passage.text = text
        placement.save(update_fields=["text"])
        placement.passage.save(update_fields=["text"])
        seat = placement.passage.speaker.seat
        if spoken and seat is not None:
            speak_for(seat, placement)


@transaction.atomic
def strike(notes: Material, number: int) -> None:
    """Remove a note, in the copies that nobody confirmed yet."""
    gate.hold_open(notes.dialogue_id)
    for placement in _waiting(notes, number):
        unspeak(placement)
        placement.passage.delete()
    later(purging.wipe)
