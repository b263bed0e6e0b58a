"""Putting together what belongs together: without dragging, without script."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import a_dialogue, close, guests, signed_in
from tests.dialogues.leading import opens, presses, said
from zwerm.dialogues.actions import lead, speak
from zwerm.dialogues.models import Contribution, Dialogue, Theme
from zwerm.frameworks.models import FrameworkVersion
from zwerm.people.models import Person
from zwerm.practices.models import Practice


@pytest.fixture
def spoken(confident: Dialogue) -> list[Contribution]:
    return said(confident, guests(confident, 4))


def titles(dialogue: Dialogue) -> dict[str, int]:
    return {theme.title: theme.entries.count() for theme in dialogue.themes.all()}


def ticks(rows: list[Contribution]) -> list[str]:
    return [str(row.pk) for row in rows]


def test_ticked_answers_go_to_a_new_theme_and_then_to_a_known_one(
    confident: Dialogue, spoken: list[Contribution], noor: Person
) -> None:
    client = signed_in(noor)
    sent = {"contribution": ticks(spoken[:2]), "title": "Thuis voelen"}
    assert presses(client, "lead_said", confident, **sent) == 302
    theme = Theme.objects.get(dialogue=confident)
    more = {"contribution": ticks(spoken[1:3]), "theme": str(theme.pk), "title": ""}
    assert presses(client, "lead_said", confident, **more) == 302
    assert titles(confident) == {"Thuis voelen": 3}
    page = opens(client, "lead_themes", confident)
    assert page.count('class="zw-theme__one"') == 3
    loose = opens(client, "lead_said", confident, query="?los")
    assert loose.count('name="contribution"') == 1


def test_the_same_title_in_other_capitals_is_the_same_theme(
    confident: Dialogue, spoken: list[Contribution]
) -> None:
    lead.put_together(confident, spoken[:1], title="Thuis voelen")
    lead.put_together(confident, spoken[1:2], title="thuis Voelen")
    assert titles(confident) == {"Thuis voelen": 2}


def test_one_answer_may_lie_in_several_themes(
    confident: Dialogue, spoken: list[Contribution], noor: Person
) -> None:
    lead.put_together(confident, spoken[:1], title="Thuis voelen")
    lead.put_together(confident, spoken[:1], title="Wie bepaalt")
    assert titles(confident) == {"Thuis voelen": 1, "Wie bepaalt": 1}
    assert opens(signed_in(noor), "lead_said", confident).count("zw-tick__theme") == 2


def test_without_a_name_nothing_is_lost_and_the_ticks_stay(
    confident: Dialogue, spoken: list[Contribution], noor: Person
) -> None:
    where = reverse("dialogues:lead_said", args=[confident.pk])
    answer = signed_in(noor).post(where, {"contribution": ticks(spoken[:2]), "title": " "})
    assert answer.status_code == 422
    assert answer.content.decode().count(" checked") == 2
    assert not titles(confident)


@pytest.mark.parametrize(
    "sent",
    [
        {"title": "Niets"},
        {"title": "Onzin", "contribution": "geen-id"},
        {"title": "x" * 121, "contribution": str(uuid4())},
    ],
)
def test_what_cannot_be_put_together_comes_back(
    confident: Dialogue, spoken: list[Contribution], noor: Person, sent: dict[str, str]
) -> None:
    assert presses(signed_in(noor), "lead_said", confident, **sent) == 422
    assert not titles(confident)


def test_somebody_elses_answers_and_private_ones_stay_out(
    confident: Dialogue,
    spoken: list[Contribution],
    practice: Practice,
    version: FrameworkVersion,
    noor: Person,
) -> None:
    other = a_dialogue(practice, version, noor)
    elsewhere = said(other, guests(other, 1))
    speak.keep_private(spoken[0])
    sent = {"contribution": ticks([spoken[0], *elsewhere]), "title": "Te ver"}
    assert presses(signed_in(noor), "lead_said", confident, **sent) == 302
    assert not titles(confident)


def test_taking_the_last_one_out_ends_the_theme_and_not_the_answer(
    confident: Dialogue, spoken: list[Contribution], noor: Person
) -> None:
    theme = lead.put_together(confident, spoken[:2], title="Thuis voelen")
    client = signed_in(noor)
    assert presses(client, "take_out", confident, theme.pk, spoken[0].pk) == 302
    assert titles(confident) == {"Thuis voelen": 1}
    assert presses(client, "take_out", confident, theme.pk, spoken[1].pk) == 302
    assert not titles(confident)
    assert Contribution.objects.filter(dialogue=confident).count() == 4


def test_another_name_and_a_name_that_was_there_already(
    confident: Dialogue, spoken: list[Contribution], noor: Person
) -> None:
    client = signed_in(noor)
    one = lead.put_together(confident, spoken[:2], title="Thuis")
    lead.put_together(confident, spoken[1:3], title="Wie bepaalt")
    assert presses(client, "lead_themes", confident, theme=str(one.pk), title="Thuis zijn") == 302
    assert titles(confident) == {"Thuis zijn": 2, "Wie bepaalt": 2}
    assert presses(client, "lead_themes", confident, theme=str(one.pk), title="wie bepaalt") == 302
    assert titles(confident) == {"Wie bepaalt": 3}
    kept = Theme.objects.get(dialogue=confident)
    assert presses(client, "lead_themes", confident, theme=str(kept.pk), title="") == 422


def test_two_themes_become_one_by_a_tap(
    confident: Dialogue, spoken: list[Contribution], noor: Person
) -> None:
    client = signed_in(noor)
    one = lead.put_together(confident, spoken[:2], title="Thuis")
    two = lead.put_together(confident, spoken[2:], title="Wie bepaalt")
    assert presses(client, "merge_theme", confident, one.pk, into=str(one.pk)) == 400
    assert presses(client, "merge_theme", confident, one.pk, into=str(uuid4())) == 404
    assert presses(client, "merge_theme", confident, one.pk, into=str(two.pk)) == 302
    assert titles(confident) == {"Wie bepaalt": 4}


@pytest.mark.parametrize("name", ["lead_themes", "merge_theme", "take_out"])
def test_nobody_else_touches_a_theme(
    confident: Dialogue, spoken: list[Contribution], stranger: Person, noor: Person, name: str
) -> None:
    theme = lead.put_together(confident, spoken[:1], title="Thuis")
    more = {"lead_themes": [], "merge_theme": [theme.pk], "take_out": [theme.pk, spoken[0].pk]}
    sent = {"title": "Van mij", "theme": str(theme.pk), "into": str(theme.pk)}
    for client in (Client(), signed_in(stranger), guests(confident, 1)[0].client):
        assert presses(client, name, confident, *more[name], **sent) == 404
    wrong = [uuid4(), *more[name][1:]] if more[name] else []
    sent |= {"theme": str(uuid4())}
    assert presses(signed_in(noor), name, confident, *wrong, **sent) == 404
    assert titles(confident) == {"Thuis": 1}


def test_P3_themes_survive_sealing_and_can_still_be_arranged(
    nameless: Dialogue, noor: Person
) -> None:
    rows = said(nameless, guests(nameless, 5))
    lead.reveal(nameless)
    lead.put_together(nameless, rows[:3], title="Thuis")
    close(nameless)
    client = signed_in(noor)
    sealed = list(Contribution.objects.filter(dialogue=nameless))
    assert not {row.pk for row in rows} & {row.pk for row in sealed}
    loose = [row for row in sealed if not row.theme_entries.exists()]
    sent = {"contribution": ticks(loose), "title": "De rest"}
    assert presses(client, "lead_said", nameless, **sent) == 302
    assert titles(nameless) == {"Thuis": 3, "De rest": 2}
