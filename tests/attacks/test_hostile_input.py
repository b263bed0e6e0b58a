"""What anybody may send to any form or address: never a fault, never a wait (AT-72, 76, 77, 79)."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import resolve
from pytest_django.plugin import DjangoDbBlocker

from tests.attacks import pages, scene
from tests.attacks.pages import Field, Sheet
from tests.attacks.scene import Scene
from tests.house.addresses import addresses
from tests.house.layers import PACKAGE
from tests.house.test_matrix import path_of
from zwerm.dialogues.terms import Level

pytestmark = pytest.mark.django_db
SECOND = 1.0
MEGABYTE = "m" * 2**20
NASTY = {
    "nul": "a\x00b",
    "languages": "' OR 1=1; -- %_ \" NEAR(* {{ request }}{% debug %}${7*7}#{7*7} \\ud800 %",
    "digits": "9" * 5000,
    "small": "-1",
    "no number": "²",
    "relation": "dialogue__hub__name",
    "overridden": "\u202edoor Noor\u2069\u200b",
    "path": "../../../../etc/passwd\r\nSet-Cookie: forged=b",
}
ASKED = re.compile(r'(?:GET|here)\.get\(\s*"(\w+)"|"(\w+)" in (?:here|request\.GET)')


def asked_in_addresses() -> set[str]:
    """The names that views read behind the question mark of an address, from their source."""
    found = set()
    for file in Path(PACKAGE).rglob("views/*.py"):
        found |= {one or other for one, other in ASKED.findall(file.read_text())}
    for file in Path(PACKAGE).rglob("views.py"):
        found |= {one or other for one, other in ASKED.findall(file.read_text())}
    return found


@pytest.fixture(scope="module")
def everybody(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """One scene for this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield scene.build()
        transaction.set_rollback(True)


def forms_of(client: Client, everybody: Scene, level: str) -> dict[str, Sheet]:
    """Every form that this device meets, once per kind."""
    found: dict[str, Sheet] = {}
    for closed in (False, True):
        spot = everybody.spots[(level, closed)]
        for address in addresses().values():
            path = path_of(address, spot.places)
            answer = client.get(path)
            if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
                continue
            for sheet in pages.sheets(answer.content.decode(), path):
                name = resolve(sheet.action.partition("?")[0]).view_name
                names = sorted(field.name for field in sheet.fields)
                if sheet.method == "post":
                    found.setdefault(f"{name} {names}", sheet)
    return found


DEVICES = [
    ("visitor", Level.IN_CONFIDENCE),
    ("guest", Level.NAMELESS),
    ("guest", Level.IN_CONFIDENCE),
    ("leads", Level.IN_CONFIDENCE),
    ("outsider", Level.NAMELESS),
]


@pytest.mark.parametrize(("device", "level"), DEVICES)
def test_AT72_AT77_no_field_of_no_form_can_be_broken(
    everybody: Scene, level: str, device: str
) -> None:
    client = scene.browser(scene.devices(everybody, level)[device])
    sheets = forms_of(client, everybody, level)
    assert sheets
    for name, sheet in sheets.items():
        for kind, nasty in NASTY.items():
            for sent in (everywhere(sheet, nasty), only_typed(sheet, nasty)):
                cache.clear()
                with scene.undone():
                    answer = client.post(sheet.action, sent)
                assert answer.status_code < 500, f"{name}: {kind}"
                assert "forged" not in answer.headers.get("Set-Cookie", ""), name


def everywhere(sheet: Sheet, text: str) -> dict[str, list[str]]:
    """The same in every field, also in those that nobody types in."""
    return {field.name: [text, text] for field in sheet.fields}


def only_typed(sheet: Sheet, text: str) -> dict[str, list[str]]:
    """What is sent when somebody types this everywhere and leaves the rest as it stands."""

    def fill(field: Field) -> str:
        if field.kind == "text":
            return text
        return field.choices[0] if field.choices else field.value

    return sheet.filled(fill)


