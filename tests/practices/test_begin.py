"""Beginning a practice."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import signed_in
from zwerm.people import actions as people
from zwerm.people.models import Hub, Person
from zwerm.practices import queries
from zwerm.practices.models import Membership, Practice

ADDRESS = "/praktijk/nieuw/"
FILLED_IN = {"name": "De wijkkeuken", "perspective": "teacher", "where": "", "about": ""}


def test_noor_begins_a_practice_in_one_form(noor: Person) -> None:
    answer = signed_in(noor).post(ADDRESS, FILLED_IN)
    practice = Practice.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("home:practice", args=[practice.pk])
    membership = Membership.objects.get(practice=practice)
    assert (membership.person, membership.part) == (noor, "facilitator")


def test_one_hub_is_not_asked_for(noor: Person) -> None:
    page = signed_in(noor).get(ADDRESS).content.decode()
    assert 'type="hidden" name="hub"' in page


def test_with_more_hubs_one_is_chosen(noor: Person) -> None:
    other = people.found_hub(name="Werkplaats Noord")
    people.welcome(noor, other)
    client = signed_in(noor)
    assert "Werkplaats Noord" in client.get(ADDRESS).content.decode()
    assert client.post(ADDRESS, FILLED_IN).status_code == 422
    client.post(ADDRESS, FILLED_IN | {"hub": str(other.pk)})
    assert Practice.objects.get().hub == other


def test_P15_a_hub_of_others_cannot_be_chosen(noor: Person) -> None:
    other = people.found_hub(name="Werkplaats Noord")
    answer = signed_in(noor).post(ADDRESS, FILLED_IN | {"hub": str(other.pk)})
    assert answer.status_code == 422
    assert not Practice.objects.exists()


def test_AT76_extra_fields_change_nothing(noor: Person, stranger: Person) -> None:
    extra = {"person": str(stranger.pk), "part": "member", "k": "3", "is_staff": "1"}
    signed_in(noor).post(ADDRESS, FILLED_IN | extra)
    membership = Membership.objects.get()
    assert (membership.person, membership.part) == (noor, "facilitator")


def test_what_was_typed_is_kept_when_something_is_wrong(noor: Person) -> None:
    answer = signed_in(noor).post(ADDRESS, {"name": "", "about": "Samen koken"})
    assert answer.status_code == 422
    assert "Samen koken" in answer.content.decode()


def test_a_visitor_begins_nothing(db: None) -> None:
    assert Client().get(ADDRESS).status_code == 404
    assert Client().post(ADDRESS, FILLED_IN).status_code == 404


def test_without_any_hub_the_page_says_who_to_ask(db: None) -> None:
    somebody = Person.objects.create_user("yusuf@zuid.example", "Yusuf")
    page = signed_in(somebody).get(ADDRESS)
    assert page.status_code == 200
    assert "<form" not in page.content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("typed", ["NOOR@zuid.example", " noor@zuid.example "])
def test_an_address_is_known_however_it_is_typed(practice: Practice, typed: str) -> None:
    assert queries.is_known_in(practice.pk, typed)
    assert not queries.is_known_in(practice.pk, "roos@elders.example")


def test_a_hub_is_needed_only_once(hub: Hub, noor: Person) -> None:
    client = signed_in(noor)
    client.post(ADDRESS, FILLED_IN)
    client.post(ADDRESS, FILLED_IN | {"name": "De tuin"})
    assert {practice.hub for practice in Practice.objects.all()} == {hub}
