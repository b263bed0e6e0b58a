"""Taking a seat, saying yes or no per purpose, leaving."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zwerm.dialogues import cards, topics
from zwerm.dialogues.actions import gate
from zwerm.dialogues.consent_texts import texts
from zwerm.dialogues.models import Consent, Dialogue, MarkStock, Seat
from zwerm.dialogues.terms import Channel, Level
from zwerm.live.topics import changed
from zwerm.privacy.terms import FURTHER, Purpose

STOCK = 60
"""Marks made for a seat that does not type itself: more than one sheet has questions."""


def agree(
    seat: Seat,
    purpose: str,
    *,
    given: bool,
    channel: str = Channel.SCREEN,
    recorded_by: str = "",
    how: str = "",
    on: date | None = None,
) -> None:
    """Record a yes or a no with the text that was read (PR-05); the last answer counts.

    A spoken yes says who recorded it, how, and on which day; the day is today unless said.
    """
    read = texts(seat.language)
    Consent.objects.update_or_create(
        seat=seat,
        purpose=purpose,
        defaults={
            "given": given,
            "text_version": read.version,
            "text_digest": read.digest,
            "language": seat.language,
            "channel": channel,
            "recorded_by": recorded_by,
            "how": how,
            "on": on or timezone.localdate(),
        },
    )


class UsedBefore(Exception):
    """Somebody came in with this form already, and has spoken: it opens no seat a second time."""


@transaction.atomic
def take_seat(
    dialogue: Dialogue,
    *,
    perspective: str,
    language: str,
    person_id: UUID | None = None,
    sent_as: UUID | None = None,
) -> tuple[Seat, str]:
    """A new voice at the table, who said the one plain yes. Returns the seat and its secret.

    Only the hash of the secret is stored. Without name a seat never points to a person (P3). Sent
    twice under one `sent_as`, it is one seat (P12); UsedBefore once that seat has spoken, so that
    going back on a shared tablet leads nobody to somebody else's answers. Raises NotOpen when the
    dialogue closed meanwhile.
    """
    gate.hold_open(dialogue.pk)
    secret = cards.secret_of(sent_as, settings.SECRET_KEY) if sent_as else cards.new_secret()
    for known in dialogue.seats.filter(key_hash=cards.key_hash(secret)):
        if known.left or known.contributions.exists() or known.drafts.exists():
            raise UsedBefore
        return known, secret
    seat = Seat.objects.create(
        dialogue=dialogue,
        perspective=perspective,
        language=language,
        person_id=person_id if dialogue.level == Level.IN_CONFIDENCE else None,
        key_hash=cards.key_hash(secret),
    )
    agree(seat, Purpose.TAKE_PART, given=True)
    changed(topics.lead(dialogue.pk))
    return seat, secret


def call_me(seat: Seat, nickname: str) -> None:
    """How the others see this seat, in a dialogue in confidence."""
    if seat.dialogue.level == Level.NAMELESS:
        return
    seat.nickname = nickname
    seat.save(update_fields=["nickname"])
    changed(*topics.both(seat.dialogue_id))


@transaction.atomic
def answer_purposes(seat: Seat, yes_to: Iterable[str]) -> None:
    """Yes to these further purposes, no to the others; may be changed at any time."""
    chosen = set(yes_to)
    for purpose in FURTHER:
        agree(seat, purpose, given=purpose in chosen)


@transaction.atomic
def lay_sheets(dialogue: Dialogue, number: int, *, perspective: str = "") -> list[tuple[Seat, str]]:
    """Seats for people who take part on paper, each with the secret of its card.

    The secrets are printed once and then forgotten: stocked marks take their place (`domain.md`).
    """
    laid = dialogue.seats.filter(channel=Channel.PAPER).count()
    out = []
    for sheet in range(laid + 1, laid + number + 1):
        seat = Seat.objects.create(
            dialogue=dialogue,
            perspective=perspective,
            channel=Channel.PAPER,
            sheet=f"P{sheet}",
        )
        out.append((seat, give_card(seat)))
    changed(topics.lead(dialogue.pk))
    return out


@transaction.atomic
def give_card(seat: Seat) -> str:
    """A new card for a seat that does not type itself, before sealing. Returns the secret.

    What the seat said so far is marked anew, so that the new card finds all of it.
    """
    gate.hold(seat.dialogue_id)
    secret = cards.new_secret()
    seat.key_hash = cards.key_hash(secret)
    seat.save(update_fields=["key_hash"])
    seat.stock.all().delete()
    MarkStock.objects.bulk_create(
        MarkStock(seat=seat, salt=salt, mark=mark) for salt, mark in cards.stock(secret, STOCK)
    )
    for contribution in seat.contributions.all():
        contribution.salt = cards.new_salt()
        contribution.mark = cards.mark(secret, contribution.salt)
        contribution.save(update_fields=["salt", "mark"])
    return secret
