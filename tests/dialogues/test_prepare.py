"""Preparing a dialogue on one page."""

from dataclasses import replace
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import a_dialogue, close, signed_in
from zwerm.dialogues.models import Decision, Dialogue, Seat
from zwerm.frameworks.actions import publish
from zwerm.frameworks.models import FrameworkVersion
from zwerm.frameworks.queries import kader_of
from zwerm.people import actions as people
from zwerm.people.models import Person
from zwerm.practices import actions as practices
from zwerm.practices.models import Practice
from zwerm.web.forms import Form


@pytest.fixture
def address(practice: Practice, version: FrameworkVersion) -> str:
    return reverse("dialogues:prepare", args=[practice.pk])


@pytest.fixture
def prepared(practice: Practice, version: FrameworkVersion, noor: Person) -> Dialogue:
    return a_dialogue(practice, version, noor, opened=False)


def as_it_stands(form: object) -> dict[str, Any]:
    """What a browser would send for the form as it was given, with nothing typed."""
    assert isinstance(form, Form)
    found: dict[str, Any] = {}
    for field in form:
        value = field.value()
        if value is None or value is False:
            continue
        found[field.html_name] = field.field.prepare_value(value)
    return {key: value for key, value in found.items() if value not in ("", None)}


def prepares(who: Person, address: str, **typed: object) -> HttpResponse:
    """Opens the page, changes what is named, and presses the button."""
    client = signed_in(who)
    filled = as_it_stands(client.get(address).context["form"]) | typed
    answer = client.post(address, {k: v for k, v in filled.items() if v is not None})
    assert isinstance(answer, HttpResponse)
    return answer


def test_title_and_button_are_enough(noor: Person, address: str, version: FrameworkVersion) -> None:
    answer = prepares(noor, address)
    dialogue = Dialogue.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("dialogues:ready", args=[dialogue.pk])
    assert (dialogue.state, dialogue.form, dialogue.level) == (
        "preparing",
        "together",
        "in_confidence",
    )
    assert dialogue.aspects == [aspect.key for aspect in kader_of(version.pk, "nl").aspects]
    assert dialogue.title
    assert dialogue.afterwards
    assert timezone.localtime(dialogue.starts_at).date() == timezone.localdate()
    assert Seat.objects.get(dialogue=dialogue).person == noor


def test_everything_that_is_asked_is_kept(noor: Person, address: str) -> None:
    prepares(
        noor,
        address,
        title="Samen koken",
        time="14:30",
        minutes="60",
        place="De Spreeuw",
        place_feels="Bewoners zijn er thuis",
        meeting_url="https://teams.example/x",
        afterwards="Het blijft hier",
        dependencies="Sam krijgt een cijfer van Noor",
        audiences=["student", "resident"],
        depth="main",
        form="interview",
        aspects_0=["intention", "context"],
        expected_resident="4",
        expected_student="0",
    )
    made = Dialogue.objects.get()
    assert made.title == "Samen koken"
    assert timezone.localtime(made.starts_at).strftime("%H:%M") == "14:30"
    assert made.minutes == 60
    assert made.place_feels == "Bewoners zijn er thuis"
    assert made.meeting_url == "https://teams.example/x"
    assert made.dependencies == "Sam krijgt een cijfer van Noor"
    assert made.audiences == ["student", "resident"]
    assert (made.depth, made.form) == ("main", "interview")
    assert made.aspects == ["intention", "context"]
    assert made.expected == {"resident": 4}


def test_P3_power_means_without_name(noor: Person, address: str) -> None:
    prepares(noor, address, has_power="yes")
    made = Dialogue.objects.get()
    assert (made.has_power, made.level) == (True, "nameless")


def test_P3_one_may_always_choose_without_name(noor: Person, address: str) -> None:
    prepares(noor, address, has_power="no", level="nameless")
    assert Dialogue.objects.get().level == "nameless"


def test_P3_power_is_never_set_aside_in_silence(noor: Person, address: str) -> None:
    answer = prepares(noor, address, has_power="yes", level="in_confidence")
    assert answer.status_code == 422
    assert not Dialogue.objects.exists()
    assert 'id="fold-level" open' in answer.content.decode()


