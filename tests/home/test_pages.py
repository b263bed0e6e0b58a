"""Pages that belong to everyone: help, privacy, security.txt, health, language."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from zwerm.people.models import Hub

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["help", "privacy", "accessibility", "security", "health"])
def test_everyone_may_read_it(name: str) -> None:
    assert Client().get(reverse(f"home:{name}")).status_code == 200


@pytest.mark.parametrize(
    "name", ["start", "help", "privacy", "accessibility", "security", "health"]
)
def test_reading_is_all_one_can_do_there(name: str) -> None:
    assert Client().post(reverse(f"home:{name}")).status_code == 405


def test_PR02_the_privacy_page_names_who_answers_for_the_data(hub: Hub) -> None:
    page = Client().get(reverse("home:privacy")).content.decode()
    assert "Hogeschool Zuid" in page
    assert "Gemeente Zuid" in page
    assert "privacy@zuid.example" in page


def test_PR02_the_privacy_page_says_it_when_nobody_was_filled_in(hub: Hub) -> None:
    Hub.objects.update(controller="")
    page = Client().get(reverse("home:privacy")).content.decode()
    assert "Hogeschool Zuid" not in page
    assert page.count("<h3>") == 1


def test_EC03_security_txt_ends_within_a_year_and_not_yet() -> None:
    page = Client().get("/.well-known/security.txt")
    assert page["Content-Type"] == "text/plain; charset=utf-8"
    lines = dict(line.split(": ", 1) for line in page.content.decode().splitlines())
    ends = datetime.fromisoformat(lines["Expires"].replace("Z", "+00:00"))
    now = datetime.now(UTC)
    assert now + timedelta(days=30) < ends < now + timedelta(days=365)
    assert lines["Contact"]


def test_AT52_security_txt_names_the_configured_site(settings: Settings) -> None:
    settings.SITE_URL = "https://zwerm.example"
    page = Client().get("/.well-known/security.txt", HTTP_X_FORWARDED_HOST="evil.example")
    assert "Canonical: https://zwerm.example/.well-known/security.txt" in page.content.decode()
    assert "evil.example" not in page.content.decode()


def test_health_asks_the_database_one_thing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        page = Client().get("/gezond/")
    assert page.content == b"ok\n"


def test_the_language_is_remembered_and_one_stays_where_one_was() -> None:
    client = Client()
    answer = client.post(reverse("home:language"), {"language": "en", "next": "/uitleg/?a=1"})
    assert answer.status_code == 302
    assert answer["Location"] == "/uitleg/?a=1"
    assert '<html lang="en"' in client.get("/uitleg/").content.decode()


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        "///evil.example",
        "/\t/evil.example",
        "",
    ],
)
def test_AT53_the_language_switch_never_leads_elsewhere(elsewhere: str) -> None:
    answer = Client().post(reverse("home:language"), {"language": "nl", "next": elsewhere})
    assert answer.status_code == 302
    assert answer["Location"] == "/"


def test_AT53_a_line_break_in_the_way_back_becomes_no_header() -> None:
    answer = Client().post(
        reverse("home:language"), {"language": "nl", "next": "/a\r\nSet-Cookie: x=1"}
    )
    assert "Set-Cookie: x" not in str(answer.headers)
    assert set(answer.cookies) == {"zwerm-language"}


def test_an_unknown_language_is_refused() -> None:
    answer = Client().post(reverse("home:language"), {"language": "xx", "next": "/"})
    assert answer.status_code == 400


def test_the_language_cookie_is_out_of_reach_of_scripts() -> None:
    answer = Client().post(reverse("home:language"), {"language": "en", "next": "/"})
    cookie = answer.cookies["zwerm-language"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
