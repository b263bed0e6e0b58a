"""What dialogues hold of a seat's words, for the register of holders: contributions.

Asked after a backup was restored: what the ledger says was taken back goes again (P8).
"""

from uuid import UUID

from zwerm.dialogues.actions import confirming, speak
from zwerm.dialogues.models import Contribution, Placement


class Contributions:
    """The holder of contributions; what is built on them in themes and counts goes along."""

    def blank(self, kind: str, object_id: UUID) -> int:
        """Take a contribution, or words somebody refused, back once more; how many there were."""
        if kind == confirming.PLACEMENT:
            refused = Placement.objects.select_related("passage", "material").filter(pk=object_id)
            for placement in refused:
                confirming.refuse(placement)
            return len(refused)
        rows = Contribution.objects.none()
        if kind == speak.CONTRIBUTION:
            rows = Contribution.objects.filter(pk=object_id)
        elif kind == speak.SALTED:
            rows = Contribution.objects.filter(salt=object_id.hex)
        found = list(rows)
        for contribution in found:
            speak.take_back(contribution)
        return len(found)
