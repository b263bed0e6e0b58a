"""Who asks too often is stopped, whatever the request says of where it comes from (AT-88, AT-89)."""

from django.core import mail
from django.test import RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests import cast
from zwerm.dialogues.models import Dialogue
from zwerm.dialogues.views.outsider import MAILS_AN_HOUR
from zwerm.people.models import Person
from zwerm.web import limits


def client(address: str, forwarded: str = "") -> str:
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    return limits.client(RequestFactory().get("/", REMOTE_ADDR=address, headers=headers))


def test_AT89_no_header_makes_another_client_of_somebody(settings: Settings) -> None:
    settings.TRUSTED_PROXY = False
    assert client("192.0.2.1", "198.51.100.7") == client("192.0.2.1")
    settings.TRUSTED_PROXY = True
    last = client("10.0.0.1", "198.51.100.7")
    assert client("10.0.0.1", "203.0.113.9, 198.51.100.7") == last
    assert client("10.0.0.1", "198.51.100.8") != last


def test_AT89_all_addresses_of_one_home_are_one_client() -> None:
    assert client("2001:db8:1:2::1") == client("2001:db8:1:2:ffff::9")
    assert client("2001:db8:1:2::1") != client("2001:db8:1:3::1")


def test_AT88_nobody_is_asked_again_and_again_by_mail(confident: Dialogue, noor: Person) -> None:
    noor_leads = cast.signed_in(noor)
    ask = reverse("dialogues:invite", args=[confident.pk])
    sent = {"email": "roos@elders.example", "name": "Roos"}
    for _ in range(MAILS_AN_HOUR):
        assert noor_leads.post(ask, sent).status_code == 302
    assert len(mail.outbox) == MAILS_AN_HOUR
    refused = noor_leads.post(ask, sent)
    assert refused.status_code == 429
    assert len(mail.outbox) == MAILS_AN_HOUR
