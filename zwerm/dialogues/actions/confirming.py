"""What the speaker alone decides about words written down elsewhere (P1, P7)."""

from django.db import transaction

from zwerm.dialogues import purging
from zwerm.dialogues.actions import gate
from zwerm.dialogues.actions.join import agree
from zwerm.dialogues.actions.material import speak_for
from zwerm.dialogues.models import Placement, Seat
from zwerm.privacy.actions import write_in_ledger
from zwerm.privacy.terms import Purpose
from zwerm.tasks import later

PLACEMENT = "placement"
"""How words that somebody refused are called in the withdrawal ledger."""


@transaction.atomic
def confirm(seat: Seat, placement: Placement, *, text: str, secret: str | None) -> None:
    """It is so, perhaps in other words: from now on a shared contribution of this seat.

    With the secret of the seat the card finds it again. Said twice, it is one contribution (P12).
    Who came with a card and was never asked says with it the one plain yes of taking part.
    """
    gate.hold_open(seat.dialogue_id)
    first = Placement.objects.filter(pk=placement.pk, confirmed=False, contribution=None).update(
        confirmed=True
    )
    if first:
        if not seat.consents.filter(purpose=Purpose.TAKE_PART).exists():
            agree(seat, Purpose.TAKE_PART, given=True)
        placement.refresh_from_db(fields=["confirmed"])
        speak_for(seat, placement, text=text, secret=secret)


@transaction.atomic
def refuse(placement: Placement) -> None:
    """It is not so, or not to be used: the words are gone, also for who wrote them down."""
    gate.hold(placement.material.dialogue_id)
    if not Placement.objects.filter(pk=placement.pk, contribution=None).exists():
        return
    write_in_ledger(PLACEMENT, placement.pk)
    passage = placement.passage
    if passage.placements.exclude(pk=placement.pk).exists():
        passage.text = passage.text.replace(placement.text, "…", 1)
        passage.save(update_fields=["text"])
        placement.delete()
    else:
        passage.delete()
    later(purging.wipe)
