"""Hiding with a reason: the group reads it no more, its author reads why, nobody is unmasked."""

from uuid import uuid4

import pytest
from django.db.models import Sum
from django.test import Client

from tests.cast import Guest, close, guests, signed_in
from tests.dialogues.leading import opens, presses, roos_leads, said
from zwerm.dialogues.actions import lead, speak
from zwerm.dialogues.models import CellCount, Contribution, Decision, Dialogue
from zwerm.people.models import Person

WHY = "Er stond een achternaam in."


def inside(dialogue: Dialogue, *, outside: bool = False) -> int:
    kept = CellCount.objects.filter(dialogue=dialogue, outside=outside)
    return kept.aggregate(n=Sum("voices"))["n"] or 0


def revealed(dialogue: Dialogue, people: list[Guest]) -> list[Contribution]:
    rows = said(dialogue, people)
    lead.reveal(dialogue)
    return rows


def test_hidden_is_gone_for_the_group_and_its_author_reads_why(
    nameless: Dialogue, noor: Person
) -> None:
    people = guests(nameless, 5)
    rows = revealed(nameless, people)
    lead.put_together(nameless, rows, title="Alles")
    client = signed_in(noor)
    assert opens(client, "hide", nameless, rows[0].pk)
    assert presses(client, "hide", nameless, rows[0].pk, because=WHY) == 302
    assert "Antwoord 0" not in people[1].opens("group", nameless)
    assert WHY not in people[1].opens("mine", nameless)
    assert WHY in people[0].opens("mine", nameless)
    assert inside(nameless) == 4
    assert rows[0].theme_entries.count() == 0
    assert WHY in opens(client, "lead", nameless)


def test_hiding_unmasks_nobody(nameless: Dialogue, noor: Person) -> None:
    people = guests(nameless, 5)
    rows = revealed(nameless, people)
    client = signed_in(noor)
    presses(client, "hide", nameless, rows[0].pk, because=WHY)
    for name in ("lead", "lead_said", "lead_themes"):
        page = opens(client, name, nameless)
        for one in people:
            assert str(one.seat(nameless).pk) not in page
        assert "zw-mark" not in page
    decision = Decision.objects.get(dialogue=nameless, what="hidden")
    assert (decision.by, decision.because) == ("Noor", WHY)


def test_a_reason_is_asked_and_what_was_typed_stays(nameless: Dialogue, noor: Person) -> None:
    rows = revealed(nameless, guests(nameless, 5))
    client = signed_in(noor)
    assert presses(client, "hide", nameless, rows[0].pk, because=" ") == 422
    assert presses(client, "hide", nameless, rows[0].pk, because="x" * 301) == 422
    rows[0].refresh_from_db()
    assert not rows[0].hidden


def test_shown_again_it_is_back_and_counted_once(nameless: Dialogue, noor: Person) -> None:
    rows = revealed(nameless, guests(nameless, 5))
    client = signed_in(noor)
    for _ in range(2):
        presses(client, "hide", nameless, rows[0].pk, because=WHY)
    assert inside(nameless) == 4
    for _ in range(2):
        assert presses(client, "show_again", nameless, rows[0].pk) == 302
    assert inside(nameless) == 5
    assert Decision.objects.filter(dialogue=nameless).count() == 2


def test_P1_what_is_private_or_waits_cannot_be_hidden_or_seen(
    nameless: Dialogue, noor: Person
) -> None:
    rows = said(nameless, guests(nameless, 2))
    speak.keep_private(rows[0])
    client = signed_in(noor)
    for row in rows:
        assert presses(client, "hide", nameless, row.pk, because=WHY) == 404
        assert presses(client, "show_again", nameless, row.pk) == 404
    assert "Antwoord" not in opens(client, "lead_said", nameless)


@pytest.mark.parametrize("name", ["hide", "show_again"])
def test_nobody_but_who_leads_hides(
    nameless: Dialogue, noor: Person, stranger: Person, name: str
) -> None:
    people = guests(nameless, 5)
    rows = revealed(nameless, people)
    for client in (Client(), signed_in(stranger), people[0].client, people[1].client):
        assert presses(client, name, nameless, rows[0].pk, because=WHY) == 404
    assert presses(signed_in(noor), name, nameless, uuid4(), because=WHY) == 404
    roos, _ = roos_leads(nameless)
    assert presses(roos, name, nameless, rows[0].pk, because=WHY) == 302


def test_P4_hidden_after_sealing_lowers_what_was_decided_and_its_perspectives_stay_away(
    nameless: Dialogue, noor: Person
) -> None:
    people = [*guests(nameless, 6, "student"), *guests(nameless, 6, "resident")]
    said(nameless, people)
    close(nameless)
    kept = CellCount.objects.filter(dialogue=nameless)
    assert kept.exclude(perspective="").exists()
    row = Contribution.objects.filter(dialogue=nameless).first()
    assert row is not None
    client = signed_in(noor)
    assert presses(client, "hide", nameless, row.pk, because=WHY) == 302
    assert (inside(nameless), inside(nameless, outside=True)) == (11, 11)
    assert not kept.exclude(perspective="").exists()
    assert presses(client, "show_again", nameless, row.pk) == 302
    assert (inside(nameless), inside(nameless, outside=True)) == (12, 12)
    assert not kept.exclude(perspective="").exists()


def test_hidden_in_confidence_leaves_the_count_of_its_own_perspective(
    confident: Dialogue, noor: Person
) -> None:
    rows = said(confident, [*guests(confident, 1, "student"), *guests(confident, 1, "resident")])
    presses(signed_in(noor), "hide", confident, rows[0].pk, because=WHY)
    left = CellCount.objects.filter(dialogue=confident, voices__gt=0)
    assert [cell.perspective for cell in left] == ["resident"]


def test_what_was_hidden_stays_hidden_when_its_author_changes_the_words(
    nameless: Dialogue, noor: Person
) -> None:
    rows = revealed(nameless, guests(nameless, 6))
    presses(signed_in(noor), "hide", nameless, rows[0].pk, because=WHY)
    for row in Contribution.objects.filter(dialogue=nameless):
        speak.change(row, "andere woorden")
    assert inside(nameless) == 0
    assert lead.reveal(nameless) == 5
    assert inside(nameless) == 5
    assert Contribution.objects.get(pk=rows[0].pk).hidden
