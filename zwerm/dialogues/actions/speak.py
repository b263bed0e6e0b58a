"""Saying, keeping, sharing, changing and taking back: what only the seat itself does (P1)."""

from secrets import randbelow
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zwerm.dialogues import cards, purging, topics
from zwerm.dialogues.actions import counting, gate
from zwerm.dialogues.models import Contribution, Draft, MarkStock, Passage, Seat, Theme
from zwerm.dialogues.terms import Channel, Level, Reach
from zwerm.live.topics import changed
from zwerm.privacy.actions import write_in_ledger
from zwerm.tasks import later

CONTRIBUTION = "contribution"
"""How a contribution is called in the withdrawal ledger."""
SALTED = "contribution_salt"
"""The same by its salt: sealing gives it another id, and a backup from before knows the old one."""


def _marked(seat: Seat, secret: str | None) -> tuple[str, str]:
    """(salt, mark) by which the card will find this again; from the stock when typed in for."""
    if secret is not None and cards.key_hash(secret) == seat.key_hash:
        salt = cards.new_salt()
        return salt, cards.mark(secret, salt)
    spare = MarkStock.objects.filter(seat=seat).first()
    if spare is None:
        return "", ""
    spare.delete()
    return spare.salt, spare.mark


@transaction.atomic
def keep_draft(seat: Seat, *, question: str, text: str, secret: str | None) -> None:
    """Keep what someone is writing, private to the seat; an empty text throws it away.

    Raises NotOpen when the dialogue closed meanwhile: a draft would keep its seat (P3).
    """
    gate.hold_open(seat.dialogue_id)
    if not text:
        Draft.objects.filter(seat=seat, question=question).delete()
        return
    known = Draft.objects.filter(seat=seat, question=question)
    if known.update(text=text):
        return
    salt, mark = _marked(seat, secret)
    Draft.objects.get_or_create(
        seat=seat, question=question, defaults={"text": text, "salt": salt, "mark": mark}
    )


@transaction.atomic
def contribute(
    seat: Seat,
    *,
    sent_as: UUID,
    aspect: str,
    loop: str,
    question: str,
    text: str,
    secret: str | None,
    share_it: bool = False,
    channel: str = Channel.SCREEN,
) -> Contribution:
    """Store what a seat says; sent twice under one `sent_as`, stored once (P12).

    Raises NotOpen when the dialogue closed meanwhile. Without name the language that a seat reads
    is not kept with its words: it points at the seat (P3).
    """
    gate.hold_open(seat.dialogue_id)
    for known in Contribution.objects.filter(seat=seat, sent_as=sent_as):
        return known
    salt, mark = _marked(seat, secret)
    # Whoever holds the dialogue is alone in it: what was not known a moment ago is not there now.
    contribution = Contribution(
        seat=seat,
        sent_as=sent_as,
        hub_id=seat.dialogue.hub_id,
        dialogue=seat.dialogue,
        aspect=aspect,
        loop=loop,
        question=question,
        text=text,
        language=spoken_language(seat),
        channel=channel,
        salt=salt,
        mark=mark,
        on=timezone.localdate(),
    )
    if share_it:
        _widen(contribution)
    contribution.save(force_insert=True)
    Draft.objects.filter(seat=seat, question=question).delete()
    _tell(contribution)
    return contribution


def spoken_language(seat: Seat) -> str:
    """What is kept of the language with what this seat says; empty means that nobody may know."""
    return seat.language if seat.dialogue.level == Level.IN_CONFIDENCE else ""


def _hold_open(contribution: Contribution) -> None:
    """Hold its dialogue and read it again. Raises NotOpen when it is sealed or gone by now."""
    gate.hold_open(contribution.dialogue_id)
    try:
        contribution.refresh_from_db(fields=["reach", "shown", "hidden"])
    except Contribution.DoesNotExist:
        raise gate.NotOpen from None


