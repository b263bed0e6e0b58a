"""A short-lived sealed ticket: a Django view checks access, the stream in front checks the ticket.

A ticket names the topic, the language and a bearer: an id by which the topic's own app finds out,
again and again, whether this listener may still listen (AT-12). It is encrypted, because it stands
in an address: nobody reads in a page or a proxy which seat listens (AT-22), and no two are alike.
"""

import json
from base64 import urlsafe_b64encode
from dataclasses import astuple, dataclass
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.crypto import salted_hmac

PREFIX = "/live/"
SALT = "zwerm.live.ticket"
SECONDS = 12 * 3600


@dataclass(frozen=True)
class Ticket:
    """What a stream needs to know of its listener."""

    topic: str
    language: str
    bearer: str


def issue(ticket: Ticket) -> str:
    """The ticket as text that fits in a URL path."""
    return _lock(settings.SECRET_KEY).encrypt(json.dumps(astuple(ticket)).encode()).decode()


def address(ticket: Ticket, *, seen: int) -> str:
    """Where the stream of this ticket is; asked for as HTML, the same address answers once.

    `seen` is the version of the topic just before the page was made: the stream begins after it.
    """
    return f"{PREFIX}{issue(ticket)}?seen={seen}"


def read(text: str) -> Ticket | None:
    """The ticket, or None when it is forged or older than twelve hours."""
    try:
        opened = _lock(settings.SECRET_KEY).decrypt(text.encode(), ttl=SECONDS)
    except InvalidToken:
        return None
    topic, language, bearer = json.loads(opened)
    return Ticket(topic, language, bearer)


@cache
def _lock(secret: str) -> Fernet:
    key = salted_hmac(SALT, "", secret=secret, algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(key))
