"""Tickets: what they say, and that nobody can read or write one."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.core import signing
from hypothesis import given
from hypothesis import strategies as st

from zwerm.live import tickets
from zwerm.live.tickets import Ticket

words = st.text(min_size=1, max_size=40)


@given(topic=words, language=words, bearer=words)
def test_a_ticket_says_what_was_put_in(topic: str, language: str, bearer: str) -> None:
    ticket = Ticket(topic, language, bearer)
    assert tickets.read(tickets.issue(ticket)) == ticket


@given(st.text(max_size=80))
def test_AT82_no_text_of_somebody_else_is_a_ticket(typed: str) -> None:
    assert tickets.read(typed) is None


def test_AT82_something_else_that_we_signed_is_no_ticket() -> None:
    assert tickets.read(signing.dumps(["dialogue:1:seats", "nl", "sam"], salt=tickets.SALT)) is None
    padded = urlsafe_b64encode(settings.SECRET_KEY.encode().ljust(32)[:32])
    assert (
        tickets.read(Fernet(padded).encrypt(b'["dialogue:1:seats", "nl", "sam"]').decode()) is None
    )


def test_AT82_one_other_letter_is_another_ticket() -> None:
    text = tickets.issue(Ticket("dialogue:1:seats", "nl", "sam"))
    for at in range(0, len(text) - 4, 7):
        other = "A" if text[at] != "A" else "B"
        assert tickets.read(text[:at] + other + text[at + 1 :]) is None


def test_AT22_nobody_reads_in_an_address_which_seat_listens() -> None:
    seat = uuid4()
    one, other = (tickets.issue(Ticket("dialogue:1:seats", "nl", str(seat))) for _ in range(2))
    assert one != other
    opened = urlsafe_b64decode(one)
    assert seat.bytes not in opened
    assert str(seat).encode() not in opened
    assert seat.hex.encode() not in opened


def test_a_ticket_lasts_for_a_day_of_talking_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    text = tickets.issue(Ticket("a:1:seats", "nl", "sam"))
    monkeypatch.setattr(tickets, "SECONDS", -1)
    assert tickets.read(text) is None


def test_an_address_says_from_where_the_stream_begins() -> None:
    ticket = Ticket("a:1:seats", "nl", "sam")
    path, _, query = tickets.address(ticket, seen=7).partition("?")
    assert tickets.read(path.removeprefix(tickets.PREFIX)) == ticket
    assert query == "seen=7"
