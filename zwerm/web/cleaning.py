"""What typed text may hold: one rule for every field of every form (AT-77, AT-79)."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
"""Control characters, zero-width characters and direction overrides: they hide or reorder text.
Zero-width joiners stay: Persian and emoji need them."""


def tidy(text: str) -> str:
    """Normalised text without invisible characters and with plain line ends; never an error."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _INVISIBLE.sub("", composed).strip()


def one_line(value: str) -> None:
    """Refuse line breaks: names and titles end up in file names, mail subjects and calendars."""
    if "\n" in value or "\r" in value:
        raise ValidationError(_("Write this on one line."), code="one_line")
