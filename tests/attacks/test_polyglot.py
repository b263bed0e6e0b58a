"""One dangerous text typed into every field of every form, and then everything read (AT-61)."""

import csv
import io
import json
import re
from collections.abc import Iterator

import icalendar
import pikepdf
import pytest
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse
from lxml import etree
from pytest_django.plugin import DjangoDbBlocker

from tests.attacks import pages, polyglot, scene
from tests.attacks.pages import html_of
from tests.attacks.polyglot import MAIL, POLYGLOT, SHORT, WORDS
from tests.attacks.scene import Scene, Spot
from zwerm.dialogues import live, topics
from zwerm.dialogues.models import Seat
from zwerm.dialogues.terms import Level
from zwerm.people.models import Hub, Person
from zwerm.web.sheets import DANGEROUS

pytestmark = pytest.mark.django_db
OURS = re.compile(
    r"\.(id|slug|digest|password|role|part|perspective|kind|what|why|depth|form|level|state|"
    r"join_code|suggested|channel|key_hash|language|sheet|purpose|text_digest|text_version|mark|"
    r"salt|token_hash|question|aspect|loop|reach)$"
)
"""Columns that hold our own words, codes and hashes: nobody types them."""
NOT_TYPED = {"live.topic.name"}
FORMS = 20
SHOWN = """
answered begin bring_in card cell change close compass confirm done group hide invitation invite
lead lead_said lead_themes mine notes outsider paper picture place poster practice prepare
prepare_again privacy purposes ready report reword_note screen speak speakers start take_back
take_home thanks throw_away type_in welcome
"""
SPOKEN = {"cell", "group", "lead_said", "mine", "notes", "place", "report", "take_home"}
"""Pages on which the polyglot must have been read, or the test proves nothing of them."""
FILES = ("report_pdf", "picture_poster", "picture_file", "data_csv", "data_json")


@pytest.fixture(scope="module")
def typed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """The scene of all, in which everybody typed the polyglot wherever it goes."""
    with django_db_blocker.unblock(), transaction.atomic():
        everybody = scene.build()
        _named_by_who_has_no_form(everybody)
        client, forms = Client(), set()
        for level in Level.values:
            done: set[str] = set()
            for cookies in scene.devices(everybody, level).values():
                for closed in (False, True):
                    paths = polyglot.paths_of(everybody, level, closed=closed)
                    answers = polyglot.everything_filled(client, cookies, paths, done)
                    for kind, answer in answers.items():
                        assert not polyglot.faults(html_of(answer)), kind
                    forms |= set(answers)
            _by_hand(everybody, client, everybody.spots[(level, False)])
        assert len(forms) >= FORMS
        yield everybody
        transaction.set_rollback(True)


def _named_by_who_has_no_form(everybody: Scene) -> None:
    """A name given when the account was made stands at every seat; a hub is made by a command."""
    Person.objects.filter(pk=everybody.noor.pk).update(name=SHORT)
    Seat.objects.filter(person=everybody.noor).update(nickname=SHORT)
    Hub.objects.filter(pk=everybody.practice.hub_id).update(
        name=SHORT, controller=POLYGLOT, joint_controllers=POLYGLOT, privacy_contact=MAIL
    )


def _by_hand(everybody: Scene, client: Client, spot: Spot) -> None:
    """What a script of ours sends, and a form that shows only after another."""
    here, other = spot.dialogue.pk, everybody.others[spot.dialogue.level].dialogue.pk
    guest = scene.browser(spot.guest, client)
    sent = {"text": POLYGLOT, "question": spot.places["question"]}
    assert guest.post(reverse("dialogues:draft", args=[here]), sent).status_code == 200
    leads = scene.browser(everybody.leads, client)
    for name, args, words in (
        ("end_outsider", [other], {}),
        ("invite", [other], {"email": MAIL, "name": SHORT}),
        ("reveal", [here], {}),
    ):
        assert leads.post(reverse(f"dialogues:{name}", args=args), words).status_code == 302, name


def seen(client: Client, everybody: Scene, level: str) -> Iterator[tuple[str, str]]:
    """Every page of both dialogues of a level, as everybody: where, and the page."""
    people = scene.devices(everybody, level) | {"member": everybody.member}
    for who, cookies in people.items():
        for closed in (False, True):
            paths = polyglot.paths_of(everybody, level, closed=closed)
            device = scene.browser(cookies, client)
            for address, answer in pages.walk(device, paths, leave=polyglot.FILES):
                if page := html_of(answer):
                    yield f"{who}, {level}: {address}", page


def test_AT61_the_polyglot_stands_in_every_column_that_people_write(typed: Scene) -> None:
    ours = {name for name in polyglot.text_columns() if OURS.search(name)}
    assert polyglot.text_columns() - ours - NOT_TYPED == polyglot.columns() - ours


def test_AT61_AT62_AT78_on_every_page_it_is_words_and_nothing_else(typed: Scene) -> None:
    client, shown, spoken = Client(), set(), set()
    for level in Level.values:
        for where, page in seen(client, typed, level):
            assert not polyglot.faults(page), where
            name = resolve(where.rpartition(": ")[2].partition("?")[0]).url_name
            if "&lt;zwx hx-get" in page:
                shown.add(name)
            if "gezegd gezegd zwx" in page:
                spoken.add(name)
    assert shown >= set(SHOWN.split())
    assert spoken >= SPOKEN, SPOKEN - spoken


