"""Streams of a real server over real sockets, with access that really ends."""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from tests.live import served
from tests.live.served import Browser, Served, Stream, until

WITHIN = 5.0
"""Seconds in which a stream ends after access ended (AT-12)."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("served")
    return served.environment(Path(folder), f"sqlite:///{folder}/zwerm.sqlite3")


@pytest.fixture(scope="module")
def site(place: dict[str, str]) -> Iterator[Served]:
    found = served.scene(place)
    with served.server(place) as port:
        yield Served(port, found)


def noor(site: Served) -> Browser:
    return Browser(site.port, {"zwerm": site.scene["session"]})


def device(site: Served, name: str, who: str, number: int = 0) -> Browser:
    one = site.scene["dialogues"][name]
    secret = one["roos"] if who == "roos" else one["voices"][number]
    return Browser(site.port, {f"zwerm-key-{UUID(one['id']).hex}": secret})


def path(site: Served, name: str, page: str = "") -> str:
    return f"/g/{site.scene['dialogues'][name]['id']}/{page}"


def test_AT27_three_devices_hear_the_same_and_a_late_one_catches_up(site: Served) -> None:
    name = "table"
    aspects = site.scene["dialogues"][name]["aspects"]
    devices = [device(site, name, "voice", number) for number in range(3)]
    addresses = [one.live_in(path(site, name)) for one in devices]
    streams = [Stream(site.port, address) for address in addresses]
    until(lambda: all(b"event: here" in one.body for one in streams), 5)
    leads = noor(site)
    leads.get(path(site, name, "leiden/"))
    assert leads.post(path(site, name, "leiden/voorstel/"), aspect=aspects[1]) == 302
    until(lambda: all(len(one.versions) == 1 for one in streams), 3)
    assert leads.post(path(site, name, "leiden/stilte/"), minutes="5") == 302
    until(lambda: all(len(one.versions) == 2 for one in streams), 3)
    assert streams[0].body == streams[1].body == streams[2].body
    first, second = streams[0].versions
    assert first < second
    for secret in [*site.scene["dialogues"][name]["voices"], *(a[6:] for a in addresses)]:
        assert secret.encode() not in streams[0].body
    late = Stream(site.port, addresses[0], Last_Event_ID=str(first))
    until(lambda: late.versions == [second], 3)
    knows = Stream(site.port, addresses[0], Last_Event_ID=str(second))
    until(lambda: b"event: here" in knows.body, 3)
    time.sleep(0.5)
    assert knows.versions == []
    for one in (*streams, late, knows):
        one.hang_up()


def test_AT28_no_stream_moves_while_people_share_without_name(site: Served) -> None:
    name = "nameless"
    streams = [
        Stream(site.port, device(site, name, "voice").live_in(path(site, name))),
        Stream(site.port, noor(site).live_in(path(site, name, "leiden/"))),
    ]
    until(lambda: all(b"event: here" in one.body for one in streams), 5)
    for number in range(3):
        sam = device(site, name, "voice", number)
        _, page = sam.get(path(site, name))
        hidden = dict(re.findall(r'name="(sent_as|question)" value="([^"]+)"', page))
        sent = {"text": "zonder naam", "share": "yes", **hidden}
        assert sam.post(path(site, name), **sent) == 302
    time.sleep(1.5)
    assert [one.versions for one in streams] == [[], []]
    for one in streams:
        one.hang_up()


def test_AT82_a_foreign_page_a_forged_ticket_and_no_ticket_are_refused(site: Served) -> None:
    name = "table"
    good = device(site, name, "voice").live_in(path(site, name))
    forged = good.replace("/live/", "/live/x", 1)
    for address, headers in (
        (good, {"Origin": "https://elders.example"}),
        (good, {"Sec_Fetch_Site": "cross-site"}),
        (forged, {}),
        ("/live/", {}),
    ):
        stream = Stream(site.port, address, **headers)
        stream.answered()
        assert (stream.status, stream.versions) == (204, [])
        assert Browser(site.port).get(address, **headers)[0] == 404


def test_where_no_stream_comes_through_the_same_address_answers_once(site: Served) -> None:
    name = "table"
    sam = device(site, name, "voice")
    address = sam.live_in(path(site, name))
    assert Browser(site.port).get(address) == (304, "")
    bare = address.partition("?")[0]
    status, part = Browser(site.port).get(bare)
    assert status == 200
    assert part in sam.get(path(site, name))[1]


def test_AT12_a_stream_of_an_outsider_ends_when_noor_ends_her_seat(site: Served) -> None:
    name = "ended"
    roos = device(site, name, "roos")
    streams = [
        Stream(site.port, roos.live_in(path(site, name, page))) for page in ("leiden/", "scherm/")
    ]
    sam = Stream(site.port, device(site, name, "voice").live_in(path(site, name)))
    until(lambda: all(b"event: here" in one.body for one in (*streams, sam)), 5)
    leads = noor(site)
    leads.get(path(site, name, "leiden/"))
    assert leads.post(path(site, name, "uitnodigen/beeindigen/")) == 302
    until(lambda: all(one.ended.is_set() for one in streams), WITHIN)
    assert all(one.body.endswith(b"event: gone\ndata: gone\n\n") for one in streams)
    assert all(one.versions == [] for one in streams)
    assert not sam.ended.is_set()
    sam.hang_up()


def test_AT12_all_streams_end_when_the_dialogue_closes(site: Served) -> None:
    name = "closed"
    voices = Stream(site.port, device(site, name, "voice").live_in(path(site, name)))
    leads = noor(site)
    desk = Stream(site.port, leads.live_in(path(site, name, "leiden/")))
    roos = Stream(site.port, device(site, name, "roos").live_in(path(site, name, "scherm/")))
    until(lambda: all(b"event: here" in one.body for one in (voices, desk, roos)), 5)
    leads.get(path(site, name, "afsluiten/"))
    assert leads.post(path(site, name, "afsluiten/")) == 302
    until(lambda: all(one.ended.is_set() for one in (voices, desk, roos)), WITHIN)
    assert len(voices.versions) == len(desk.versions) == 1
    assert roos.versions == []


@pytest.mark.django_db
def test_a_change_in_one_process_is_heard_in_another(place: dict[str, str], tmp_path: Path) -> None:
    """On PostgreSQL by a notice, at once; on SQLite when the room looks again by itself."""
    name, soon = "table", WITHIN
    if connection.vendor == "postgresql":
        place, soon = place | {"DATABASE_URL": _another_database()}, 2.5
    else:
        place = place | {"DATABASE_URL": f"sqlite:///{tmp_path}/zwerm.sqlite3"}
    found = served.scene(place)
    with served.server(place) as here, served.server(place) as there:
        site, other = Served(here, found), Served(there, found)
        stream = Stream(here, device(site, name, "voice").live_in(path(site, name)))
        until(lambda: b"event: here" in stream.body, 5)
        time.sleep(1)
        leads = noor(other)
        leads.get(path(other, name, "leiden/"))
        aspect = found["dialogues"][name]["aspects"][2]
        assert leads.post(path(other, name, "leiden/voorstel/"), aspect=aspect) == 302
        until(lambda: len(stream.versions) == 1, soon)
        stream.hang_up()


def _another_database() -> str:
    """A fresh database on the server of the tests."""
    address = os.environ["DATABASE_URL"]
    with psycopg.connect(address, autocommit=True) as server:
        server.execute("DROP DATABASE IF EXISTS zwerm_served WITH (FORCE)")
        server.execute("CREATE DATABASE zwerm_served")
    base, _, _ = address.rpartition("/")
    return f"{base}/zwerm_served"
