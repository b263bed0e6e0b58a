"""A short-lived signed ticket: a Django view checks access, the stream in front checks the ticket.

A ticket names the topic, the language and a bearer: an opaque id by which the topic's own app finds
out, again and again, whether this listener may still listen (AT-12).
"""

from dataclasses import dataclass

from django.core import signing

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
    return signing.dumps([ticket.topic, ticket.language, ticket.bearer], salt=SALT)


def address(ticket: Ticket, *, seen: int) -> str:
    """Where the stream of this ticket is; asked for as HTML, the same address answers once.

    `seen` is the version of the topic just before the page was made: the stream begins after it.
    """
    return f"{PREFIX}{issue(ticket)}?seen={seen}"


def read(text: str) -> Ticket | None:
    """The ticket, or None when it is forged or older than twelve hours."""
    try:
        topic, language, bearer = signing.loads(text, salt=SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Ticket(str(topic), str(language), str(bearer))
