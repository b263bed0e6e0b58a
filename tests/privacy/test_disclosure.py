"""What a picture may tell at one moment (P4), attacked by who knows the rule and the room."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.privacy.attacker import (
    PERSPECTIVES,
    Cell,
    Room,
    Rule,
    at_the_floor,
    cell,
    every_way,
    looks,
    once_each,
    one,
    pinned,
    rooms_and_tables,
    small_rooms,
)
from zwerm.privacy.disclosure import (
    K_FLOOR,
    UNSAID,
    BelowFloor,
    Counted,
    Told,
    counted,
    inside,
    told,
    with_shape,
)


def test_P4_a_perspective_of_k_seats_is_told_and_of_fewer_is_not() -> None:
    room = {"student": 12, "teacher": 9}
    assert one(cell(student=7, teacher=6), room) == Told(13, {"student": 7, "teacher": 6})
    assert one(cell(student=5), room) == Told(5, {"student": 5})
    assert one(cell(student=4), room) == Told(4, None)


def test_P4_much_from_few_seats_stays_neutral() -> None:
    assert one({"student": Counted(seats=1, contributions=30)}, {"student": 12}) == Told(30, None)


def test_AT36_in_a_group_of_four_nobody_is_told() -> None:
    room = {"student": 2, "resident": 1, "teacher": 1}
    for spoke in product(range(3), range(2), range(2)):
        counts = cell(**dict(zip(room, spoke, strict=True)))
        assert one(counts, room).perspectives is None
        assert one(counts, room, k=K_FLOOR).perspectives is None


def test_AT36_bakker_is_not_what_remains_when_the_others_are_told() -> None:
    room = {"student": 12, "teacher": 9, "resident": 1}
    with_her = one(cell(student=6, teacher=7, resident=1), room)
    without_her = one(cell(student=6, teacher=8), room)
    assert with_her == without_her == Told(14, {"student": 6})


def test_AT36_the_smallest_told_one_hides_who_would_remain() -> None:
    room = {"student": 20, "professional": 12, "teacher": 8, "resident": 6, "municipality": 2}
    assert with_shape(room, k=5) == ["student", "professional", "teacher"]
    spoke = cell(student=12, professional=9, teacher=7, municipality=1)
    assert one(spoke, room) == Told(29, {"student": 12, "professional": 9})


def test_P4_two_that_remain_are_not_enough_when_both_are_known() -> None:
    """Five neutral seats of two perspectives with fewer than five each: some of both, surely."""
    room = {"student": 9, "teacher": 8, "resident": 7}
    assert one(cell(student=9, teacher=3, resident=2), room) == Told(14, None)


def test_P4_in_a_large_room_most_voices_keep_their_shape() -> None:
    """Safety by telling nothing would be easy: this guards the other side."""
    room = dict(zip(PERSPECTIVES, (20, 12, 5, 8, 3, 2), strict=True))
    assert with_shape(room, k=5) == ["student", "professional", "resident"]
    spoke = cell(student=16, professional=10, teacher=4, resident=6, municipality=2, management=2)
    found = one(spoke, room)
    assert found == Told(40, {"student": 16, "professional": 10, "resident": 6})
    assert found.neutral == 8


def test_P4_a_seat_that_named_no_perspective_has_no_shape() -> None:
    room = {UNSAID: 9, "student": 9}
    assert with_shape(room, k=5) == ["student"]
    found = one({UNSAID: Counted(6, 6), "student": Counted(6, 6)}, room)
    assert found == Told(12, {"student": 6})


def test_P4_preparing_can_say_which_perspectives_will_have_a_shape() -> None:
    kitchen = {"resident": 4, "professional": 5, "student": 2, "municipality": 1}
    assert with_shape(kitchen, k=5) == []
    assert with_shape(kitchen, k=3) == ["professional"]
    assert with_shape({"student": 240, "teacher": 24}, k=5) == ["student", "teacher"]
    assert with_shape({"student": 6, "resident": 1}, k=5) == []


@pytest.mark.parametrize("k", [2, 1, 0, -5])
def test_P4_nobody_sets_k_below_three(k: int) -> None:
    with pytest.raises(BelowFloor):
        told({}, roster={}, k=k)


def test_the_own_seats_of_a_dialogue_in_confidence_see_all() -> None:
    rows = [(("place", "why"), "resident", 1), (("place", "why"), "student", 2)]
    assert inside(counted([*rows, rows[0]])) == {
        ("place", "why"): Told(3, {"resident": 2, "student": 1})
    }


@settings(deadline=None)
@given(both=rooms_and_tables, k=st.integers(3, 6))
def test_P4_every_number_and_every_rest_stands_for_k_seats(
    both: tuple[Room, dict[str, Cell]], k: int
) -> None:
    room, table = both
    for name, found in told(table, roster=room, k=k).items():
        counts = table[name]
        assert found.voices == sum(c.contributions for c in counts.values())
        if found.perspectives is None:
            continue
        assert all(counts[p].seats >= k for p in found.perspectives)
        assert all(counts[p].contributions == n for p, n in found.perspectives.items())
        rest = sum(c.seats for p, c in counts.items() if p not in found.perspectives)
        assert rest == 0 or rest >= k


@settings(deadline=None)
@given(both=rooms_and_tables, k=st.integers(3, 6))
def test_P4_a_cell_says_nothing_about_another(both: tuple[Room, dict[str, Cell]], k: int) -> None:
    room, table = both
    apart = {name: one(counts, room, k) for name, counts in table.items()}
    assert told(table, roster=room, k=k) == apart


@settings(deadline=None)
@given(both=rooms_and_tables, k=st.integers(3, 6))
def test_P4_neutral_seats_can_be_exchanged_unseen(
    both: tuple[Room, dict[str, Cell]], k: int
) -> None:
    """Whoever of the neutral shape spoke, it could have been another of that shape."""
    room, table = both
    neutral = [p for p in room if p not in with_shape(room, k=k)]
    before = told(table, roster=room, k=k)
    for name, counts in table.items():
        for gone, came in product(neutral, neutral):
            left, held = counts.get(gone), counts.get(came, Counted(0, 0))
            if gone == came or left is None or held.seats == room[came] or left.seats < 2:
                continue
            other = {
                **counts,
                gone: Counted(left.seats - 1, left.contributions - 1),
                came: Counted(held.seats + 1, held.contributions + 1),
            }
            assert one(other, room, k) == before[name]


def without_complement(counts: Cell, room: Room) -> Told:
    """A usual rule: tell each perspective of k seats, and look no further."""
    enough = {p: c.contributions for p, c in counts.items() if c.seats >= K_FLOOR}
    return Told(sum(c.contributions for c in counts.values()), enough or None)


def no_more_than_needed(counts: Cell, room: Room) -> Told:
    """The textbook: also hide the smallest told one, when what remains is less than k seats."""
    may = sorted((p for p in counts if counts[p].seats >= K_FLOOR), key=lambda p: counts[p].seats)
    while may and 0 < sum(c.seats for p, c in counts.items() if p not in may) < K_FLOOR:
        may.pop(0)
    enough = {p: counts[p].contributions for p in may}
    return Told(sum(c.contributions for c in counts.values()), enough or None)


@pytest.mark.parametrize(
    ("perspectives", "seats", "voices"), [(2, 6, 12), (3, 5, 9), (4, 3, 8)], ids=str
)
def test_P4_nobody_is_pinned_to_fewer_than_k_seats(
    perspectives: int, seats: int, voices: int
) -> None:
    told_something = 0
    for room in small_rooms(perspectives, seats):
        for found, ways in looks(every_way(room, voices), room, at_the_floor):
            assert not pinned(ways, room, K_FLOOR), (room, found)
            told_something += found.perspectives is not None
    assert told_something > 50


@pytest.mark.parametrize("rule", [without_complement, no_more_than_needed])
def test_the_attacker_breaks_the_usual_rules(rule: Rule) -> None:
    room = {"student": 4, "teacher": 4, "resident": 1}
    assert any(pinned(ways, room, K_FLOOR) for _, ways in looks(every_way(room, 9), room, rule))


def test_P4_who_is_few_in_the_room_is_pinned_only_when_the_neutral_ones_nearly_all_spoke() -> None:
    """Also for who is sure that nobody speaks twice: the price that the decision record names."""
    for room in small_rooms(3, 6):
        neutral = [p for p in room if p not in with_shape(room, k=K_FLOOR)]
        for found, ways in looks(once_each(room), room, at_the_floor):
            if found.voices == 0:
                continue
            for p in pinned(ways, room, K_FLOOR):
                others = sum(room[q] for q in neutral if q != p)
                spoke = [sum(way[q].seats for q in neutral if q in way) for way in ways]
                assert room[p] >= K_FLOOR or min(spoke) > others, (room, found, p)
