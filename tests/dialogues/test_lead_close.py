"""Closing and opening again: said beforehand, done once, recorded."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Guest, a_dialogue, close, guests, signed_in
from tests.dialogues.leading import opens, presses, roos_leads, said
from zwerm.dialogues.actions import close as closing
from zwerm.dialogues.models import Contribution, Decision, Dialogue, Draft, Seat
from zwerm.dialogues.terms import Reach, State
from zwerm.frameworks.models import FrameworkVersion
from zwerm.people.models import Person
from zwerm.practices.models import Practice


def test_looking_at_what_closing_does_closes_nothing(nameless: Dialogue, noor: Person) -> None:
    page = opens(signed_in(noor), "close", nameless)
    assert "35" in page
    nameless.refresh_from_db()
    assert nameless.state == State.OPEN


def test_noor_closes_and_comes_to_the_picture(nameless: Dialogue, noor: Person) -> None:
    said(nameless, guests(nameless, 2))
    where = reverse("dialogues:close", args=[nameless.pk])
    client = signed_in(noor)
    answer = client.post(where)
    assert answer["Location"] == reverse("dialogues:picture", args=[nameless.pk])
    nameless.refresh_from_db()
    assert (nameless.state, nameless.join_code) == (State.CLOSED, None)
    assert client.get(where)["Location"] == reverse("dialogues:picture", args=[nameless.pk])


def test_roos_closes_and_comes_to_what_she_takes_home(nameless: Dialogue) -> None:
    roos, _ = roos_leads(nameless)
    answer = roos.post(reverse("dialogues:close", args=[nameless.pk]))
    assert answer["Location"] == reverse("dialogues:take_home", args=[nameless.pk])


def test_FI14_closing_twice_at_once_is_one_closing(nameless: Dialogue, noor: Person) -> None:
    by = Seat.objects.get(dialogue=nameless, person=noor)
    stale = Dialogue.objects.get(pk=nameless.pk)
    assert closing.close(nameless, by=by)
    assert not closing.close(stale, by=by)
    assert Decision.objects.filter(dialogue=nameless, what="closed").count() == 1
    assert presses(signed_in(noor), "close", nameless) == 302
    assert Decision.objects.filter(dialogue=nameless, what="closed").count() == 1


def test_a_dialogue_that_never_began_cannot_be_closed(
    practice: Practice, version: FrameworkVersion, noor: Person
) -> None:
    dialogue = a_dialogue(practice, version, noor, opened=False)
    where = reverse("dialogues:close", args=[dialogue.pk])
    assert signed_in(noor).get(where).status_code == 404
    assert signed_in(noor).post(where).status_code == 404


def test_P12_what_was_being_written_stays_with_who_wrote_it(
    nameless: Dialogue, noor: Person
) -> None:
    bakker = Guest().joins(nameless)
    bakker.client.post(
        reverse("dialogues:draft", args=[nameless.pk]),
        {"question": bakker.question(nameless), "text": "half af"},
    )
    assert presses(signed_in(noor), "close", nameless) == 302
    kept = Contribution.objects.get(text="half af")
    assert (kept.reach, kept.shown) == (Reach.PRIVATE, False)
    assert not Draft.objects.exists()
    assert "half af" in bakker.opens("mine", nameless)
    assert "half af" not in bakker.opens("group", nameless)


def test_opening_again_needs_a_reason_that_the_group_reads(
    nameless: Dialogue, noor: Person
) -> None:
    close(nameless)
    client = signed_in(noor)
    assert opens(client, "reopen", nameless)
    assert presses(client, "reopen", nameless, because="") == 422
    assert presses(client, "reopen", nameless, because="Ilse kon nog niets zeggen") == 302
    nameless.refresh_from_db()
    assert (nameless.state, nameless.joinable) == (State.OPEN, False)
    assert "Ilse kon nog niets zeggen" in opens(client, "lead", nameless)
    assert presses(client, "reopen", nameless, because="nog eens") == 302
    assert Decision.objects.filter(dialogue=nameless, what="reopened").count() == 1


def test_AT45_after_opening_again_the_door_gets_another_code(
    nameless: Dialogue, noor: Person
) -> None:
    old = nameless.join_code
    close(nameless)
    client = signed_in(noor)
    presses(client, "reopen", nameless, because="Ilse")
    assert presses(client, "door", nameless, door="open") == 302
    nameless.refresh_from_db()
    assert nameless.joinable
    assert nameless.join_code not in {None, old}


@pytest.mark.parametrize("name", ["close", "reopen"])
def test_only_who_may_closes_and_opens_again(
    nameless: Dialogue, noor: Person, stranger: Person, name: str
) -> None:
    sam = Guest().joins(nameless, "student").client
    roos, _ = roos_leads(nameless)
    if name == "reopen":
        close(nameless)
    others = [Client(), sam, signed_in(stranger)] + ([roos] if name == "reopen" else [])
    for client in others:
        assert presses(client, name, nameless, because="Ik") == 404
    assert presses(signed_in(noor), name, Dialogue(pk=uuid4()), because="Ik") == 404