@transaction.atomic
def share(contribution: Contribution) -> None:
    """Widen from the seat to its dialogue. Only the seat itself gets here (P1)."""
    _hold_open(contribution)
    if contribution.reach != Reach.DIALOGUE:
        _widen(contribution)
        contribution.save(update_fields=["reach", "shown", "place"])
        _tell(contribution)


def _widen(contribution: Contribution) -> None:
    contribution.reach = Reach.DIALOGUE
    # Without name it waits for the next shuffled batch: the moment alone would tell who spoke (P3).
    contribution.shown = contribution.dialogue.level == Level.IN_CONFIDENCE
    contribution.place = randbelow(2**31)


def _tell(contribution: Contribution) -> None:
    """Count what others see from now on, and let them hear of it."""
    if contribution.shown and not contribution.hidden:
        counting.more(contribution)
        changed(*topics.both(contribution.dialogue_id))


@transaction.atomic
def keep_private(contribution: Contribution) -> None:
    """Narrow back to the seat alone: always possible, also after closing and sealing (P1).

    After closing it counts as taken back, in the picture and in what may leave; it cannot be
    shared again.
    """
    gate.hold(contribution.dialogue_id)
    now = _wherever_it_is(contribution)
    if now is None or now.reach == Reach.PRIVATE:
        return
    was_shown = now.shown
    _out_of_sight(now)
    now.reach = Reach.PRIVATE
    now.shown = False
    now.save(update_fields=["reach", "shown"])
    if was_shown:
        changed(*topics.both(now.dialogue_id))


def _out_of_sight(contribution: Contribution) -> None:
    """Uncount it, and take it out of its themes; a theme that is empty then has no reason left."""
    if contribution.shown and not contribution.hidden:
        counting.lower(contribution)
    themes = list(contribution.theme_entries.values_list("theme_id", flat=True))
    contribution.theme_entries.all().delete()
    Theme.objects.filter(pk__in=themes, entries=None).delete()


@transaction.atomic
def change(contribution: Contribution, text: str) -> None:
    """Other words for the same contribution, before closing.

    Without name, what others already saw goes back to waiting: a text that changes on its own
    between two batches would tell that its author is at it now (P3).
    """
    _hold_open(contribution)
    contribution.text = text
    contribution.save(update_fields=["text"])
    if not contribution.shown:
        return
    if contribution.dialogue.level == Level.NAMELESS:
        if not contribution.hidden:
            counting.lower(contribution)
        contribution.shown = False
        contribution.save(update_fields=["shown"])
        # In the old theme the next batch would show which text became which.
        contribution.theme_entries.all().delete()
    changed(*topics.both(contribution.dialogue_id))


@transaction.atomic
def take_back(contribution: Contribution) -> None:
    """Withdraw (P8): the text is gone at once; a task then wipes what the file system remembers.

    Twice is once. What nobody else could see leaves without a sign that somebody is at it (P3).
    """
    gate.hold(contribution.dialogue_id)
    now = _wherever_it_is(contribution)
    if now is None:
        return
    write_in_ledger(CONTRIBUTION, now.pk)
    if now.salt:
        write_in_ledger(SALTED, UUID(now.salt))
    _out_of_sight(now)
    # Brought from elsewhere: the words also leave the material, or who brought it still reads them.
    Passage.objects.filter(placements__contribution=now).delete()
    now.delete()
    later(purging.wipe)
    if now.shown:
        changed(*topics.both(now.dialogue_id))


def _wherever_it_is(contribution: Contribution) -> Contribution | None:
    """As it stands now: under its own id, or under the one that sealing gave it a moment ago."""
    rows = Contribution.objects.select_related("dialogue", "seat")
    found = rows.filter(pk=contribution.pk).first()
    if found is None and contribution.mark:
        found = rows.filter(
            dialogue_id=contribution.dialogue_id, salt=contribution.salt, mark=contribution.mark
        ).first()
    return found
