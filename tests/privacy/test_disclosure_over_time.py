"""What pictures may tell side by side (P4, AT-38), attacked by who waits and compares.

Texts can be told apart, so whoever looked before knows which text came and which went.
"""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.privacy.attacker import (
    Cell,
    Room,
    Steps,
    World,
    fewest_attributed,
    rooms_and_tables,
    table_of,
    tables,
    worlds,
)
from zwerm.privacy.disclosure import (
    K_FLOOR,
    SILENT,
    Told,
    after_withdrawal,
    leaves,
    reopened,
    safe_difference,
    told,
)

SMALL = [
    {"student": 4, "teacher": 4},
    {"student": 6, "resident": 1},
    {"student": 5, "teacher": 4, "resident": 1},
    {"student": 3, "teacher": 3, "professional": 3},
]


def taken_back(room: Room, after: Callable[[Told, World], Told]) -> Steps:
    """First all texts stand there; then the first is taken back, then the second."""

    def steps(world: World) -> list[Told]:
        at_first = told(table_of(world, room), roster=room, k=K_FLOOR)["place"]
        then = after(at_first, world[1:])
        return [at_first, then, after(then, world[2:])]

    return steps


def test_the_small_rooms_tell_something_to_attack() -> None:
    telling = [
        sum(
            told(table_of(world, room), roster=room, k=K_FLOOR)["place"].perspectives is not None
            for world in worlds(room, 6)
        )
        for room in SMALL
    ]
    assert [count > 0 for count in telling] == [True, False, True, True]


@pytest.mark.parametrize("room", SMALL, ids=str)
def test_AT38_taking_back_tells_nothing_of_who_took_it_back(room: Room) -> None:
    steps = taken_back(room, lambda before, _: after_withdrawal(before))
    assert fewest_attributed(worlds(room, 6), steps, room) >= K_FLOOR


def test_AT38_deciding_anew_after_a_withdrawal_would_tell() -> None:
    """Why a cell goes neutral for good: the letter of the design gave the author away."""
    room = SMALL[0]

    def letter(before: Told, left: World) -> Told:
        """One voice less; a perspective that falls under k disappears and does not come back."""
        now = table_of(left, room)["place"]
        still = {
            p: now[p].contributions
            for p in before.perspectives or {}
            if p in now and now[p].seats >= K_FLOOR
        }
        return Told(before.voices - 1, still or None)

    assert fewest_attributed(worlds(room, 7), taken_back(room, letter), room) == 1


def opened_again(room: Room, texts: int) -> Steps:
    """A sealed dialogue is opened again; what came later is closed in by itself."""

    def steps(world: World) -> list[Told]:
        sealed = told(table_of(world[:texts], room), roster=room, k=K_FLOOR)
        more = reopened(table_of(world[texts:], room), roster=room, before=sealed, k=K_FLOOR)
        return [sealed["place"], more["place"]]

    return steps


def one_for_another(room: Room) -> Steps:
    """Two exports of a dialogue in confidence: the first text went, the last one came."""

    def steps(world: World) -> list[Told]:
        first = told(table_of(world[:-1], room), roster=room, k=K_FLOOR)
        then = leaves(
            table_of(world[1:], room), roster=room, before=first, touched={"place"}, k=K_FLOOR
        )
        return [first["place"], then["place"]]

    return steps


@pytest.mark.parametrize("room", SMALL, ids=str)
def test_AT38_opening_again_attributes_nothing_to_the_late_ones(room: Room) -> None:
    assert fewest_attributed(worlds(room, 6, 2), opened_again(room, 6), room) >= K_FLOOR
    assert fewest_attributed(worlds(room, 0, 6), opened_again(room, 0), room) >= K_FLOOR


@pytest.mark.parametrize("room", SMALL, ids=str)
def test_AT38_two_exports_attribute_nothing_to_what_changed_in_between(room: Room) -> None:
    assert fewest_attributed(worlds(room, 6, 1), one_for_another(room), room) >= K_FLOOR


def test_AT38_deciding_each_export_anew_would_tell() -> None:
    room = {"student": 6, "teacher": 3}

    def anew(world: World) -> list[Told]:
        return [
            told(table_of(texts, room), roster=room, k=K_FLOOR)["place"]
            for texts in (world[:-1], world[1:])
        ]

    assert fewest_attributed(worlds(room, 6, 1), anew, room) == 1


@settings(deadline=None)
@given(
    before=rooms_and_tables,
    after=st.data(),
    k=st.integers(3, 5),
    touched=st.sets(st.sampled_from("abcdefg")),
)
def test_AT38_what_leaves_later_lies_safely_beside_what_left_before(
    before: tuple[Room, dict[str, Cell]], after: st.DataObject, k: int, touched: set[str]
) -> None:
    room, first = before
    come = after.draw(tables(room))
    second = {
        name: come.get(name, {}) if name in touched else first.get(name, {})
        for name in touched | first.keys()
    }
    left = told(first, roster=room, k=k)
    then = leaves(second, roster=room, before=left, touched=touched, k=k)
    assert safe_difference(left, then)
    for name, found in then.items():
        assert found.voices == sum(c.contributions for c in second[name].values())
        if name not in touched:
            assert found == left[name]
    again = reopened(come, roster=room, before=left, k=k)
    assert safe_difference(left, again)
    for name, found in again.items():
        new = sum(c.contributions for c in come.get(name, {}).values())
        assert found.voices == left.get(name, SILENT).voices + new


def test_AT38_a_difference_that_tells_is_refused() -> None:
    before = {"place": Told(8, {"student": 6}), "rules": SILENT}
    assert safe_difference(before, before)
    assert safe_difference(before, {"place": after_withdrawal(before["place"])})
    assert safe_difference(before, {"rules": Told(7, {"student": 7})})
    assert not safe_difference(before, {"place": Told(9, {"student": 7})})
    assert not safe_difference(before, {"place": Told(7, {"student": 6})})
    assert not safe_difference({"place": Told(8, None)}, {"place": Told(8, {"student": 6})})


def test_P8_a_cell_that_lost_a_voice_stays_neutral() -> None:
    left = after_withdrawal(Told(6, {"student": 6}))
    assert left == Told(5, None)
    assert after_withdrawal(left) == Told(4, None)
    assert after_withdrawal(SILENT) == SILENT
