"""Speech from elsewhere: bring it, place its passages, take the last one back.

Material is seen by the seat that brought it. A passage becomes a contribution when a recorded yes
covers its speaker, or when the speaker says yes on the own phone
(ADR material-against-contribution).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Count, Max, Q

from zwerm.dialogues import purging, topics
from zwerm.dialogues.actions import counting, gate
from zwerm.dialogues.actions.speak import contribute
from zwerm.dialogues.models import (
    Consent,
    Contribution,
    Material,
    Passage,
    Placement,
    Seat,
    Speaker,
)
from zwerm.dialogues.placing import piece, question_for, rest_after
from zwerm.dialogues.questions import audience_for
from zwerm.dialogues.terms import Channel
from zwerm.frameworks.kader import Aspect
from zwerm.frameworks.queries import kader_of
from zwerm.live.topics import changed
from zwerm.privacy.terms import Purpose
from zwerm.tasks import later

AT_ONCE = 500
"""Rows per INSERT: under SQLite's limit of variables, whatever its version."""


@dataclass(frozen=True)
class Said:
    """One turn of a conversation that took place elsewhere."""

    speaker: str
    """As the file names who speaks; empty: the file does not say."""
    seconds: float | None
    text: str


class NotAnyMore(Exception):
    """What was asked for changed meanwhile, so nothing was done."""


@transaction.atomic
def bring(seat: Seat, said: Sequence[Said], *, sent_as: UUID, title: str) -> Material:
    """Take in a transcript; sent twice under one `sent_as`, stored once (P12).

    A fixed number of queries per 500 turns.
    """
    gate.hold_open(seat.dialogue_id)
    # An id of its own for each seat: nobody's material is met by somebody else's id.
    material, made = Material.objects.get_or_create(
        pk=uuid5(seat.pk, str(sent_as)),
        defaults={
            "dialogue_id": seat.dialogue_id,
            "title": title[:120],
            "brought_by": seat,
            "length": len(said),
        },
    )
    if not made:
        return material
    speakers = _speakers(material, said)
    Speaker.objects.bulk_create(speakers.values(), batch_size=AT_ONCE)
    Passage.objects.bulk_create(
        (
            Passage(
                material=material,
                speaker=speakers[turn.speaker],
                position=position,
                seconds=turn.seconds,
                text=turn.text,
            )
            for position, turn in enumerate(said)
        ),
        batch_size=AT_ONCE,
    )
    return material


def _speakers(material: Material, said: Sequence[Said]) -> dict[str, Speaker]:
    found: dict[str, Speaker] = {}
    for turn in said:
        speaker = found.get(turn.speaker)
        if speaker is None:
            speaker = Speaker(material=material, name=turn.speaker[:120], position=len(found))
            found[turn.speaker] = speaker
        speaker.turns += 1
        speaker.words += len(turn.text.split())
    return found


@transaction.atomic
def place(
    material: Material,
    passage: Passage,
    *,
    sent_as: UUID,
    aspect: str,
    loop: str,
    first: int = 1,
    last: int | None = None,
) -> Placement:
    """Give a passage, or a run of its sentences, an aspect and a loop.

    An empty loop is that of the aspect's main question. Sent twice, placed once (P12). With a
    recorded yes of the speaker it is a contribution at once.
    """
    gate.hold_open(material.dialogue_id)
    before = Placement.objects.filter(material=material).aggregate(
        most=Max("number"), same=Count("pk", filter=Q(sent_as=sent_as))
    )
    if before["same"]:
        return Placement.objects.get(material=material, sent_as=sent_as)
    placement = Placement(
        material=material,
        passage=passage,
        sent_as=sent_as,
        number=(before["most"] or 0) + 1,
        aspect=aspect,
        loop=loop or main_loop(material, aspect),
        text=piece(passage.text, first, len(passage.text) if last is None else last),
    )
    seat = passage.speaker.seat
    if seat is not None and covered(seat):
        placement.contribution = _spoken(seat, placement)
    placement.save(force_insert=True)
    go_on_at(material, passage.position + (0 if rest_after(passage.text, last) else 1))
    return placement


