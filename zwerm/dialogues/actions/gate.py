"""One at a time in one dialogue: whoever speaks, narrows or takes back holds it for that moment.

Closing writes everything anew. What is written between its reading and its deleting would be lost,
or stay behind with its seat (P3, P12). SQLite lets one transaction write at a time; PostgreSQL has
to be asked.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied

from zwerm.dialogues.models import Dialogue
from zwerm.dialogues.terms import State


class NotOpen(PermissionDenied):
    """The dialogue closed a moment ago, so nothing was stored."""


def hold(dialogue_id: UUID) -> str:
    """Its state, which stays so until this transaction ends. 1 query.

    First thing in a transaction: who holds something else already may wait for ever.
    """
    rows = Dialogue.objects.select_for_update(no_key=True).filter(pk=dialogue_id)
    return rows.values_list("state", flat=True).get()


def hold_open(dialogue_id: UUID) -> None:
    """As `hold`; raises NotOpen when it is not open now. 1 query."""
    if hold(dialogue_id) != State.OPEN:
        raise NotOpen