@pytest.mark.parametrize("device", ["guest", "leads"])
def test_AT79_a_megabyte_in_every_field_is_refused_within_a_second(
    everybody: Scene, device: str
) -> None:
    level = Level.IN_CONFIDENCE
    client = scene.browser(scene.devices(everybody, level)[device])
    for name, sheet in forms_of(client, everybody, level).items():
        texts = [field.name for field in sheet.fields if field.kind == "text"]
        for text in texts[:3]:
            sent = only_typed(sheet, "x") | {text: [MEGABYTE]}
            began = time.process_time()
            with scene.undone():
                answer = client.post(sheet.action, sent)
            spent = time.process_time() - began
            assert answer.status_code in {302, 400, 404, 413, 422, 429, 200}, f"{name} {text}"
            assert spent < SECOND, f"{name} {text} took {spent:.1f} s"


def test_AT79_ten_thousand_fields_are_refused(everybody: Scene) -> None:
    spot = everybody.spots[(Level.IN_CONFIDENCE, False)]
    client = scene.browser({**everybody.leads, **spot.guest})
    many = {f"field{number}": "x" for number in range(10_000)}
    for name in ("dialogues:speak", "dialogues:lead_said", "dialogues:notes"):
        began = time.process_time()
        answer = client.post(path_of(addresses()[name], spot.places), many)
        assert answer.status_code == 400, name
        assert time.process_time() - began < SECOND


@pytest.mark.parametrize("device", ["guest", "leads"])
def test_AT72_nothing_behind_the_question_mark_can_be_broken(everybody: Scene, device: str) -> None:
    """Every name that any view reads, at every address, with everything nasty."""
    level = Level.NAMELESS
    client = scene.browser(scene.devices(everybody, level)[device])
    names = asked_in_addresses()
    assert {"vraag", "seen", "page", "bladzijde"} <= names
    spot = everybody.spots[(level, False)]
    for address in addresses().values():
        path = path_of(address, spot.places)
        if client.get(path).status_code != 200 or path.endswith(".pdf"):
            continue
        for kind, nasty in NASTY.items():
            with scene.undone():
                answer = client.get(f"{path}?{urlencode(dict.fromkeys(sorted(names), nasty))}")
            assert answer.status_code < 500, f"{address.name}: {kind}"
            twice = "&".join(f"{name}=1&{name}=%ff%fe&{name}[]=x" for name in sorted(names))
        assert client.get(f"{path}?{twice}").status_code < 500, address.name


@pytest.mark.parametrize("device", ["guest", "leads"])
def test_AT77_no_part_of_an_address_can_be_broken(everybody: Scene, device: str) -> None:
    level = Level.IN_CONFIDENCE
    client = scene.browser(scene.devices(everybody, level)[device])
    spot = everybody.spots[(level, False)]
    for address in addresses().values():
        path = path_of(address, spot.places)
        for part in address.parts:
            here = str(spot.places.get(part))
            for kind, nasty in NASTY.items():
                told = path.replace(f"/{here}/", f"/{quote(nasty, safe='')}/", 1)
                cache.clear()
                with scene.undone():
                    answer = client.get(told)
                    assert answer.status_code < 500, f"{address.name}, {part}: {kind}"
                    answer = client.post(told)
                    assert answer.status_code < 500, f"{address.name}, {part}: {kind}"


@pytest.mark.parametrize(
    "body",
    [b"text=%ff%fe&question=%c3%28", b"text=\xff\xfe", b"\x00" * 100, b"{" * 10_000, b"a=1;b=2"],
)
@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=nope",
        "application/json",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "text/plain; charset=utf-7",
    ],
)
def test_AT77_a_body_that_is_no_form_is_refused_or_empty(
    everybody: Scene, body: bytes, kind: str
) -> None:
    spot = everybody.spots[(Level.IN_CONFIDENCE, False)]
    client = scene.browser(spot.guest)
    for name in ("dialogues:speak", "dialogues:draft", "dialogues:join", "dialogues:card_in"):
        path = path_of(addresses()[name], spot.places)
        with scene.undone():
            answer = client.generic("POST", path, body, content_type=kind)
        assert answer.status_code in {400, 422}, name


def test_AT87_a_seat_keeps_drafts_of_what_is_asked_and_of_nothing_else(everybody: Scene) -> None:
    spot = everybody.spots[(Level.IN_CONFIDENCE, False)]
    client = scene.browser(spot.guest)
    path = path_of(addresses()["dialogues:draft"], spot.places)
    with scene.undone():
        for question in ("made up", "note:activity", ""):
            assert client.post(path, {"question": question, "text": "x"}).status_code == 422
        asked = {"question": spot.places["question"], "text": "x"}
        assert client.post(path, asked).status_code == 200