def test_AT61_AT78_after_closing_it_is_still_words(typed: Scene) -> None:
    client = Client()
    for level in Level.values:
        spot = typed.spots[(level, False)]
        places = [spot.dialogue.pk]
        with scene.undone():
            leads = scene.browser(typed.leads, client)
            assert leads.post(reverse("dialogues:close", args=places)).status_code == 302
            for cookies in (spot.guest, typed.leads, spot.outsider):
                device = scene.browser(cookies, client)
                start = [reverse("dialogues:mine", args=places), reverse("home:start")]
                start += [reverse("dialogues:report", args=places)]
                for address, answer in pages.walk(device, start, leave=polyglot.FILES):
                    assert not polyglot.faults(html_of(answer)), address
            _files_are_inert(scene.browser(typed.leads, client), spot)
            again = reverse("dialogues:reopen", args=places)
            leads = scene.browser(typed.leads, client)
            assert leads.post(again, {"because": POLYGLOT}).status_code == 302
            page = html_of(leads.get(reverse("dialogues:lead", args=places)))
            assert "&lt;zwx hx-get" in page
            assert not polyglot.faults(page)


@pytest.mark.parametrize("level", Level.values)
def test_AT61_AT62_what_the_stream_sends_is_words(typed: Scene, level: str) -> None:
    for closed in (False, True):
        dialogue = typed.spots[(level, closed)].dialogue.pk
        for topic in topics.everywhere(dialogue):
            part = live.draw(topic, "nl")
            assert part is not None
            assert not polyglot.faults(part.html), topic


@pytest.mark.parametrize("level", Level.values)
def test_AT61_AT66_in_every_file_it_is_words(typed: Scene, level: str) -> None:
    spot = typed.spots[(level, False)]
    _files_are_inert(scene.browser(typed.leads), spot, said=level == Level.IN_CONFIDENCE)


def _files_are_inert(client: Client, spot: Spot, *, said: bool = True) -> None:
    """Every file of a dialogue, for us and to share; `said`: the words of the polyglot are seen."""
    for name in FILES:
        for way in ("", "?voor=delen"):
            path = reverse(f"dialogues:{name}", args=[spot.dialogue.pk]) + way
            cache.clear()
            answer = client.get(path)
            assert answer.status_code == 200, path
            kind = answer.headers["Content-Type"].partition(";")[0]
            CHECKS[kind](answer.getvalue())
            if said and name == "data_csv" and not way:
                assert f"'{WORDS}" in _cells(answer.getvalue())


def _pdf(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as file:
        assert str(file.docinfo["/Title"]) == POLYGLOT[:120]
        for thing in file.objects:
            if isinstance(thing, pikepdf.Dictionary):
                assert not {"/JavaScript", "/JS", "/URI", "/Launch", "/AA"} & set(thing.keys())


def _svg(made: bytes) -> None:
    root = etree.fromstring(made)
    for element in root.iter():
        assert isinstance(element.tag, str)
        name = etree.QName(element).localname
        assert name not in {"zwx", "script", "foreignObject", "a", "image"}
        for attribute, value in element.attrib.items():
            assert not str(attribute).startswith(("on", "hx-")), attribute
            assert not str(attribute).endswith("href") or str(value).startswith("#")
    assert "<zwx" in etree.tostring(root, method="text", encoding="unicode")


def _cells(made: bytes) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(made.decode())) for cell in row]


def _csv(made: bytes) -> None:
    assert not [cell for cell in _cells(made) if cell.startswith(DANGEROUS)]


def _json(made: bytes) -> None:
    assert POLYGLOT[:120] in json.loads(made).values()


CHECKS = {
    "application/pdf": _pdf,
    "image/svg+xml": _svg,
    "text/csv": _csv,
    "application/json": _json,
}


@pytest.mark.parametrize("level", Level.values)
def test_AT61_a_calendar_has_no_line_more_than_it_should(typed: Scene, level: str) -> None:
    spot = typed.spots[(level, False)]
    answer = scene.browser(spot.guest).get(reverse("dialogues:agenda", args=[spot.dialogue.pk]))
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["SUMMARY"]) == POLYGLOT[:120]
    assert set(event.keys()) == {
        *("UID", "DTSTAMP", "SUMMARY", "DTSTART", "DTEND"),
        *("LOCATION", "DESCRIPTION", "URL", "CLASS"),
    }


def test_AT61_AT75_AT78_a_letter_says_it_in_plain_words(typed: Scene) -> None:
    """The mail to who leads from elsewhere and the codes to sign in: no HTML, no second header."""
    spot = typed.spots[(Level.IN_CONFIDENCE, True)]
    other = typed.others[Level.IN_CONFIDENCE].dialogue.pk
    assert spot.dialogue.pk != other
    client = scene.browser(typed.leads)
    mail.outbox.clear()
    invite = reverse("dialogues:invite", args=[other])
    assert client.post(invite, {"email": MAIL, "name": SHORT}).status_code == 302
    (letter,) = mail.outbox
    assert SHORT in letter.body
    assert SHORT in letter.subject
    assert "&lt;" not in letter.body
    written = letter.message()
    assert written.get_content_type() == "text/plain"
    assert [len(written.get_all(name) or ()) for name in ("Subject", "To")] == [1, 1]
