"""Who is expected, and what their numbers mean. Pure."""

from datetime import UTC, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from zwerm.dialogues.plan import company, time_told_of

PERSPECTIVES = ("student", "professional", "teacher", "resident", "municipality", "management")
EXPECTED = st.dictionaries(st.sampled_from(PERSPECTIVES), st.integers(0, 30))


@given(EXPECTED, st.integers(3, 9))
def test_everybody_is_either_present_or_missing(expected: dict[str, int], k: int) -> None:
    found = company(expected, perspectives=PERSPECTIVES, k=k)
    present = [key for key, _ in found.present]
    assert sorted([*present, *found.missing]) == sorted(PERSPECTIVES)
    assert found.total == sum(expected.values())


@given(EXPECTED, st.integers(3, 9))
def test_P4_fewer_than_k_of_a_kind_are_named_as_few(expected: dict[str, int], k: int) -> None:
    found = company(expected, perspectives=PERSPECTIVES, k=k)
    assert set(found.few) == {key for key, number in expected.items() if 0 < number < k}
    if found.none_told:
        assert all(number < k for _, number in found.present)


@given(EXPECTED)
def test_the_order_is_that_of_the_perspectives_never_of_the_numbers(
    expected: dict[str, int],
) -> None:
    found = company(expected, perspectives=PERSPECTIVES, k=5)
    order = [PERSPECTIVES.index(key) for key, _ in found.present]
    assert order == sorted(order)


def test_nobody_filled_in_is_not_the_same_as_nobody_told() -> None:
    found = company({}, perspectives=PERSPECTIVES, k=5)
    assert not found.counted
    assert not found.none_told


@given(st.times())
def test_midnight_means_that_only_the_day_is_agreed(hour: time) -> None:
    moment = datetime.combine(datetime(2026, 11, 23, tzinfo=UTC), hour, tzinfo=UTC)
    assert time_told_of(moment) is (hour != time.min)
