"""The access log of raw answers (PR-17)."""

from zwerm.dialogues.models import Seat
from zwerm.dialogues.terms import LEADS
from zwerm.privacy.actions import looked


def looked_at(seat: Seat, *, what: str) -> None:
    """Who leads opened raw answers of others: one line a day. Voices read what was shared with
    them; that is no look into somebody's data."""
    if seat.role in LEADS:
        looked(seat.person, seat.dialogue_id, what=what, why=seat.role)
