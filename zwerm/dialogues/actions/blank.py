"""What dialogues hold of a seat's words, for the register of holders: contributions.

Asked after a backup was restored: what the ledger says was taken back goes again (P8).
"""

from uuid import UUID

from zwerm.dialogues.actions import speak
from zwerm.dialogues.models import Contribution


class Contributions:
    """The holder of contributions; what is built on them in themes and counts goes along."""

    def blank(self, kind: str, object_id: UUID) -> int:
        """Take a contribution back once more; how many there were, 0 or 1."""
        if kind != speak.CONTRIBUTION:
            return 0
        found = Contribution.objects.select_related("dialogue", "seat").filter(pk=object_id).first()
        if found is None:
            return 0
        speak.take_back(found)
        return 1
