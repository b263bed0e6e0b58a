"""Where a dialogue lies ready: next steps, opening, poster, calendar."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries, Settings

from tests.cast import Guest, a_dialogue, close, signed_in
from zwerm.dialogues import cards
from zwerm.dialogues.actions import join as joining
from zwerm.dialogues.models import Dialogue
from zwerm.dialogues.queries import prepare as queries
from zwerm.frameworks.models import FrameworkVersion
from zwerm.people.models import Person
from zwerm.practices.models import Practice


@pytest.fixture
def prepared(practice: Practice, version: FrameworkVersion, noor: Person) -> Dialogue:
    return a_dialogue(practice, version, noor, opened=False)


def at(dialogue: Dialogue, day: int, hour: int = 0) -> Dialogue:
    """Agree on a day in December 2026, and an hour or none."""
    dialogue.starts_at = datetime(2026, 12, day, hour, tzinfo=timezone.get_current_timezone())
    dialogue.save(update_fields=["starts_at"])
    return dialogue


def test_the_page_has_one_thing_to_do_first(noor: Person, prepared: Dialogue) -> None:
    page = signed_in(noor).get(reverse("dialogues:ready", args=[prepared.pk])).content.decode()
    assert page.count("nl-button--primary") == 1
    assert reverse("dialogues:open_up", args=[prepared.pk]) in page
    for name in ("paper", "invite", "prepare_again"):
        assert reverse(f"dialogues:{name}", args=[prepared.pk]) in page


def test_once_open_it_shows_the_code_and_the_way_to_the_table(
    noor: Person, confident: Dialogue
) -> None:
    page = signed_in(noor).get(reverse("dialogues:ready", args=[confident.pk])).content.decode()
    assert cards.shown_code(str(confident.join_code)) in page
    assert reverse("dialogues:lead", args=[confident.pk]) in page
    assert reverse("dialogues:open_up", args=[confident.pk]) not in page


def test_once_closed_it_points_to_the_picture(noor: Person, confident: Dialogue) -> None:
    close(confident)
    page = signed_in(noor).get(reverse("dialogues:ready", args=[confident.pk])).content.decode()
    assert reverse("dialogues:picture", args=[confident.pk]) in page
    assert reverse("dialogues:paper", args=[confident.pk]) not in page


def test_P4_few_of_a_kind_are_told_beforehand(noor: Person, prepared: Dialogue) -> None:
    prepared.expected = {"resident": 4, "professional": 5}
    prepared.save(update_fields=["expected"])
    page = signed_in(noor).get(reverse("dialogues:ready", args=[prepared.pk]))
    assert page.context["page"].company.few == ("resident",)


def test_P3_in_confidence_despite_power_is_said_on_the_page(
    noor: Person, prepared: Dialogue
) -> None:
    address = reverse("dialogues:ready", args=[prepared.pk])
    assert "zw-notice--warning" not in signed_in(noor).get(address).content.decode()
    prepared.has_power = True
    prepared.save(update_fields=["has_power"])
    assert "zw-notice--warning" in signed_in(noor).get(address).content.decode()


def test_PR02_a_missing_controller_is_pointed_at(noor: Person, prepared: Dialogue) -> None:
    assert queries.ready(prepared, "nl").controller_known
    prepared.hub.controller = ""
    assert not queries.ready(prepared, "nl").controller_known


@pytest.mark.parametrize("sheets", [1, 5, 40])
def test_the_page_costs_three_queries_however_much_paper_there_is(
    sheets: int, prepared: Dialogue, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    joining.lay_sheets(prepared, sheets)
    dialogue = Dialogue.objects.select_related("practice", "hub").get(pk=prepared.pk)
    with django_assert_num_queries(3):
        page = queries.ready(dialogue, "nl")
    assert (page.sheets, page.sheets_typed) == (sheets, 0)


# Opening


def test_opening_lets_people_in_and_twice_is_once(noor: Person, prepared: Dialogue) -> None:
    client = signed_in(noor)
    address = reverse("dialogues:open_up", args=[prepared.pk])
    answer = client.post(address)
    assert answer["Location"] == reverse("dialogues:lead", args=[prepared.pk])
    prepared.refresh_from_db()
    code = prepared.join_code
    assert (prepared.state, prepared.joinable, bool(code)) == ("open", True, True)
    client.post(address)
    prepared.refresh_from_db()
    assert prepared.join_code == code


def test_looking_does_not_open(noor: Person, prepared: Dialogue) -> None:
    answer = signed_in(noor).get(reverse("dialogues:open_up", args=[prepared.pk]))
    assert answer.status_code == 405
    prepared.refresh_from_db()
    assert prepared.state == "preparing"


def test_a_closed_dialogue_does_not_open_by_this_door(noor: Person, confident: Dialogue) -> None:
    close(confident)
    signed_in(noor).post(reverse("dialogues:open_up", args=[confident.pk]))
    confident.refresh_from_db()
    assert confident.state == "closed"


@pytest.mark.parametrize("name", ["ready", "open_up", "poster", "agenda"])
def test_AT01_strangers_participants_and_wrong_ids_get_the_same_404(
    name: str, noor: Person, stranger: Person, confident: Dialogue
) -> None:
    at(confident, 1, 14)
    address = reverse(f"dialogues:{name}", args=[confident.pk])
    method = "post" if name == "open_up" else "get"
    sam = Guest().joins(confident, "student")
    assert getattr(Client(), method)(address).status_code == 404
    assert getattr(signed_in(stranger), method)(address).status_code == 404
    if name != "agenda":
        assert getattr(sam.client, method)(address).status_code == 404
    nowhere = reverse(f"dialogues:{name}", args=[uuid4()])
    assert getattr(signed_in(noor), method)(nowhere).status_code == 404


# Poster


def test_AT52_the_poster_leads_to_the_configured_site(
    noor: Person, confident: Dialogue, settings: Settings
) -> None:
    settings.SITE_URL = "https://zwerm.example"
    page = queries.poster(confident)
    assert page is not None
    assert page.link.startswith(f"https://zwerm.example/m/{confident.join_code}/")
    shown = signed_in(noor).get(
        reverse("dialogues:poster", args=[confident.pk]), HTTP_X_FORWARDED_HOST="evil.example"
    )
    assert "zwerm.example/meedoen/" in shown.content.decode()
    assert "evil.example" not in shown.content.decode()


def test_AT07_there_is_no_poster_before_opening_or_after_closing(
    noor: Person, prepared: Dialogue, confident: Dialogue
) -> None:
    address = reverse("dialogues:poster", args=[prepared.pk])
    assert signed_in(noor).get(address).status_code == 404
    close(confident)
    address = reverse("dialogues:poster", args=[confident.pk])
    assert signed_in(noor).get(address).status_code == 404


def test_AT07_there_is_no_poster_while_the_door_is_shut(noor: Person, confident: Dialogue) -> None:
    confident.joinable = False
    confident.save(update_fields=["joinable"])
    address = reverse("dialogues:poster", args=[confident.pk])
    assert signed_in(noor).get(address).status_code == 404


# Calendar


def test_the_calendar_says_when_and_where(noor: Person, prepared: Dialogue) -> None:
    at(prepared, 1, 14)
    prepared.place = "De Spreeuw"
    prepared.meeting_url = "https://teams.example/x"
    prepared.save(update_fields=["place", "meeting_url"])
    answer = signed_in(noor).get(reverse("dialogues:agenda", args=[prepared.pk]))
    assert answer["Content-Type"].startswith("text/calendar")
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]) == "Samen koken"
    assert str(event["location"]) == "De Spreeuw, https://teams.example/x"
    begins = prepared.starts_at
    assert begins is not None
    assert event.decoded("dtstart") == begins
    assert event.decoded("dtend") == begins + timedelta(minutes=90)


def test_without_an_hour_it_is_a_whole_day(noor: Person, prepared: Dialogue) -> None:
    at(prepared, 1)
    answer = signed_in(noor).get(reverse("dialogues:agenda", args=[prepared.pk]))
    assert b"DTSTART;VALUE=DATE:20261201" in answer.content


def test_AT52_the_calendar_links_to_the_configured_site(
    noor: Person, prepared: Dialogue, settings: Settings
) -> None:
    settings.SITE_URL = "https://zwerm.example"
    at(prepared, 1, 14)
    answer = signed_in(noor).get(
        reverse("dialogues:agenda", args=[prepared.pk]), HTTP_X_FORWARDED_HOST="evil.example"
    )
    assert b"URL:https://zwerm.example/meedoen/" in answer.content
    assert b"evil" not in answer.content


def test_AT24_the_calendar_carries_no_moment_of_making(noor: Person, prepared: Dialogue) -> None:
    at(prepared, 1, 14)
    answer = signed_in(noor).get(reverse("dialogues:agenda", args=[prepared.pk]))
    assert f"DTSTAMP:{timezone.localdate():%Y%m%d}T000000Z".encode() in answer.content
    assert b"ORGANIZER" not in answer.content
    assert b"Noor" not in answer.content


def test_a_title_cannot_add_lines_to_the_calendar(noor: Person, prepared: Dialogue) -> None:
    at(prepared, 1, 14)
    prepared.title = "Koken\r\nATTENDEE:mailto:x@evil.example"
    prepared.save(update_fields=["title"])
    answer = signed_in(noor).get(reverse("dialogues:agenda", args=[prepared.pk]))
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert "attendee" not in event


def test_who_takes_part_gets_the_calendar_too(confident: Dialogue) -> None:
    at(confident, 1, 14)
    sam = Guest().joins(confident, "student")
    answer = sam.client.get(reverse("dialogues:agenda", args=[confident.pk]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert str(confident.join_code) not in answer.content.decode()


def test_without_a_day_there_is_no_calendar(noor: Person, prepared: Dialogue) -> None:
    address = reverse("dialogues:agenda", args=[prepared.pk])
    assert signed_in(noor).get(address).status_code == 404
