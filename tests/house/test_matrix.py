"""Every address, asked by everybody who could ask it (AT-01, AT-02, AT-11).

`matrix.toml` says what each gets. An address without a row fails, and so does a row without an
address. What is refused writes nothing, and reads like what does not exist.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from tests.attacks import scene
from tests.attacks.scene import Scene
from tests.house.addresses import Address, addresses
from zwerm.dialogues.terms import Level

pytestmark = pytest.mark.django_db
TABLE: dict[str, Any] = tomllib.loads((Path(__file__).parent / "matrix.toml").read_text())
COLUMNS: list[str] = TABLE["columns"]
ROWS: dict[str, dict[str, str]] = TABLE["rows"]
CLIENT = Client()
"""One for all: making its middleware costs more than a request."""
METHODS = ("GET", "POST")
MODES = ((Level.IN_CONFIDENCE, False), (Level.NAMELESS, True))
"""Each level, the second asked as a part of a page (HX-Request): no answer depends on either."""
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)
KEPT_BY_READING = ("privacy_look", "django_session")
"""What reading may write: the access log of who leads, and whether a session is still used."""
NESTED = {"contribution_id", "theme_id", "material_id", "speaker_id", "placement_id", "seat_id"}


@pytest.fixture(scope="module")
def everybody(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """One scene for the whole table; each request is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield scene.build()
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Who:
    """One column: somebody, on a device with cookies, at an open or a closed dialogue."""

    closed: bool
    cookies: Mapping[str, str]
    signed_in: bool = False


def who(column: str, everybody: Scene, level: str) -> Who:
    """The person behind a column of the table."""
    name, _, state = column.partition(", ")
    closed = state == "closed"
    spot = everybody.spots[(level, closed)]
    return {
        "visitor": Who(closed, {}),
        "guest": Who(closed, spot.guest),
        "guest elsewhere": Who(closed, everybody.others[level].guest),
        "member": Who(closed, everybody.member, signed_in=True),
        "stranger": Who(closed, everybody.stranger, signed_in=True),
        "leads": Who(closed, everybody.leads, signed_in=True),
        "outsider": Who(closed, spot.outsider),
    }[name]


@dataclass(frozen=True)
class Answer:
    """What came back, and what it left behind."""

    status: int
    body: str
    written: tuple[str, ...]


def ask(method: str, path: str, one: Who, *, fragment: bool = False) -> Answer:
    """One request, taken back afterwards."""
    client = scene.browser(one.cookies, CLIENT)
    headers = {"HX-Request": "true"} if fragment else {}
    cache.clear()
    with scene.undone(), CaptureQueriesContext(connection) as spent:
        answer = client.generic(method, path, headers=headers)
    sql = (query["sql"] for query in spent.captured_queries)
    body = answer.getvalue().decode("utf-8", "replace")
    return Answer(answer.status_code, plain(body), tuple(one for one in sql if WRITES.match(one)))


def path_of(address: Address, places: Mapping[str, Any]) -> str:
    """The address for these places; a part that is not there is a code nobody handed out."""
    parts = {part: places.get(part) or "BCDFGH" for part in address.parts}
    return reverse(address.name, kwargs=parts)


def plain(body: str) -> str:
    """A page without what differs at each visit: its own address and the form's token."""
    body = re.sub(r'name="next" value="[^"]*"', "", body)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", body)


def expected(name: str, method: str, *, fragment: bool) -> dict[str, int]:
    """The row of an address: column to status. Of what nobody may, two columns are enough."""
    cells = ROWS[method][name].replace("|", " ").split()
    if cells == ["405"]:
        return {"visitor": 405, "leads": 405}
    said = [cell.partition("/") for cell in cells]
    told = [int(part if fragment and part else page) for page, _, part in said]
    return dict(zip(COLUMNS, told, strict=True))


def faults(name: str, everybody: Scene, method: str) -> Iterator[str]:
    """What differs from the row of this address."""
    for level, fragment in MODES:
        for column, wanted in expected(name, method, fragment=fragment).items():
            one = who(column, everybody, level)
            spot = everybody.spots[(level, one.closed)]
            path = path_of(addresses()[name], spot.places)
            found = ask(method, path, one, fragment=fragment)
            here = f"{method} {name} as {column}, {level}"
            if found.status != wanted:
                yield f"{here}: {found.status}, the table says {wanted}"
            yield from misdeeds(here, method, found)
            if found.status == 404 and found.body != nothing_here(method, one, fragment=fragment):
                yield f"{here}: a 404 that reads unlike what does not exist"


def misdeeds(here: str, method: str, found: Answer) -> Iterator[str]:
    """What was written though it was refused, or only asked for."""
    if method != "GET" and found.status not in {403, 404, 405}:
        return
    for sql in found.written:
        if not any(kept in sql for kept in KEPT_BY_READING):
            yield f"{here}: {found.status}, and yet wrote {sql[:90]}"


NOTHING_HERE: dict[tuple[str, bool, bool], str] = {}


def nothing_here(method: str, one: Who, *, fragment: bool) -> str:
    """What somebody gets for a conversation that does not exist."""
    key = (method, one.signed_in, fragment)
    if key not in NOTHING_HERE:
        path = reverse("dialogues:speak", args=[uuid4()])
        NOTHING_HERE[key] = ask(method, path, one, fragment=fragment).body
    return NOTHING_HERE[key]


def test_AT01_every_address_has_a_row_and_every_row_an_address() -> None:
    for method in METHODS:
        assert set(ROWS[method]) == set(addresses()), method


@pytest.mark.parametrize("name", sorted(addresses()))
def test_AT01_everybody_gets_what_the_table_says(name: str, everybody: Scene) -> None:
    found = [fault for method in METHODS for fault in faults(name, everybody, method)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_AT01_no_address_knows_another_method(method: str, everybody: Scene) -> None:
    level = Level.IN_CONFIDENCE
    for name, address in addresses().items():
        path = path_of(address, everybody.spots[(level, False)].places)
        for column in ("visitor", "leads"):
            assert ask(method, path, who(column, everybody, level)).status == 405, name


@pytest.mark.parametrize("name", sorted(addresses()))
def test_AT02_what_hangs_on_another_conversation_is_not_found_here(
    name: str, everybody: Scene
) -> None:
    """Somebody who is in both, with the address of one and a part of the other."""
    found = []
    for level, fragment in MODES:
        here, there = everybody.spots[(level, False)], everybody.others[level]
        devices = (Who(False, everybody.leads), Who(False, {**here.guest, **there.guest}))
        for part in NESTED & set(addresses()[name].parts):
            path = path_of(addresses()[name], {**here.places, part: there.places[part]})
            for method in METHODS:
                for one in devices:
                    answer = ask(method, path, one, fragment=fragment)
                    if answer.status not in {404, 405} or list(misdeeds("", method, answer)):
                        found.append(f"{method} {name} with the {part} of another: {answer.status}")
    assert not found, "\n".join(found)
