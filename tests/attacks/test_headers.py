"""What every answer carries, whatever kind it is (AT-18, AT-19, AT-24, AT-83, AT-84, AT-85)."""

import asyncio
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from tests.attacks import scene
from tests.attacks.scene import Scene
from tests.house.addresses import addresses
from tests.house.test_matrix import path_of
from tests.live import stage
from zwerm.dialogues import access
from zwerm.dialogues.terms import Level
from zwerm.web import limits

pytestmark = pytest.mark.django_db
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FILES = ("agenda", "picture_file", "picture_poster", "report_pdf", "data_csv", "data_json")
POLLED = {"dialogues:lead_waits", "dialogues:lead_new"}
"""Parts that an open page asks for again and again: their version is a number of things."""


@pytest.fixture(scope="module")
def everybody(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """One scene for this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield scene.build()
        transaction.set_rollback(True)


def check(answer: HttpResponseBase, where: str) -> None:
    """The promises that hold for every single answer."""
    headers = answer.headers
    for name, value in ALWAYS.items():
        assert headers.get(name) == value, f"{where}: {name} is {headers.get(name)}"
    assert "no-store" in headers.get("Cache-Control", ""), where
    vary = {one.strip() for one in headers.get("Vary", "").split(",")}
    assert {"Cookie", "HX-Request"} <= vary, f"{where}: {vary}"
    assert "camera=()" in headers.get("Permissions-Policy", ""), where
    policy = headers.get("Content-Security-Policy", "")
    assert "default-src 'none'" in policy, f"{where}: {policy}"
    assert "unsafe" not in policy, where
    assert "*" not in policy, where
    assert "http" not in policy, where
    if headers.get("Content-Type", "").startswith("text/html"):
        for rule in ("frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"):
            assert rule in policy, f"{where}: {rule}"
    told = {name.lower() for name in headers}
    assert not {name for name in told if name.startswith("access-control-")}, where
    assert not told & {"server", "x-powered-by", "last-modified"}, where


def everything_opened(everybody: Scene) -> Iterator[tuple[str, HttpResponseBase]]:
    """Each address as each role that gets further than the door, while open and after closing."""
    client = Client()
    for level, closed in ((Level.IN_CONFIDENCE, False), (Level.NAMELESS, True)):
        spot = everybody.spots[(level, closed)]
        for who in ({}, spot.guest, everybody.leads, spot.outsider):
            for name, address in addresses().items():
                scene.browser(who, client)
                with scene.undone():
                    answer = client.get(path_of(address, spot.places))
                yield f"{name}, {level}, {'closed' if closed else 'open'}", answer


def test_AT19_AT83_every_answer_belongs_to_who_asked_and_is_kept_by_nobody(
    everybody: Scene,
) -> None:
    seen = set()
    for where, answer in everything_opened(everybody):
        check(answer, where)
        seen.add(answer.status_code)
        if where.partition(",")[0] not in POLLED:
            assert "ETag" not in answer.headers, where
    assert {200, 302, 404, 405} <= seen


@pytest.mark.parametrize("name", FILES)
def test_AT65_a_file_is_kept_and_never_opened_in_place(everybody: Scene, name: str) -> None:
    spot = everybody.spots[(Level.NAMELESS, True)]
    answer = scene.browser(spot.guest).get(reverse(f"dialogues:{name}", args=[spot.dialogue.pk]))
    assert answer.status_code == 200
    check(answer, name)
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("name", FILES)
def test_AT18_a_file_is_gone_with_the_way_in(everybody: Scene, name: str) -> None:
    """Signed out, on another device, or after 'next person': the same address is nothing."""
    spot = everybody.spots[(Level.IN_CONFIDENCE, True)]
    path = reverse(f"dialogues:{name}", args=[spot.dialogue.pk])
    noor, guest = scene.browser(everybody.leads), scene.browser(spot.guest)
    assert noor.get(path).status_code == guest.get(path).status_code == 200
    with scene.undone():
        noor.post(reverse("account_logout"))
        guest.post(reverse("dialogues:done", args=[spot.dialogue.pk]))
        for client in (noor, guest, Client()):
            assert client.get(path).status_code == 404


def test_AT19_refusals_of_every_kind_carry_the_same_promises(
    everybody: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    spot = everybody.spots[(Level.IN_CONFIDENCE, False)]
    client = scene.browser(spot.guest)
    client.raise_request_exception = False
    speak = reverse("dialogues:speak", args=[spot.dialogue.pk])
    answers = {
        422: client.post(speak, {"text": ""}),
        400: client.post(speak, {f"field{number}": "x" for number in range(2000)}),
        405: client.delete(speak),
        404: client.get("/bestaat/niet/"),
    }
    strict = Client(enforce_csrf_checks=True)
    answers[403] = strict.post(reverse("dialogues:join"), {"code": "x"})
    monkeypatch.setattr(limits, "spent", lambda *_, **__: True)
    answers[429] = client.get(reverse("dialogues:welcome", args=["BCDFGH"]))
    monkeypatch.setattr(access, "seat_at", lambda *_: 1 / 0)
    answers[500] = client.get(speak)
    for status, answer in answers.items():
        assert answer.status_code == status
        check(answer, str(status))


def test_AT52_a_forged_host_is_refused_with_the_same_promises(db: None) -> None:
    answer = Client().get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()
    check(answer, "400 host")


def test_AT85_no_other_site_may_read_an_answer(everybody: Scene) -> None:
    spot = everybody.spots[(Level.IN_CONFIDENCE, False)]
    client = scene.browser(spot.guest)
    for origin in ("https://evil.example", "null", "http://testserver"):
        speak = reverse("dialogues:speak", args=[spot.dialogue.pk])
        for answer in (
            client.get(speak, headers={"origin": origin}),
            client.options(speak, headers={"origin": origin}),
        ):
            assert not [name for name in answer.headers if name.startswith("Access-Control")]


def test_AT19_a_cookie_is_out_of_reach_of_scripts_and_other_sites(
    everybody: Scene,
) -> None:
    client = Client()
    welcome = path_of(addresses()["dialogues:welcome"], everybody.others[Level.NAMELESS].places)
    client.get(welcome)
    client.post(welcome, {"yes": "on", "perspective": "resident", "sent_as": str(uuid4())})
    client.post(reverse("home:language"), {"language": "en", "next": "/"})
    assert len(client.cookies) == 3
    for name, cookie in client.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
        assert not cookie["domain"], name
        assert cookie["path"] == "/", name


@pytest.mark.parametrize(
    "path",
    [
        "/.git/config",
        "/admin/",
        "/api/",
        "/media/x",
        "/metrics",
        "/__debug__/",
        "/static/",
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/static//etc/passwd",
        "/static/zwerm/../../urls.py",
    ],
)
def test_AT80_AT100_nothing_lies_beside_the_site(db: None, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 404, path


@pytest.mark.parametrize("language", ["../../etc/passwd", "nl/../..", "xx", "", "nl\x00"])
def test_AT80_a_language_that_is_none_changes_nothing(db: None, language: str) -> None:
    client = Client()
    answer = client.post(reverse("home:language"), {"language": language, "next": "/"})
    assert answer.status_code == 400
    client.cookies["zwerm-language"] = language.replace("\n", "").replace("\x00", "")
    assert client.get("/").status_code == 200
    assert (
        client.get("/", headers={"accept-language": language + str(uuid4()) * 40}).status_code
        == 200
    )


@pytest.mark.parametrize("stream", [True, False])
@pytest.mark.parametrize("ticket", [stage.address(), "/live/forged"], ids=["real", "forged"])
def test_AT19_a_live_part_opened_by_itself_can_do_nothing(ticket: str, stream: bool) -> None:
    stage.begin()

    async def opened() -> dict[str, str]:
        async with stage.asks(ticket, stream=stream) as answer:
            return answer.headers

    headers = asyncio.run(opened())
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["content-security-policy"].startswith("default-src 'none';")
    assert headers["content-security-policy"].endswith("sandbox")
