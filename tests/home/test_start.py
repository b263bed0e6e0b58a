"""Where one begins."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import a_dialogue, close, signed_in
from zwerm.dialogues.models import Dialogue
from zwerm.frameworks.models import FrameworkVersion
from zwerm.home import queries
from zwerm.people.models import Person
from zwerm.practices import actions as practices
from zwerm.practices.models import Practice

START = "/"


def test_a_visitor_reads_what_this_is_and_can_join(db: None) -> None:
    page = Client().get(START)
    assert page.status_code == 200
    text = page.content.decode()
    assert f'action="{reverse("dialogues:join")}"' in text
    assert reverse("dialogues:card_in") in text
    assert reverse("account_request_login_code") in text


def test_the_code_typed_on_the_start_page_opens_the_door(confident: Dialogue) -> None:
    answer = Client().post(reverse("dialogues:join"), {"code": confident.join_code})
    assert answer.status_code == 302
    door = reverse("dialogues:welcome", args=[confident.join_code])
    assert answer["Location"].startswith(door)


def test_noor_finds_her_practice_and_one_next_step(noor: Person, confident: Dialogue) -> None:
    page = signed_in(noor).get(START).content.decode()
    assert "De wijkkeuken" in page
    assert confident.title in page
    assert page.count("nl-button--primary") == 1
    assert reverse("dialogues:lead", args=[confident.pk]) in page


def test_somebody_without_a_practice_is_asked_to_begin_one(stranger: Person) -> None:
    page = signed_in(stranger).get(START).content.decode()
    assert reverse("practices:begin") in page
    assert "nl-button--primary" in page


def test_a_practice_without_dialogues_offers_the_first_one(
    noor: Person, practice: Practice
) -> None:
    page = signed_in(noor).get(START).content.decode()
    assert reverse("dialogues:prepare", args=[practice.pk]) in page


@pytest.mark.parametrize("number", [1, 5, 40])
def test_the_start_page_costs_two_queries_however_many_dialogues_there_are(
    number: int,
    practice: Practice,
    version: FrameworkVersion,
    noor: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        a_dialogue(practice, version, noor, opened=False)
    with django_assert_num_queries(2):
        desk = queries.desk(noor.pk)
    assert len(desk.preparing) == number


def test_what_is_open_comes_before_what_lies_ready(
    practice: Practice, version: FrameworkVersion, noor: Person
) -> None:
    ready = a_dialogue(practice, version, noor, opened=False)
    assert queries.desk(noor.pk).next is not None
    begun = a_dialogue(practice, version, noor)
    first = queries.desk(noor.pk).next
    assert first is not None
    assert first.dialogue_id == begun.pk != ready.pk


# The page of a practice


def test_noor_sees_the_dialogues_of_her_practice(
    noor: Person, practice: Practice, confident: Dialogue, nameless: Dialogue
) -> None:
    close(nameless)
    page = signed_in(noor).get(reverse("home:practice", args=[practice.pk])).content.decode()
    assert reverse("dialogues:lead", args=[confident.pk]) in page
    assert reverse("dialogues:picture", args=[nameless.pk]) in page
    assert reverse("dialogues:prepare", args=[practice.pk]) in page


def test_a_member_who_leads_nothing_sees_no_dialogue_of_others(
    stranger: Person, practice: Practice, confident: Dialogue
) -> None:
    practices.join(practice, stranger, perspective="student")
    page = signed_in(stranger).get(reverse("home:practice", args=[practice.pk]))
    assert page.status_code == 200
    assert confident.title not in page.content.decode()
    assert reverse("dialogues:prepare", args=[practice.pk]) not in page.content.decode()


def test_AT01_a_stranger_finds_no_practice(stranger: Person, practice: Practice) -> None:
    address = reverse("home:practice", args=[practice.pk])
    assert signed_in(stranger).get(address).status_code == 404
    assert Client().get(address).status_code == 404


def test_a_practice_that_does_not_exist_is_the_same_404(noor: Person, practice: Practice) -> None:
    nowhere = signed_in(noor).get(reverse("home:practice", args=[uuid4()]))
    assert nowhere.status_code == 404


def test_many_closed_dialogues_come_in_pages(
    noor: Person, practice: Practice, version: FrameworkVersion
) -> None:
    for _ in range(queries.ON_ONE_PAGE + 1):
        close(a_dialogue(practice, version, noor))
    client = signed_in(noor)
    address = reverse("home:practice", args=[practice.pk])
    assert "?page=2" in client.get(address).content.decode()
    assert client.get(address, {"page": "99"}).status_code == 200
    assert client.get(address, {"page": "x"}).status_code == 200