def test_P3_setting_power_aside_openly_is_recorded(noor: Person, address: str) -> None:
    prepares(noor, address, has_power="yes", level="in_confidence", level_agreed="on")
    made = Dialogue.objects.get()
    assert made.level == "in_confidence"
    decision = Decision.objects.get(dialogue=made)
    assert (decision.what, decision.by) == ("in_confidence_despite_power", "Noor")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("meeting_url", "http://teams.example/x"),
        ("meeting_url", "javascript:alert(1)"),
        ("meeting_url", "https://teams.example/x\nEvil: 1"),
        ("title", "Twee\nregels"),
        ("title", ""),
        ("minutes", "0"),
        ("has_power", ""),
        ("day", "gisteren"),
        ("form", "anders"),
        ("aspects_0", ["bestaat-niet"]),
        ("aspects_0", []),
        ("expected_resident", "-1"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_stays(
    noor: Person, address: str, name: str, typed: object
) -> None:
    answer = prepares(noor, address, **{"place": "Mijn eigen plek", name: typed})
    assert answer.status_code == 422
    assert "Mijn eigen plek" in unescape(answer.content.decode())
    assert not Dialogue.objects.exists()


@pytest.fixture
def short(version: FrameworkVersion) -> FrameworkVersion:
    """Another framework, of two aspects."""
    kaders = {
        language: replace(
            kader_of(version.pk, language),
            slug="kort",
            title="Kort",
            aspects=kader_of(version.pk, language).aspects[:2],
        )
        for language in ("nl", "en")
    }
    return publish(kaders)


def test_another_framework_brings_its_own_subjects(
    noor: Person, address: str, short: FrameworkVersion
) -> None:
    form = signed_in(noor).get(address).context["form"]
    at = [offer.version_id for offer in form.offers].index(short.pk)
    assert len(form.fields[f"aspects_{at}"].choices) == 2
    prepares(noor, address, version=str(short.pk))
    made = Dialogue.objects.get()
    assert made.version == short
    assert made.aspects == [key for key, _ in form.fields[f"aspects_{at}"].choices]


def test_only_the_subjects_of_the_chosen_framework_count(
    noor: Person, address: str, short: FrameworkVersion
) -> None:
    form = signed_in(noor).get(address).context["form"]
    ids = [offer.version_id for offer in form.offers]
    other = next(at for at, version_id in enumerate(ids) if version_id != short.pk)
    unticked: dict[str, object] = {f"aspects_{other}": []}
    assert prepares(noor, address, version=str(ids[other]), **unticked).status_code == 422
    assert prepares(noor, address, version=str(short.pk), **unticked).status_code == 302


def test_a_framework_that_is_not_offered_is_refused(
    noor: Person, address: str, short: FrameworkVersion
) -> None:
    assert prepares(noor, address, version=str(uuid4())).status_code == 422
    assert not Dialogue.objects.exists()


def test_P6_another_framework_is_not_chosen_afterwards(
    noor: Person, prepared: Dialogue, short: FrameworkVersion
) -> None:
    address = reverse("dialogues:prepare_again", args=[prepared.pk])
    prepares(noor, address, version=str(short.pk))
    before = prepared.version_id
    prepared.refresh_from_db()
    assert prepared.version_id == before


def test_without_any_questions_the_page_says_whom_to_ask(noor: Person, practice: Practice) -> None:
    address = reverse("dialogues:prepare", args=[practice.pk])
    assert signed_in(noor).get(address).status_code == 200
    assert signed_in(noor).post(address, {"title": "X"}).status_code == 422


def test_AT76_extra_fields_change_nothing(
    noor: Person, stranger: Person, practice: Practice, address: str
) -> None:
    prepares(
        noor,
        address,
        k="1",
        state="open",
        join_code="BCDFHJ",
        practice=str(uuid4()),
        hub=str(uuid4()),
        made_by=str(stranger.pk),
        role="interviewer",
    )
    made = Dialogue.objects.get()
    assert made.k == practice.hub.k
    assert (made.state, made.join_code, made.practice, made.made_by) == (
        "preparing",
        None,
        practice,
        noor,
    )
    assert Seat.objects.get(dialogue=made).role == "facilitator"


def test_P15_a_framework_of_another_hub_is_neither_offered_nor_taken(
    noor: Person, address: str, version: FrameworkVersion
) -> None:
    other = people.found_hub(name="Werkplaats Noord")
    version.framework.hub = other
    version.framework.save(update_fields=["hub"])
    answer = signed_in(noor).post(
        address, {"title": "X", "version": str(version.pk), "has_power": "no"}
    )
    assert answer.status_code == 422
    assert not Dialogue.objects.exists()


def test_AT01_who_does_not_prepare_there_finds_nothing(
    stranger: Person, practice: Practice, address: str
) -> None:
    assert Client().get(address).status_code == 404
    assert signed_in(stranger).get(address).status_code == 404
    practices.join(practice, stranger, perspective="student")
    assert signed_in(stranger).get(address).status_code == 404
    assert signed_in(stranger).post(address, {"title": "X"}).status_code == 404
    assert not Dialogue.objects.exists()


def test_a_practice_that_does_not_exist_is_the_same_404(noor: Person) -> None:
    nowhere = reverse("dialogues:prepare", args=[uuid4()])
    assert signed_in(noor).get(nowhere).status_code == 404


# Changing it


def test_the_plan_comes_back_as_it_was_and_can_be_changed(noor: Person, prepared: Dialogue) -> None:
    address = reverse("dialogues:prepare_again", args=[prepared.pk])
    before = {
        field.name: getattr(prepared, field.name)
        for field in Dialogue._meta.fields
        if field.name != "title"
    }
    answer = prepares(noor, address, title="Andere naam")
    assert answer.status_code == 302
    prepared.refresh_from_db()
    assert prepared.title == "Andere naam"
    assert {name: getattr(prepared, name) for name in before} == before


def test_P2_P3_what_was_promised_stays_once_people_are_in(
    noor: Person, confident: Dialogue
) -> None:
    confident.afterwards = "Het blijft hier"
    confident.save(update_fields=["afterwards"])
    address = reverse("dialogues:prepare_again", args=[confident.pk])
    page = signed_in(noor).get(address).content.decode()
    assert 'name="level"' not in page
    assert 'name="afterwards"' not in page
    answer = prepares(
        noor,
        address,
        title="Nieuw",
        level="nameless",
        has_power="yes",
        afterwards="Alles naar de krant",
        form="own_time",
    )
    assert answer.status_code == 302
    confident.refresh_from_db()
    assert confident.title == "Nieuw"
    assert (confident.level, confident.has_power, confident.form, confident.afterwards) == (
        "in_confidence",
        False,
        "together",
        "Het blijft hier",
    )


def test_a_closed_dialogue_is_no_longer_prepared(noor: Person, confident: Dialogue) -> None:
    close(confident)
    address = reverse("dialogues:prepare_again", args=[confident.pk])
    assert signed_in(noor).get(address).status_code == 404


def test_AT01_a_stranger_changes_nothing(stranger: Person, prepared: Dialogue) -> None:
    address = reverse("dialogues:prepare_again", args=[prepared.pk])
    assert Client().get(address).status_code == 404
    assert signed_in(stranger).post(address, {"title": "X"}).status_code == 404
    nowhere = reverse("dialogues:prepare_again", args=[uuid4()])
    assert signed_in(stranger).get(nowhere).status_code == 404


def test_who_is_missing_is_named_where_one_prepares(noor: Person, prepared: Dialogue) -> None:
    prepared.expected = {"resident": 4}
    prepared.save(update_fields=["expected"])
    address = reverse("dialogues:prepare_again", args=[prepared.pk])
    page = signed_in(noor).get(address)
    assert page.context["company"].missing == (
        "student",
        "professional",
        "teacher",
        "municipality",
        "management",
    )
    assert page.content.decode().count("zw-mark--management") == 1
