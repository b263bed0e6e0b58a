"""Attacks on a whole Zwerm over real sockets: races, and what its files remember.

Nothing here goes through the program's own objects: phones speak HTTP, and the attacker reads the
database with its own tools.
"""

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from uuid import UUID, uuid4

import pytest

from tests.attacks.running import Site, running
from tests.live.served import Browser, until

AT_ONCE = 20
PURGED = 60.0
"""Seconds within which what was taken back is gone from the files (P8)."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("site")) as found:
        yield found


def at_once(device: Browser, act: Callable[[Browser], int]) -> list[int]:
    """The same device twenty times at the same moment; the statuses."""
    twins = [deepcopy(device) for _ in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as hands:
        return list(hands.map(act, twins))


def asked(device: Browser, path: str) -> dict[str, str]:
    """What the form of a question carries along."""
    _, page = device.get(path)
    return dict(re.findall(r'name="(sent_as|question)" value="([^"]+)"', page))


def says(site: Site, name: str, text: str, number: int = 0) -> Browser:
    """Somebody answers the question she gets."""
    device, here = site.device(name, number), site.path(name)
    assert device.post(here, text=text, share="yes", **asked(device, here)) == 302
    return device


def id_of(site: Site, text: str) -> UUID:
    """The id of what was said, as the database has it."""
    ((found,),) = site.rows(f"SELECT id FROM dialogues_contribution WHERE text = '{text}'")
    return UUID(str(found))


@pytest.mark.django_db
def test_AT90_twenty_equal_answers_at_once_are_one(site: Site) -> None:
    device, here = site.device("table"), site.path("table")
    hidden = asked(device, here)
    words = "Twintig keer tegelijk"
    statuses = at_once(device, lambda one: one.post(here, text=words, share="yes", **hidden))
    assert set(statuses) == {302}
    assert site.count("dialogues_contribution", f"text = '{words}'") == 1
    counted = site.rows("SELECT sum(voices) FROM dialogues_cellcount WHERE NOT outside")
    assert counted[0][0] == site.count("dialogues_contribution", "shown")


@pytest.mark.django_db
def test_AT90_twenty_drafts_at_once_are_one(site: Site) -> None:
    device, here = site.device("table", 1), site.path("table")
    question = asked(device, here)["question"]
    path = site.path("table", "concept/")
    statuses = at_once(device, lambda one: one.post(path, text="Nog bezig", question=question))
    assert set(statuses) == {200}
    assert site.count("dialogues_draft", "text = 'Nog bezig'") == 1


@pytest.mark.django_db
def test_AT90_taking_back_twenty_times_at_once_is_once(site: Site) -> None:
    device = says(site, "table", "Weer weg", 2)
    found = id_of(site, "Weer weg")
    before = site.rows("SELECT sum(voices) FROM dialogues_cellcount WHERE NOT outside")[0][0]
    path = site.path("table", f"mijn/{found}/terugnemen/")
    statuses = at_once(device, lambda one: one.post(path))
    assert set(statuses) <= {302, 404}
    assert 302 in statuses
    assert (
        site.rows("SELECT sum(voices) FROM dialogues_cellcount WHERE NOT outside")[0][0]
        == before - 1
    )
    assert site.count("dialogues_contribution", "text = 'Weer weg'") == 0


@pytest.mark.django_db
def test_AT26_AT90_closing_twenty_times_at_once_seals_once_and_leaves_no_byte_of_before(
    site: Site,
) -> None:
    words = [f"zegel{uuid4().hex}" for _ in range(3)]
    for number, text in enumerate(words):
        says(site, "closed", text, number)
    before = [id_of(site, text) for text in words]
    path = site.path("closed", "afsluiten/")
    assert set(at_once(site.noor(), lambda one: one.post(path))) == {302}
    assert site.count("dialogues_decision", "what = 'closed'") == 1
    after = [id_of(site, text) for text in words]
    assert not set(before) & set(after)
    assert site.count("dialogues_contribution", "text LIKE 'zegel%' AND seat_id IS NOT NULL") == 0

    def forgotten() -> bool:
        left = site.bytes()
        return not any(one.hex.encode() in left or one.bytes in left for one in before)

    until(forgotten, PURGED)
    assert all(text.encode() in site.bytes() for text in words)


@pytest.mark.django_db
def test_AT94_what_was_taken_back_is_in_no_byte_of_the_database(site: Site) -> None:
    """The first words, the changed ones, the draft of them: gone within the promised minute."""
    first, second, draft = (f"{word}{uuid4().hex}" for word in ("eerst", "later", "half"))
    device = site.device("nameless")
    here = site.path("nameless")
    question = asked(device, here)["question"]
    assert device.post(site.path("nameless", "concept/"), text=draft, question=question) == 200
    assert device.post(here, text=first, share="yes", **asked(device, here)) == 302
    found = id_of(site, first)
    assert device.post(site.path("nameless", f"mijn/{found}/anders/"), text=second) == 302
    assert second.encode() in site.bytes()
    assert device.post(site.path("nameless", f"mijn/{found}/terugnemen/")) == 302

    def forgotten() -> bool:
        left = site.bytes()
        return not any(words.encode() in left for words in (first, second, draft))

    until(forgotten, PURGED)
    until(lambda: site.count("django_tasks_database_dbtaskresult") == 0, PURGED)


@pytest.mark.django_db
def test_AT94_a_reader_from_before_holds_it_up_and_no_longer(site: Site) -> None:
    """A dump that runs while somebody takes words back: gone soon after it ends."""
    words = f"tijdens{uuid4().hex}"
    says(site, "table", words, 1)
    found = id_of(site, words)
    with site.reading():
        path = site.path("table", f"mijn/{found}/terugnemen/")
        assert site.device("table", 1).post(path) == 302
        time.sleep(3)
        assert words.encode() in site.bytes()
    until(lambda: words.encode() not in site.bytes(), PURGED)


@pytest.mark.django_db
def test_AT34_the_log_of_the_server_names_nobody(site: Site) -> None:
    stranger = Browser(site.port, {})
    stranger.get(site.path("table"))
    stranger.get("/uitnodiging/niet-voor-jou/")
    stranger.get("/m/BCDFGH/")
    said = site.log.read_text()
    assert "/uitnodiging/…/" in said
    for table in site.scene["dialogues"].values():
        for secret in (table["id"], table["roos"], *table["voices"]):
            assert secret not in said
    assert "niet-voor-jou" not in said
    assert "BCDFGH" not in said
