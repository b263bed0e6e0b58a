"""Signing in with a code from the mail, through our own pages."""

import re

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.cast import signed_in
from zwerm.people.models import Person

REQUEST = "/account/inloggen/"
CONFIRM = "/account/inloggen/code/"
SIGN_UP = "/account/nieuw/"
VERIFY = "/account/nieuw/code/"


def code_in(mail: EmailMessage) -> str:
    """The code that stands alone on a line."""
    found = re.search(r"^([A-Z0-9-]{5,9})$", str(mail.body), re.MULTILINE)
    assert found is not None, mail.body
    return found.group(1)


def inside(client: Client) -> bool:
    """Whether somebody is signed in in this browser."""
    return "_auth_user_id" in client.session


def test_noor_signs_in_with_a_code(noor: Person, mailoutbox: list[EmailMessage]) -> None:
    client = Client()
    assert client.post(REQUEST, {"email": noor.email})["Location"] == CONFIRM
    assert noor.email in client.get(CONFIRM).content.decode()
    answer = client.post(CONFIRM, {"code": code_in(mailoutbox[-1])})
    assert answer["Location"] == "/"
    assert inside(client)


def test_AT54_signing_in_gives_a_new_session(noor: Person, mailoutbox: list[EmailMessage]) -> None:
    client = Client()
    client.post(REQUEST, {"email": noor.email})
    before = client.session.session_key
    client.post(CONFIRM, {"code": code_in(mailoutbox[-1])})
    assert client.session.session_key != before


def test_a_wrong_code_says_so_and_three_are_enough(
    noor: Person, mailoutbox: list[EmailMessage]
) -> None:
    client = Client()
    client.post(REQUEST, {"email": noor.email})
    page = client.post(CONFIRM, {"code": "BCDFGH"})
    assert 'aria-invalid="true"' in page.content.decode()
    for _ in range(3):
        client.post(CONFIRM, {"code": "BCDFGH"})
    client.post(CONFIRM, {"code": code_in(mailoutbox[-1])})
    assert not inside(client)


def test_a_newcomer_makes_an_account_with_a_name_and_a_code(
    db: None, mailoutbox: list[EmailMessage]
) -> None:
    client = Client()
    answer = client.post(SIGN_UP, {"email": "yusuf@zuid.example", "name": "Yusuf"})
    assert answer["Location"] == VERIFY
    assert client.get(VERIFY).status_code == 200
    client.post(VERIFY, {"code": code_in(mailoutbox[-1])})
    assert inside(client)
    yusuf = Person.objects.get(email="yusuf@zuid.example")
    assert yusuf.name == "Yusuf"
    assert not yusuf.has_usable_password()


def test_nobody_learns_which_addresses_have_an_account(
    noor: Person, mailoutbox: list[EmailMessage]
) -> None:
    known = Client().post(REQUEST, {"email": noor.email})
    unknown = Client().post(REQUEST, {"email": "niemand@zuid.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert "code" not in str(mailoutbox[-1].body).partition("http")[2]
    again = Client().post(SIGN_UP, {"email": noor.email, "name": "Noor"})
    fresh = Client().post(SIGN_UP, {"email": "vers@zuid.example", "name": "Vers"})
    assert (again.status_code, again["Location"]) == (fresh.status_code, fresh["Location"])


def test_AT52_mail_names_the_configured_site_whatever_the_header_says(
    noor: Person, mailoutbox: list[EmailMessage], settings: Settings
) -> None:
    settings.SITE_URL = "https://zwerm.example"
    for address, typed in (
        (REQUEST, {"email": noor.email}),
        (REQUEST, {"email": "niemand@zuid.example"}),
        (SIGN_UP, {"email": noor.email, "name": "Noor"}),
        (SIGN_UP, {"email": "vers@zuid.example", "name": "Vers"}),
    ):
        Client().post(address, typed, HTTP_HOST="localhost", HTTP_X_FORWARDED_HOST="evil.example")
    assert len(mailoutbox) == 4
    for mail in mailoutbox:
        said = f"{mail.subject}\n{mail.body}"
        assert "https://zwerm.example" in said
        assert "localhost" not in said
        assert "evil.example" not in said


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example"]
)
def test_AT53_after_signing_in_one_never_lands_elsewhere(
    noor: Person, mailoutbox: list[EmailMessage], elsewhere: str
) -> None:
    client = Client()
    client.post(REQUEST, {"email": noor.email, "next": elsewhere})
    answer = client.post(CONFIRM, {"code": code_in(mailoutbox[-1]), "next": elsewhere})
    assert answer["Location"] == "/"


def test_signing_out_asks_and_then_does_it(noor: Person) -> None:
    client = signed_in(noor)
    assert client.get(reverse("account_logout")).status_code == 200
    assert inside(client)
    client.post(reverse("account_logout"))
    assert not inside(client)


@pytest.mark.parametrize("address", [REQUEST, SIGN_UP])
def test_the_pages_are_our_own(db: None, address: str) -> None:
    page = Client().get(address).content.decode()
    assert "zw-main" in page
    assert 'type="password"' not in page
