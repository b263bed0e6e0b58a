"""Cards: what is typed by tired hands still finds what was said, and nothing else does."""

from collections import Counter
from itertools import pairwise
from math import log2
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwerm.dialogues import cards

SLIPS = {"D": "0Oo", "L": "1Ii|", "Z": "2", "S": "5", "B": "8", "C": "6Gg", "V": "Uu", "F": "e"}
KEY = "0a4ce8f08b6ed5c8468db8eea351eb20fcd6ab20621fa6634499936a01ed9039"
MARK = "6547ebcb6fc767865eb40a89f4a8f1f45c5501c98c0a8ad561affc52d25d94ab"
letters = st.text(cards.LETTERS, min_size=cards.DRAWN, max_size=cards.DRAWN)


def a_secret(drawn: str) -> str:
    """The one secret that begins with these letters."""
    found = [drawn + last for last in cards.LETTERS if cards.normalise(drawn + last)]
    assert len(found) == 1
    return found[0]


def test_AT45_a_card_holds_at_least_eighty_bits() -> None:
    assert log2(len(cards.LETTERS)) * cards.DRAWN >= 80


def test_no_two_letters_on_a_card_can_be_taken_for_another() -> None:
    alike = ["0ODQ", "1ILJ|", "2Z", "5S", "6GC", "8B", "UV", "MN"]
    printed = set(cards.LETTERS)
    assert not printed & set("AEIOUQG0123456789")
    assert len(cards.LETTERS) == len(printed) == 19
    # J and L, and M and N, are told apart in print by everyone; the others stand alone.
    assert [sum(letter in printed for letter in group) for group in alike] == [
        1,
        2,
        1,
        1,
        1,
        1,
        1,
        2,
    ]


def test_new_secrets_are_cards_and_never_the_same() -> None:
    made = {cards.new_secret() for _ in range(500)}
    assert len(made) == 500
    assert all(cards.normalise(secret) == secret for secret in made)


def test_every_letter_is_drawn_about_as_often() -> None:
    drawn = Counter("".join(cards.new_secret()[: cards.DRAWN] for _ in range(1000)))
    # 1,000 of each expected, deviation 31: a bound at nine deviations is never met by chance.
    assert set(drawn) == set(cards.LETTERS)
    assert all(720 < times < 1280 for times in drawn.values())


def test_a_card_is_printed_in_groups_of_four() -> None:
    assert cards.shown("BCDFHJKLMNPRSTVWXYZB") == "BCDF-HJKL-MNPR-STVW-XYZB"


@given(drawn=letters, choice=st.randoms(use_true_random=False))
def test_what_bakker_types_finds_her_card(drawn: str, choice: Random) -> None:
    secret = a_secret(drawn)
    typed = "".join(choice.choice(SLIPS.get(one, "") + one + one.lower()) for one in secret)
    groups = [typed[at : at + 4] for at in range(0, len(typed), 4)]
    assert (
        cards.normalise(choice.choice([" ", "-", " - ", "", "\n", "\u2013"]).join(groups)) == secret
    )


def test_a_pasted_personal_link_is_a_card_too() -> None:
    secret = cards.new_secret()
    link = f"https://zwerm.example/g/1b4e/kaart#{cards.shown(secret)}"
    assert cards.normalise(link) == secret
    assert cards.normalise(f"  {cards.shown(secret)}\r\n") == secret


@given(drawn=letters, at=st.integers(0, cards.DRAWN), other=st.sampled_from(cards.LETTERS))
def test_AT45_one_wrong_letter_is_no_card(drawn: str, at: int, other: str) -> None:
    secret = a_secret(drawn)
    typed = secret[:at] + other + secret[at + 1 :]
    assert cards.normalise(typed) == (secret if typed == secret else None)


@given(drawn=letters, at=st.integers(0, cards.DRAWN - 1))
def test_AT45_two_neighbours_swapped_are_no_card(drawn: str, at: int) -> None:
    secret = a_secret(drawn)
    typed = secret[:at] + secret[at + 1] + secret[at] + secret[at + 2 :]
    assert cards.normalise(typed) == (secret if typed == secret else None)


@given(typed=st.text(max_size=60))
def test_whatever_is_typed_gives_a_card_or_none(typed: str) -> None:
    found = cards.normalise(typed)
    assert found is None or cards.normalise(cards.shown(found)) == found
    code = cards.normalise_code(typed)
    assert code is None or cards.normalise_code(cards.shown_code(code)) == code


@pytest.mark.parametrize("typed", ["", "BAKKER", "B" * 19, "B" * 21, "é" * 20, "B" * 100_000])
def test_what_no_card_says_is_none(typed: str) -> None:
    assert cards.normalise(typed) is None


def test_P3_what_the_server_stores_does_not_hold_the_secret() -> None:
    secret, salt = cards.new_secret(), cards.new_salt()
    kept = cards.key_hash(secret) + salt + cards.mark(secret, salt)
    assert secret[:10] not in kept.upper()
    assert secret[10:] not in kept.upper()
    assert len(cards.key_hash(secret)) == len(cards.mark(secret, salt)) == 64


def test_P3_marks_of_one_seat_look_unrelated() -> None:
    secret = cards.new_secret()
    pairs = cards.stock(secret, 200)
    assert len({pair.salt for pair in pairs}) == len({pair.mark for pair in pairs}) == 200
    assert cards.key_hash(secret) not in {pair.mark for pair in pairs}
    # Bits of two marks agree as often as two coins: 128 of 256, deviation 8.
    bits = [int(pair.mark, 16) for pair in pairs]
    apart = [(one ^ other).bit_count() for one, other in pairwise(bits)]
    assert 123 < sum(apart) / len(apart) < 133


def test_P8_a_card_finds_its_own_contributions_and_no_others() -> None:
    bakker, sam = cards.new_secret(), cards.new_secret()
    hers, his = cards.stock(bakker, 5), cards.stock(sam, 5)
    assert all(cards.finds(bakker, *pair) for pair in hers)
    assert not any(cards.finds(bakker, *pair) for pair in his)
    assert not cards.finds(bakker, hers[0].salt, hers[1].mark)
    assert not cards.finds(bakker, hers[0].salt, "")
    assert not cards.finds(bakker, hers[0].salt, "é")


def test_marks_stay_the_same_over_versions() -> None:
    """A card printed today must find its words in ten years: these values may never change."""
    secret = "BCDFHJKLMNPRSTVWXYZB"
    assert cards.key_hash(secret) == KEY
    assert cards.mark(secret, "00" * 16) == MARK


def test_AT45_join_codes_are_short_and_cannot_be_confused_or_rude() -> None:
    rng = Random(20261123)
    made = [cards.new_join_code(rng) for _ in range(5000)]
    assert len(set(made)) > 4990
    for code in made:
        assert len(code) == 6
        assert set(code) <= set(cards.LETTERS)
        assert not any(code[at] == code[at + 1] for at in range(5))
        assert not any(run in code for run in cards.NOT_IN_A_CODE)


def test_a_join_code_forgives_what_a_card_forgives() -> None:
    assert cards.shown_code("DLZVCB") == "DLZ-VCB"
    assert cards.normalise_code("  o1 2u-68 ") == "DLZVCB"
    assert cards.normalise_code("dlzvc") is None
    assert cards.normalise_code("dlzvca") is None