def main_loop(material: Material, aspect: str) -> str:
    """The loop of the main question of an aspect: where an answer stands when nobody says more."""
    return _aspect(material, aspect).loop


def _aspect(material: Material, key: str) -> Aspect:
    kader = kader_of(material.dialogue.version_id, "nl")
    return next(aspect for aspect in kader.aspects if aspect.key == key)


def next_number(material: Material) -> int:
    """The ordinal of the next placement. 1 query."""
    highest = Placement.objects.filter(material=material).aggregate(most=Max("number"))["most"]
    return (highest or 0) + 1


def covered(seat: Seat) -> bool:
    """Whether a spoken yes was recorded for this seat (PR-05). 1 query.

    A yes that somebody gave on the own phone covers taking part, not what was written down
    elsewhere: who has a phone says yes to each passage there.
    """
    return Consent.objects.filter(
        seat=seat, purpose=Purpose.TAKE_PART, given=True, channel=Channel.SPOKEN
    ).exists()


def speak_for(
    seat: Seat, placement: Placement, *, text: str = "", secret: str | None = None
) -> None:
    """Make a placed passage a contribution of its speaker, shared with the dialogue."""
    placement.contribution = _spoken(seat, placement, text=text, secret=secret)
    placement.save(update_fields=["contribution"])


def _spoken(
    seat: Seat, placement: Placement, *, text: str = "", secret: str | None = None
) -> Contribution:
    dialogue = placement.material.dialogue
    kader = kader_of(dialogue.version_id, "nl")
    aspect = _aspect(placement.material, placement.aspect)
    audience = audience_for(seat.perspective, kader=kader, allowed=dialogue.audiences)
    return contribute(
        seat,
        sent_as=placement.pk,
        aspect=placement.aspect,
        loop=placement.loop,
        question=question_for(aspect, loop=placement.loop, audience=audience).key,
        text=text or placement.text,
        secret=secret,
        share_it=True,
        channel=Channel.SPOKEN,
    )


def unspeak(placement: Placement) -> None:
    """The contribution goes, the placement stays and waits. Only while nobody confirmed it.

    Not a withdrawal of the speaker: who placed it made a slip, and nobody built on it.
    """
    contribution = placement.contribution
    if contribution is None:
        return
    placement.contribution = None
    placement.save(update_fields=["contribution"])
    was_seen = contribution.shown
    if contribution.shown and not contribution.hidden:
        counting.fewer(contribution)
    Contribution.objects.filter(pk=contribution.pk).delete()
    if was_seen:
        changed(*topics.both(contribution.dialogue_id))


@transaction.atomic
def take_last_back(material: Material, number: int) -> int:
    """Undo the last placement. Returns the position of its passage, to go on there.

    What its speaker said yes to is hers and no longer counts. Raises NotAnyMore when `number` is
    not the last, so that pressing twice takes back once.
    """
    gate.hold_open(material.dialogue_id)
    last = (
        Placement.objects.select_related("passage", "contribution", "contribution__dialogue")
        .filter(material=material, confirmed=False)
        .order_by("-number")
        .first()
    )
    if last is None or last.number != number:
        raise NotAnyMore
    unspeak(last)
    position = last.passage.position
    last.delete()
    go_on_at(material, position)
    return position


def go_on_at(material: Material, position: int) -> None:
    """Remember where the person placing passages is, to resume there."""
    Material.objects.filter(pk=material.pk).update(at_passage=position)


@transaction.atomic
def said_by(passage: Passage, speaker: Speaker) -> None:
    """Somebody else said this than the file tells. Raises NotAnyMore once it was placed."""
    if passage.placements.exists():
        raise NotAnyMore
    words = len(passage.text.split())
    before = passage.speaker
    passage.speaker = speaker
    passage.save(update_fields=["speaker"])
    for one, turns in ((before, -1), (speaker, 1)):
        one.turns = max(one.turns + turns, 0)
        one.words = max(one.words + turns * words, 0)
        one.save(update_fields=["turns", "words"])


@transaction.atomic
def throw_away(material: Material) -> None:
    """Remove material before closing. What became a contribution stays with its speaker."""
    material.delete()
    later(purging.wipe)
