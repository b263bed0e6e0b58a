"""The register of who holds what of a seat's words, one of the three registers that invert
the direction of the house: a withdrawal low in the house reaches everything built on it above.
"""

from typing import Protocol
from uuid import UUID


class Holder(Protocol):
    """An app that keeps something built on contributions."""

    def blank(self, kind: str, object_id: UUID) -> int:
        """Remove the text of the withdrawn object, mark what was built on it; how many rows."""
        ...


_holders: list[Holder] = []


def register(holder: Holder) -> None:
    """Called once per app, in `AppConfig.ready`."""
    _holders.append(holder)


def blank_everywhere(kind: str, object_id: UUID) -> int:
    """Ask each holder to let go. Returns the number of rows touched."""
    return sum(holder.blank(kind, object_id) for holder in _holders)
