"""Purposes, and what the privacy ground keeps."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from zwerm.personal import Note


class Purpose(TextChoices):
    """What a seat's words may be used for; each is a yes of its own (PR-04)."""

    TAKE_PART = "take_part", _("take part and share in this group")
    PRACTICE = "practice", _("learning in our own practice")
    RESEARCH = "research", _("research")
    QUOTE = "quote", _("quote my words")
    OTHERS = "others", _("share with other practices")
    PHOTO = "photo", _("photo or sound")
    CONTACT = "contact", _("ask me again later")


FURTHER = tuple(purpose for purpose in Purpose if purpose is not Purpose.TAKE_PART)
"""Asked at the end, unticked, never a condition."""

LEDGER = Note(
    category="none",
    purpose="to withdraw again what was withdrawn, after a backup is restored (P8)",
    kept="35 days: as long as the oldest backup",
    seen_by="the software",
)
LOOKED = Note(
    category="ordinary",
    purpose="to let people see who opened their raw answers (PR-17)",
    kept="one year",
    seen_by="the person concerned and the privacy officer",
)
