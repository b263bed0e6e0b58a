"""Every page as everybody reaches it: no seat in it, nothing of elsewhere, no form without proof."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.attacks import pages, polyglot, scene
from tests.attacks.scene import Scene
from tests.house.addresses import addresses
from tests.house.test_matrix import ROWS, path_of
from zwerm.dialogues.models import Draft, Seat
from zwerm.dialogues.terms import Channel, Level

pytestmark = pytest.mark.django_db
LOADS = ("src", "href", "action", "formaction", "srcset", "poster", "data", "hx-get", "hx-post")
ID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)


@pytest.fixture(scope="module")
def everybody(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """One scene for this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield scene.build()
        transaction.set_rollback(True)


def crawled(everybody: Scene, level: str) -> Iterator[tuple[str, str, str]]:
    """Who, where, and all that came back: redirects and pages."""
    client = Client()
    people = scene.devices(everybody, level) | {"member": everybody.member}
    for who, cookies in people.items():
        for closed in (False, True):
            start = polyglot.paths_of(everybody, level, closed=closed)
            device = scene.browser(cookies, client)
            for address, answer in pages.walk(device, start, leave=polyglot.FILES):
                if answer.status_code in {200, 302}:
                    page = pages.html_of(answer) + answer.headers.get("Location", "")
                    yield who, address, page


@pytest.mark.parametrize("level", Level.values)
def test_AT22_no_page_names_a_seat_that_speaks_for_itself(everybody: Scene, level: str) -> None:
    """Neither one's own nor another's. Who leads names the seats of paper and of a talk brought
    along by their id; and in confidence also those whom she knows by name, to write for them."""
    spots = [spot for (of, _), spot in everybody.spots.items() if of == level]
    seats = Seat.objects.filter(dialogue__in=[spot.dialogue for spot in spots])
    voices = {pk.hex for pk in seats.filter(channel=Channel.SCREEN).values_list("pk", flat=True)}
    others = {pk.hex for pk in seats.values_list("pk", flat=True)} - voices
    assert voices
    assert others
    for who, address, page in crawled(everybody, level):
        found = {UUID(one).hex for one in ID.findall(address + page)}
        leads = who in {"leads", "outsider"}
        named = leads and level == Level.IN_CONFIDENCE
        assert named or not found & voices, f"{who}: {address}"
        assert leads or not found & others, f"{who}: {address}"


@pytest.mark.parametrize("level", Level.values)
def test_AT84_nothing_runs_in_a_page_and_nothing_comes_from_elsewhere(
    everybody: Scene, level: str
) -> None:
    for who, address, page in crawled(everybody, level):
        assert not pages.alive(page), f"{who}: {address}"
        root = pages.root_of(page)
        assert not root.xpath("//style"), address
        for name in LOADS:
            for loaded in root.xpath(f"//*[not(self::a)]/@{name}"):
                assert str(loaded).startswith(("/", "#", "?")), f"{address}: {name}={loaded}"
                assert not str(loaded).startswith("//"), address


def test_AT81_no_form_is_taken_without_its_token(everybody: Scene) -> None:
    """Every address that takes a form, from who may send it: refused without and with a wrong
    token, and nothing is written."""
    strict = Client(enforce_csrf_checks=True)
    tried = 0
    for name, row in ROWS["POST"].items():
        if row.split() == ["405"]:
            continue
        for level in Level.values:
            spot = everybody.spots[(level, False)]
            path = path_of(addresses()[name], spot.places)
            for cookies in scene.devices(everybody, level).values():
                device = scene.browser(cookies, strict)
                for sent in ({}, {"csrfmiddlewaretoken": "x" * 64}):
                    cache.clear()
                    for headers in ({}, {"hx-request": "true"}, {"origin": "https://evil.example"}):
                        answer = device.post(path, sent | {"text": "vals"}, headers=headers)
                        assert answer.status_code == 403, f"{name}: {answer.status_code}"
                        tried += 1
    assert tried > 500


@pytest.mark.parametrize("level", Level.values)
def test_AT04_nobody_reads_or_writes_the_draft_of_another(everybody: Scene, level: str) -> None:
    """A draft has no address: it is found by the seat alone, whatever id is sent along."""
    mine, other = everybody.spots[(level, False)], everybody.others[level]
    question = mine.places["question"]
    path = path_of(addresses()["dialogues:draft"], mine.places)
    here = path_of(addresses()["dialogues:speak"], mine.places) + f"?vraag={question}"
    with scene.undone():
        device = scene.browser(mine.guest)
        words = {"question": question, "text": "Van mij alleen"}
        assert device.post(path, words).status_code == 200
        draft = Draft.objects.get(text="Van mij alleen")
        named = {"question": question, "text": "Overschreven", "id": draft.pk, "draft": draft.pk}
        named |= {"seat": draft.seat_id, "seat_id": draft.seat_id}
        for cookies in ({}, other.guest, everybody.leads, mine.outsider, everybody.member):
            device = scene.browser(cookies, device)
            assert device.post(path, named).status_code == 404
            elsewhere = path_of(addresses()["dialogues:draft"], other.places)
            device.post(elsewhere, named)
            for address in (here, f"{here}&draft={draft.pk}", f"{path}{draft.pk}/"):
                assert "Van mij alleen" not in device.get(address).content.decode()
        draft.refresh_from_db()
        assert draft.text == "Van mij alleen"
