"""The stream in front of Django, played without a network."""

import asyncio
from collections.abc import Collection, Coroutine, Mapping
from typing import Any

import pytest
from django.db.utils import OperationalError

from tests.live import stage
from tests.live.stage import Stage, address, asks, until
from zwerm.live import between, rooms, tickets, topics


@pytest.fixture(autouse=True)
def shown(monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr(between, "listen", lambda wake: None)
    return stage.begin()


def play(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(scene, 60))


def test_other_addresses_go_to_django() -> None:
    async def scene() -> None:
        async with asks("/g/1/") as answer:
            assert answer.body == b"pages"

    play(scene())


def test_a_stream_begins_with_the_present_state_when_nothing_was_seen(shown: Stage) -> None:
    async def scene() -> None:
        async with asks(address()) as answer:
            await until(lambda: len(answer.frames) == 1)
            assert answer.status == 200
            assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
            assert answer.headers["cache-control"] == "no-store"
            assert answer.frames == [b"id: 1\ndata: <p>stil</p><i>nl</i>"]

    play(scene())


@pytest.mark.parametrize("how", ["header", "address"])
def test_catch_up_sends_nothing_to_who_has_seen_it_all(shown: Stage, how: str) -> None:
    async def scene() -> None:
        headers = {"last-event-id": "1"} if how == "header" else {}
        path = address() + ("?seen=1" if how == "address" else "")
        async with asks(path, headers) as answer:
            await until(lambda: b"event: here" in answer.body)
            await asyncio.sleep(0.1)
            assert answer.frames == []
            shown.changes("<p>iets</p>")
            await until(lambda: len(answer.frames) == 1)
            assert answer.frames == [b"id: 2\ndata: <p>iets</p><i>nl</i>"]

    play(scene())


def test_catch_up_sends_the_newest_state_and_nothing_in_between(shown: Stage) -> None:
    async def scene() -> None:
        shown.changes("<p>een</p>")
        shown.changes("<p>twee</p>")
        async with asks(address(), {"last-event-id": "1"}) as answer:
            await until(lambda: len(answer.frames) == 1)
            assert answer.frames == [b"id: 3\ndata: <p>twee</p><i>nl</i>"]

    play(scene())


def test_who_saw_a_version_that_no_longer_exists_gets_the_present_one(shown: Stage) -> None:
    """After a restore versions may be lower than what a page has seen."""

    async def scene() -> None:
        async with asks(address(), {"last-event-id": "900"}) as answer:
            await until(lambda: len(answer.frames) == 1)

    play(scene())


def test_AT27_all_listeners_of_an_audience_get_the_same_bytes_drawn_once(shown: Stage) -> None:
    async def scene() -> None:
        async with (
            asks(address("sam")) as a,
            asks(address("noor")) as b,
            asks(address("bakker")) as c,
        ):
            three = (a, b, c)

            async def all_have(number: int) -> None:
                await until(lambda: all(len(one.frames) == number for one in three))

            for number in range(1, 4):
                await all_have(number)
                shown.changes(f"<p>{number}</p>")
            await all_have(4)
            assert a.body == b.body == c.body
            for secret in (b"sam", b"noor", b"bakker", address("sam")[6:].encode()):
                assert secret not in a.body
        assert shown.drawn == ["nl"] * 4

    play(scene())


def test_each_language_is_drawn_once(shown: Stage) -> None:
    async def scene() -> None:
        async with asks(address("sam")) as a, asks(address("noor", language="en")) as b:
            await until(lambda: bool(a.frames and b.frames))
            assert b"<i>en</i>" in b.body
        assert sorted(shown.drawn) == ["en", "nl"]

    play(scene())


def test_a_change_that_shows_nothing_new_sends_no_frame(shown: Stage) -> None:
    """Who joins a dialogue without name changes nothing that is told: no frame gives the moment."""

    async def scene() -> None:
        async with asks(address()) as answer:
            await until(lambda: len(answer.frames) == 1)
            before = len(shown.drawn)
            shown.changes("<p>stil</p>")
            await until(lambda: len(shown.drawn) == before + 1)
            await asyncio.sleep(0.1)
            assert len(answer.frames) == 1

    play(scene())


def test_the_first_change_comes_at_once_and_a_burst_is_one_frame(
    shown: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "COALESCE", 3.0)

    async def scene() -> None:
        async with asks(address()) as answer:
            await until(lambda: len(answer.frames) == 1)
            shown.changes("<p>0</p>")
            await until(lambda: len(answer.frames) == 2, seconds=rooms.COALESCE)
            for number in range(1, 30):
                shown.changes(f"<p>{number}</p>")
            await until(lambda: b"<p>29</p>" in answer.body)
            assert len(answer.frames) == 3

    play(scene())


def test_AT12_a_stream_ends_within_five_seconds_when_access_ends_silently(shown: Stage) -> None:
    async def scene() -> None:
        async with asks(address("sam")) as sam, asks(address("noor")) as noor:
            await until(lambda: bool(sam.frames and noor.frames))
            shown.admitted.discard("sam")
            await until(lambda: sam.over, seconds=5)
            assert sam.body.endswith(rooms.GONE)
            assert not noor.over

    play(scene())


def test_AT82_rights_are_asked_again_for_every_frame(shown: Stage) -> None:
    async def scene() -> None:
        async with asks(address("sam")) as sam:
            await until(lambda: len(sam.frames) == 1)
            shown.admitted.discard("sam")
            shown.changes("<p>niet meer voor Sam</p>")
            await until(lambda: sam.over)
            assert b"niet meer" not in sam.body

    play(scene())


def test_the_last_part_is_sent_and_then_the_stream_ends_for_good(shown: Stage) -> None:
    async def scene() -> None:
        async with asks(address()) as answer:
            await until(lambda: len(answer.frames) == 1)
            shown.last = True
            shown.changes("<p>afgesloten</p>")
            await until(lambda: answer.over)
            assert b"afgesloten" in answer.body
            assert answer.body.endswith(rooms.LAST)
        async with asks(address(), {"last-event-id": "2"}) as again:
            assert again.status == 204

    play(scene())


def test_a_topic_that_is_gone_ends_its_streams(shown: Stage) -> None:
    async def scene() -> None:
        async with asks(address()) as answer:
            await until(lambda: len(answer.frames) == 1)
            shown.gone = True
            shown.changes("")
            await until(lambda: answer.over)

    play(scene())


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elders.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_AT82_another_site_is_refused(shown: Stage, headers: dict[str, str]) -> None:
    async def scene() -> None:
        async with asks(address(), headers) as answer:
            assert (answer.status, answer.body) == (204, b"")
        async with asks(address(), headers, stream=False) as answer:
            assert (answer.status, answer.body) == (404, b"")
        assert shown.asked == 0

    play(scene())


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8000"])
def test_our_own_page_is_let_in(shown: Stage, origin: str) -> None:
    async def scene() -> None:
        async with asks(address(), {"origin": origin, "sec-fetch-site": "same-origin"}) as answer:
            assert answer.status == 200

    play(scene())


def test_AT82_a_forged_changed_or_expired_ticket_is_refused(
    shown: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        good = address()
        forged = address("noor")[:-60] + good[-60:]
        for path in ("/live/", "/live/x", forged, good[:-1], address(topic="nothing:1:seats")):
            async with asks(path) as answer:
                assert answer.status == 204, path
        async with asks(good, method="POST") as answer:
            assert answer.status == 204
        monkeypatch.setattr(tickets, "SECONDS", -1)
        async with asks(good) as answer:
            assert answer.status == 204

    play(scene())


def test_a_stranger_with_a_good_ticket_is_refused_like_a_bad_one(shown: Stage) -> None:
    async def scene() -> None:
        async with asks(address("vreemd")) as answer:
            assert (answer.status, answer.body) == (204, b"")
        assert shown.drawn == []

    play(scene())


def test_asked_for_as_a_page_it_answers_once_and_knows_what_was_seen(shown: Stage) -> None:
    async def scene() -> None:
        async with asks(address(), stream=False) as answer:
            assert answer.status == 200
            assert answer.headers["etag"] == '"1"'
            assert answer.body == b"<p>stil</p><i>nl</i>"
        async with asks(address(), {"if-none-match": '"1"'}, stream=False) as answer:
            assert (answer.status, answer.body) == (304, b"")
        async with asks(address() + "?seen=1", stream=False) as answer:
            assert answer.status == 304
        shown.changes("<p>iets</p>")
        async with asks(address() + "?seen=1", {"if-none-match": '"1"'}, stream=False) as answer:
            assert b"iets" in answer.body
        async with asks(address("vreemd"), stream=False) as answer:
            assert answer.status == 404

    play(scene())


def test_who_asks_again_is_answered_from_one_look_for_all(
    shown: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "RECHECK", 0.2)
    monkeypatch.setattr(rooms, "LINGER", 0.5)

    async def status(bearer: str, seen: int) -> int:
        async with asks(address(bearer), {"if-none-match": f'"{seen}"'}, stream=False) as answer:
            return answer.status

    async def scene() -> None:
        for bearer in ("sam", "noor", "bakker"):
            assert await status(bearer, 0) == 200
        asked = shown.asked
        await until(lambda: shown.asked > asked)
        asked = shown.asked
        for bearer in ("sam", "noor", "bakker"):
            assert await status(bearer, 1) == 304
        assert shown.asked == asked
        shown.admitted.discard("sam")
        shown.changes("<p>iets</p>")
        await until(lambda: shown.asked > asked)
        assert await status("sam", 1) == 404
        assert await status("noor", 1) == 200
        await until(lambda: stage.rooms_open() == 0, seconds=3)

    play(scene())


def test_asking_for_the_first_time_asks_once_when_nothing_changed(shown: Stage) -> None:
    async def scene() -> None:
        async with asks(address(), stream=False):
            pass
        asked, drawn = shown.asked, len(shown.drawn)
        async with asks(address("noor"), {"if-none-match": '"1"'}, stream=False) as answer:
            assert answer.status == 304
        assert (shown.asked, len(shown.drawn)) == (asked + 1, drawn)

    play(scene())


def test_a_room_looks_once_for_all_and_closes_behind_the_last_one(shown: Stage) -> None:
    async def scene() -> None:
        async with asks(address("sam")) as a, asks(address("noor")) as b:
            await until(lambda: bool(a.frames and b.frames))
            asked = shown.asked
            shown.changes("<p>iets</p>")
            await until(lambda: len(a.frames) == len(b.frames) == 2)
            assert shown.asked == asked + 1
            assert stage.rooms_open() == 1
        assert stage.rooms_open() == 0

    play(scene())


def test_a_slow_phone_is_late_and_never_behind(shown: Stage) -> None:
    listener = rooms.Listener(tickets.Ticket(stage.TOPIC, "nl", "sam"))
    for number in range(1, 6):
        listener.offer(rooms.Frame(number, b"%d" % number))
    listener.offer(rooms.Frame(3, b"3"))
    assert listener.frame == rooms.Frame(5, b"5")
    listener.offer(rooms.Frame(5, rooms.GONE, last=True))
    listener.offer(rooms.Frame(6, b"6"))
    assert listener.frame == rooms.Frame(5, rooms.GONE, last=True)


def test_a_faltering_database_silences_a_room_and_does_not_end_it(
    shown: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "RECHECK", 0.2)
    admits = shown.admits
    broken = {"now": False}

    def faltering(topic: str, bearers: Collection[str]) -> Mapping[str, int]:
        if broken["now"]:
            raise OperationalError("locked")
        return admits(topic, bearers)

    async def scene() -> None:
        topics.register("stage", render=shown.render, admits=faltering)
        async with asks(address()) as answer:
            await until(lambda: len(answer.frames) == 1)
            broken["now"] = True
            shown.changes("<p>iets</p>")
            await asyncio.sleep(0.6)
            assert len(answer.frames) == 1
            broken["now"] = False
            await until(lambda: len(answer.frames) == 2)

    play(scene())
