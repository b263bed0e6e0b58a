"""Paper: what was written on a sheet, typed in on behalf of its writer (AX-32)."""

from collections.abc import Collection, Mapping, Sequence
from uuid import uuid5

from django.db import transaction

from zwerm.dialogues.actions import gate
from zwerm.dialogues.actions.join import agree
from zwerm.dialogues.actions.speak import contribute, take_back
from zwerm.dialogues.models import Contribution, Seat
from zwerm.dialogues.questions import Asked
from zwerm.dialogues.terms import Channel
from zwerm.privacy.terms import FURTHER, Purpose


@transaction.atomic
def type_in(
    seat: Seat,
    asked: Sequence[Asked],
    *,
    perspective: str,
    answers: Mapping[str, str],
    taken_back: Collection[str],
    yes_to: Collection[str],
    by: Seat,
) -> None:
    """Record a sheet: its yes, its perspective, its answers; sent twice, stored once (P12).

    The sheet says that what is written on it is shared with the group, so it is. An answer that
    is taken back can be typed in anew: so a slip is mended too.
    """
    gate.hold_open(seat.dialogue_id)
    _agree(seat, yes_to, by=by)
    if seat.perspective != perspective:
        seat.perspective = perspective
        seat.save(update_fields=["perspective"])
    said = Contribution.objects.filter(seat=seat, channel=Channel.PAPER, question__in=taken_back)
    for contribution in said.select_related("dialogue", "seat"):
        take_back(contribution)
    for one in asked:
        key = one.question.key
        if key in answers:
            contribute(
                seat,
                sent_as=uuid5(seat.pk, key),
                aspect=one.aspect.key,
                loop=one.question.loop,
                question=key,
                text=answers[key],
                secret=None,
                share_it=True,
                channel=Channel.PAPER,
            )


def _agree(seat: Seat, yes_to: Collection[str], *, by: Seat) -> None:
    agree(seat, Purpose.TAKE_PART, given=True, channel=Channel.PAPER, recorded_by=by.nickname)
    for purpose in FURTHER:
        agree(
            seat,
            purpose,
            given=purpose in yes_to,
            channel=Channel.PAPER,
            recorded_by=by.nickname,
        )
