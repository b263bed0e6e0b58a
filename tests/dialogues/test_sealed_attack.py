"""The attack: somebody gets the database file after closing, and tries to say who said what.

Six people speak without name; the attacker has every table, in the order the database gives them,
the withdrawal ledger, sessions and links of themes. Guessing right more often than chance fails.
"""

import itertools
import random

import pytest
from django.apps import apps
from django.db import connection

from tests.cast import Guest, a_dialogue, close, guests
from zwerm.dialogues import cards
from zwerm.dialogues.actions import lead
from zwerm.dialogues.models import Contribution, Dialogue, Seat
from zwerm.dialogues.terms import Role

PEOPLE = 6
ROUNDS = 12


def told(dialogue: Dialogue) -> list[Guest]:
    """Six people who each say a sentence that names them, so that we know who it was."""
    everybody = guests(dialogue, PEOPLE)
    for number in random.sample(range(PEOPLE), PEOPLE):
        everybody[number].says(dialogue, f"zin van {number}")
    return everybody


def dump() -> dict[str, list[tuple[object, ...]]]:
    """Every table of the database as it lies there."""
    out = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute("SELECT * FROM " + connection.ops.quote_name(table))
            out[table] = list(cursor.fetchall())
    return out


def test_P3_after_closing_no_row_ties_a_seat_to_its_words(nameless: Dialogue) -> None:
    everybody = told(nameless)
    lead.put_together(
        nameless, list(Contribution.objects.filter(dialogue=nameless)[:2]), title="Samen"
    )
    seats = {str(guest.seat(nameless).pk).replace("-", "") for guest in everybody}
    old = {str(pk).replace("-", "") for pk in Contribution.objects.values_list("pk", flat=True)}
    close(nameless)
    said = dump()["dialogues_contribution"]
    for row in said:
        flat = {str(value).replace("-", "") for value in row}
        assert not flat & seats
    everything = {
        str(value).replace("-", "") for rows in dump().values() for row in rows for value in row
    }
    assert not everything & old


def test_P3_the_order_of_rows_says_nothing(nameless: Dialogue) -> None:
    """A row stands at its place of arrival by chance alone: one in six, over many sealings."""
    kept = list(_arrival_places(nameless))
    expected = len(kept) / PEOPLE
    assert abs(sum(kept) - expected) < 4 * (expected * (1 - 1 / PEOPLE)) ** 0.5


def _arrival_places(dialogue: Dialogue) -> "itertools.chain[bool]":
    rounds = []
    for _ in range(ROUNDS):
        fresh = _copy(dialogue)
        everybody = guests(fresh, PEOPLE)
        for number, guest in enumerate(everybody):
            guest.says(fresh, f"zin van {number}")
        close(fresh)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT text FROM dialogues_contribution WHERE dialogue_id = %s",
                [fresh.pk.hex if connection.vendor == "sqlite" else str(fresh.pk)],
            )
            order = [int(text.rsplit(" ", 1)[1]) for (text,) in cursor.fetchall()]
        rounds.append([place == number for place, number in enumerate(order)])
    return itertools.chain.from_iterable(rounds)


def _copy(dialogue: Dialogue) -> Dialogue:
    assert dialogue.made_by is not None
    return a_dialogue(dialogue.practice, dialogue.version, dialogue.made_by, level=dialogue.level)


def test_P3_no_hash_in_the_database_opens_a_mark(nameless: Dialogue) -> None:
    """What the server keeps of a card (its hash) is no key to the marks."""
    told(nameless)
    close(nameless)
    hashes = Seat.objects.filter(role=Role.VOICE).values_list("key_hash", flat=True)
    for said in Contribution.objects.all():
        assert said.mark
        assert not any(cards.finds(str(known), said.salt, said.mark) for known in hashes)


def test_P3_the_session_store_holds_no_secret(nameless: Dialogue) -> None:
    everybody = told(nameless)
    secrets = [guest.secret(nameless) for guest in everybody]
    close(nameless)
    everything = " ".join(str(value) for rows in dump().values() for row in rows for value in row)
    assert not any(secret in everything for secret in secrets)


def test_AT24_all_sealed_rows_carry_one_and_the_same_day(nameless: Dialogue) -> None:
    told(nameless)
    close(nameless)
    assert Contribution.objects.values("on").distinct().count() == 1


def test_AT25_no_table_of_the_dialogue_counts_upwards() -> None:
    for model in apps.get_app_config("dialogues").get_models():
        assert model._meta.auto_field is None, model.__name__


def test_AT21_two_anonymous_notes_differ_in_nothing_but_their_words(nameless: Dialogue) -> None:
    everybody = guests(nameless, 5)
    for guest, perspective in zip(everybody, "abcde", strict=True):
        guest.says(nameless, f"merk-{perspective}-")
    lead.reveal(nameless)
    page = everybody[0].opens("group", nameless)
    shapes = {page.split(f"merk-{letter}-")[0].rsplit("<figure", 1)[1] for letter in "abcde"}
    assert len(shapes) == 1


@pytest.mark.parametrize("seats", [1, 4])
def test_AT37_fewer_than_k_are_never_revealed(nameless: Dialogue, seats: int) -> None:
    for guest in guests(nameless, seats):
        guest.says(nameless, "wacht")
    assert lead.reveal(nameless) == 0
    assert "wacht" not in guests(nameless, 1)[0].opens("group", nameless)


def test_AT38_the_sixth_waits_for_four_others(nameless: Dialogue) -> None:
    for guest in guests(nameless, 5):
        guest.says(nameless, "eerste ronde")
    assert lead.reveal(nameless) == 5
    late = guests(nameless, 1)[0]
    late.says(nameless, "ik kwam later")
    assert lead.reveal(nameless) == 0
    assert "ik kwam later" not in guests(nameless, 1)[0].opens("group", nameless)
