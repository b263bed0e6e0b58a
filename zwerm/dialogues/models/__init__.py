"""Tables of dialogues, one file per part of the table."""

from zwerm.dialogues.models.contribution import CellCount, Contribution, Draft, Theme, ThemeEntry
from zwerm.dialogues.models.dialogue import Decision, Dialogue
from zwerm.dialogues.models.material import Material, Passage, Placement, Speaker
from zwerm.dialogues.models.seat import Consent, Invitation, MarkStock, Seat, TakeHome

__all__ = [
    "CellCount",
    "Consent",
    "Contribution",
    "Decision",
    "Dialogue",
    "Draft",
    "Invitation",
    "MarkStock",
    "Material",
    "Passage",
    "Placement",
    "Seat",
    "Speaker",
    "TakeHome",
    "Theme",
    "ThemeEntry",
]
