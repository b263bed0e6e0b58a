"""Somebody takes the whole database after closing, and half of the phones, and guesses (P3)."""

import hashlib
import math
import random
from collections.abc import Callable, Iterable
from uuid import UUID, uuid4

import pytest
from django.db import connection

from tests import cast
from tests.dialogues.test_sealed_attack import dump
from zwerm.dialogues import cards
from zwerm.dialogues.actions import join as joining
from zwerm.dialogues.actions import lead as leading
from zwerm.dialogues.actions import speak as speaking
from zwerm.dialogues.models import Contribution, Dialogue, Seat
from zwerm.dialogues.terms import Channel, Role
from zwerm.frameworks.queries import kader_of

VOICES = 8
STOLEN = 4
ROUNDS = 60
WITHOUT_CARD = 1
"""A voice that came in by a talk brought along, and never got a card."""
BOUND = 5.0
"""Standard deviations from chance. Seats and rows paired at random give one right pair a round,
and a variance of one: a right house fails in fewer than one in ten thousand runs."""


def talked(dialogue: Dialogue) -> list[str]:
    """Eight voices come in, speak in another order, one takes back; the stolen secrets."""
    kader = kader_of(dialogue.version_id, "nl")
    seats: list[tuple[Seat, str | None]] = [
        joining.take_seat(dialogue, perspective="resident", language="nl")
        for _ in range(VOICES - WITHOUT_CARD)
    ]
    spoken = Seat.objects.create(dialogue=dialogue, channel=Channel.SPOKEN, perspective="resident")
    seats.insert(random.randrange(VOICES), (spoken, None))
    question = kader.aspects[0].main("resident")
    for number, (seat, secret) in random.sample(list(enumerate(seats)), VOICES):
        for text in (_words(dialogue, seat), f"weg {number}"):
            said = speaking.contribute(
                seat,
                sent_as=uuid4(),
                aspect=kader.aspects[0].key,
                loop=question.loop,
                question=question.key,
                text=text,
                secret=secret,
                share_it=True,
            )
        speaking.take_back(said)
    leading.reveal(dialogue)
    leading.put_together(dialogue, list(dialogue.contributions.all()[:3]), title="Samen")
    cast.close(dialogue)
    known = [secret for _, secret in seats if secret is not None]
    return random.sample(known, STOLEN)


def _words(dialogue: Dialogue, seat: Seat) -> str:
    """What only this test can read back: whose words they are."""
    return hashlib.sha256(f"{dialogue.pk} {seat.pk} said".encode()).hexdigest()[:12]


def as_they_lie(table: str, dialogue: Dialogue) -> list[dict[str, object]]:
    """The rows of one dialogue in the order of the file, with what the database knows of a row."""
    hidden = "rowid AS at" if connection.vendor == "sqlite" else "xmin::text AS at, ctid::text"
    key = dialogue.pk.hex if connection.vendor == "sqlite" else str(dialogue.pk)
    order = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {hidden}, * FROM {table} WHERE dialogue_id = %s ORDER BY {order}",
            [key],
        )
        names = [one[0] for one in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def opened(dialogue: Dialogue, secrets: list[str]) -> tuple[list[Seat], list[Contribution]]:
    """The seats and the rows that are left when the stolen phones have opened their own."""
    rows = as_they_lie("dialogues_contribution", dialogue)
    found = {
        row["id"]
        for row in rows
        for secret in secrets
        if cards.finds(secret, str(row["salt"]), str(row["mark"]))
    }
    assert len(found) == STOLEN, "a stolen phone opens its own, and nothing else"
    hashes = {cards.key_hash(secret) for secret in secrets}
    lying = [row["id"] for row in as_they_lie("dialogues_seat", dialogue)]
    by_id = {seat.pk: seat for seat in dialogue.seats.filter(role=Role.VOICE)}
    seats = [by_id[pk] for pk in map(_uuid, lying) if pk in by_id]
    texts = {one.pk: one for one in dialogue.contributions.all()}
    left = [texts[_uuid(row["id"])] for row in rows if row["id"] not in found]
    return [seat for seat in seats if seat.key_hash not in hashes], left


def _uuid(value: object) -> UUID:
    return UUID(str(value))


Guess = Callable[[list[Seat], list[Contribution]], Iterable[tuple[Seat, Contribution]]]
GUESSES: dict[str, Guess] = {
    "rows lie as their seats do": lambda seats, rows: zip(seats, rows, strict=True),
    "rows lie the other way round": lambda seats, rows: zip(seats, rows[::-1], strict=True),
    "the place on the page": lambda seats, rows: zip(
        seats, sorted(rows, key=lambda row: row.place), strict=True
    ),
    "the ids in order": lambda seats, rows: zip(
        sorted(seats, key=lambda seat: seat.pk.hex),
        sorted(rows, key=lambda row: row.pk.hex),
        strict=True,
    ),
    "no card, no mark": lambda seats, rows: zip(
        sorted(seats, key=lambda seat: seat.key_hash is not None),
        sorted(rows, key=lambda row: row.mark != ""),
        strict=True,
    ),
    "the shortest salt": lambda seats, rows: zip(
        sorted(seats, key=lambda seat: len(seat.key_hash or "")),
        sorted(rows, key=lambda row: (len(row.salt), len(row.mark), row.hidden, row.reach)),
        strict=True,
    ),
}


@pytest.mark.django_db
def test_AT26_P3_who_takes_everything_guesses_no_better_than_by_chance(
    nameless: Dialogue,
) -> None:
    right = dict.fromkeys(GUESSES, 0)
    tried = 0
    for _ in range(ROUNDS):
        assert nameless.made_by is not None
        fresh = cast.a_dialogue(
            nameless.practice, nameless.version, nameless.made_by, level=nameless.level
        )
        seats, rows = opened(fresh, talked(fresh))
        tried += len(seats)
        for name, guess in GUESSES.items():
            right[name] += sum(row.text == _words(fresh, seat) for seat, row in guess(seats, rows))
    spread = math.sqrt(ROUNDS)
    for name, number in right.items():
        assert abs(number - ROUNDS) < BOUND * spread, f"{name}: {number} of {tried}"


@pytest.mark.django_db
def test_AT26_P3_a_voice_without_a_card_stands_out_in_nothing(nameless: Dialogue) -> None:
    secrets = talked(nameless)
    assert secrets
    rows = as_they_lie("dialogues_contribution", nameless)
    own = {"id", "text", "place", "salt", "mark", "at", "ctid"}
    assert len({tuple((k, str(v)) for k, v in row.items() if k not in own) for row in rows}) == 1
    assert {(len(str(row["salt"])), len(str(row["mark"]))) for row in rows} == {(32, 64)}


@pytest.mark.django_db
def test_AT26_P3_no_table_names_a_seat_beside_its_words(nameless: Dialogue) -> None:
    """No row anywhere holds both a seat and anything of a contribution."""
    talked(nameless)
    seats = {pk.hex for pk in nameless.seats.values_list("pk", flat=True)}
    said = {
        value
        for row in nameless.contributions.values_list("pk", "salt", "mark", "text")
        for value in (str(one).replace("-", "") for one in row)
    }
    for table, rows in dump().items():
        for row in rows:
            flat = {str(value).replace("-", "") for value in row}
            assert not (flat & seats and flat & said), table
