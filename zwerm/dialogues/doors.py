"""The link on the wall: the short code, with a proof that it was not guessed.

Typed codes are limited per address, and thirty phones can share one address with somebody who
guesses. Who comes by the link or the QR code is never held up by that (AT-45).
"""

from base64 import urlsafe_b64encode

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "zwerm.dialogues.doors"
PROOF = "s"
"""The name of the proof in the link."""


def proof(code: str) -> str:
    """96 bits that only this site can make for this code."""
    digest = salted_hmac(SALT, code, algorithm="sha256").digest()
    return urlsafe_b64encode(digest[:12]).decode()


def is_proven(code: str, given: str) -> bool:
    """Whether the link was made by this site."""
    return constant_time_compare(proof(code), given)


def path(code: str) -> str:
    """Where the door of a dialogue is, with the proof."""
    return f"{reverse('dialogues:welcome', args=[code])}?{PROOF}={proof(code)}"


def address(code: str) -> str:
    """The whole link, for QR code, poster and mail."""
    return settings.SITE_URL + path(code)
