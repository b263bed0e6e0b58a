"""Tickets: what they say, and that nobody can write one."""

import pytest
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
    assert tickets.read(signing.dumps(["dialogue:1:seats", "nl", "sam"])) is None
    assert tickets.read(signing.dumps(["one"], salt=tickets.SALT)) is None
    assert tickets.read(signing.dumps(7, salt=tickets.SALT)) is None


def test_a_ticket_lasts_for_a_day_of_talking_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    text = tickets.issue(Ticket("a:1:seats", "nl", "sam"))
    monkeypatch.setattr(tickets, "SECONDS", -1)
    assert tickets.read(text) is None


def test_an_address_says_from_where_the_stream_begins() -> None:
    ticket = Ticket("a:1:seats", "nl", "sam")
    path, _, query = tickets.address(ticket, seen=7).partition("?")
    assert tickets.read(path.removeprefix(tickets.PREFIX)) == ticket
    assert query == "seen=7"
