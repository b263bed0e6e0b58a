"""Sealing and batches, attacked: by order, by ids, by what appears between two looks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import combinations
from random import Random, SystemRandom
from statistics import fmean
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zwerm.dialogues import sealing
from zwerm.privacy.disclosure import BelowFloor

DAY = date(2026, 11, 23)
RUNS = 200
ANSWERS = 20

seeds = st.integers(0, 2**32)


def number(n: int) -> UUID:
    """An id that can be sorted by arrival, as no real one may be."""
    return UUID(int=n, version=4)


def spoken(n: int) -> sealing.Spoken:
    """The n-th contribution to arrive, of the n-th seat."""
    return sealing.Spoken(
        id=number(n),
        seat=number(1000 + n),
        aspect="place",
        loop="why",
        question="place.home",
        text=f"words {n}",
        language="nl",
        reach="dialogue",
        salt=f"salt {n}",
        mark=f"mark {n}",
        hidden_because="names a neighbour" if n == 3 else None,
    )


def arrived(one: sealing.Sealed) -> int:
    """What no attacker knows: when this was said."""
    return int(one.text.removeprefix("words "))


def rank_correlation(found: Sequence[int]) -> float:
    """Spearman's rho between the order found and the order of arrival 0, 1, 2 ..."""
    n = len(found)
    return 1 - 6 * sum((at - rank) ** 2 for at, rank in enumerate(found)) / (n * (n * n - 1))


def by_row(rng: Random) -> list[int]:
    """Arrival, read off the rows as they are written."""
    new, _ = sealing.sealed([spoken(n) for n in range(ANSWERS)], day=DAY, rng=rng)
    return [arrived(one) for one in new]


def by_id(rng: Random) -> list[int]:
    """Arrival, read off the rows when they are sorted by id."""
    new, _ = sealing.sealed([spoken(n) for n in range(ANSWERS)], day=DAY, rng=rng)
    return [arrived(one) for one in sorted(new, key=lambda one: one.id)]


def by_new_name(rng: Random) -> list[int]:
    """Arrival, read off the renaming that the caller walks through."""
    _, renamed = sealing.sealed([spoken(n) for n in range(ANSWERS)], day=DAY, rng=rng)
    return [old.int - number(0).int for old in renamed]


def by_theme_link(rng: Random) -> list[int]:
    """Arrival, read off the links of one theme, made in order of arrival."""
    old = [number(n) for n in range(ANSWERS)]
    _, renamed = sealing.reorder(old, rng=rng)
    known = {renamed[one]: n for n, one in enumerate(old)}
    links = sealing.relinked([(number(99), one) for one in old], renamed, rng=rng)
    return [known[contribution] for _, contribution in links]


def by_batch(rng: Random) -> list[int]:
    """Arrival, read off a batch on the wall."""
    held = [(number(n), number(1000 + n)) for n in range(ANSWERS)]
    return [one.int - number(0).int for one in sealing.batch(held, k=5, rng=rng)]


@pytest.mark.parametrize("look", [by_row, by_id, by_new_name, by_theme_link, by_batch])
def test_AT23_no_order_tells_the_order_of_arrival(look: Callable[[Random], list[int]]) -> None:
    rng = Random(20261123)
    runs = [look(rng) for _ in range(RUNS)]
    assert all(sorted(run) == list(range(ANSWERS)) for run in runs)
    # One rho deviates 1/sqrt(19) = 0.23, their mean over 200 runs 0.016.
    assert abs(fmean(rank_correlation(run) for run in runs)) < 0.06
    # Naming the author by place is right once per run, as by chance; the mean deviates 0.07.
    assert abs(fmean(sum(at == n for at, n in enumerate(run)) for run in runs) - 1) < 0.3
    assert abs(fmean(run.index(ANSWERS - 1) for run in runs) - (ANSWERS - 1) / 2) < 2


@given(ids=st.sets(st.uuids(version=4), min_size=1), seed=seeds, choice=st.randoms())
def test_AT23_the_new_order_is_chance_alone(ids: set[UUID], seed: int, choice: Random) -> None:
    came, otherwise = sorted(ids), sorted(ids)
    choice.shuffle(otherwise)
    assert sealing.reorder(came, rng=Random(seed)) == sealing.reorder(otherwise, rng=Random(seed))


@given(seed=seeds)
def test_AT25_new_ids_are_uuid4_and_none_is_kept(seed: int) -> None:
    old = [number(n) for n in range(ANSWERS)]
    order, renamed = sealing.reorder(old, rng=Random(seed))
    assert sorted(order) == old
    assert list(renamed) == order
    assert len(set(renamed.values()) - set(old)) == ANSWERS
    assert {new.version for new in renamed.values()} == {4}


def test_AT26_nothing_of_a_seat_is_left() -> None:
    new, _ = sealing.sealed([spoken(n) for n in range(ANSWERS)], day=DAY, rng=SystemRandom())
    kept = {one.name for one in fields(sealing.Sealed)}
    before = {one.name for one in fields(sealing.Spoken)}
    assert before - kept == {"seat"}
    assert kept - before == {"day"}
    for one in new:
        assert not any(str(number(1000 + n)) in repr(one) for n in range(ANSWERS))


def test_AT24_one_day_for_all() -> None:
    new, _ = sealing.sealed([spoken(n) for n in range(ANSWERS)], day=DAY, rng=SystemRandom())
    assert {one.day for one in new} == {DAY}


@given(seed=seeds)
def test_P8_words_and_marks_stay_together_so_that_the_card_still_finds_them(seed: int) -> None:
    said = [spoken(n) for n in range(ANSWERS)]
    new, renamed = sealing.sealed(said, day=DAY, rng=Random(seed))
    by_id = {one.id: one for one in new}
    for old in said:
        one = by_id[renamed[old.id]]
        assert (one.text, one.salt, one.mark) == (old.text, old.salt, old.mark)
        assert (one.aspect, one.loop, one.question) == (old.aspect, old.loop, old.question)
        assert (one.reach, one.hidden_because) == (old.reach, old.hidden_because)


def test_nothing_to_seal_gives_nothing() -> None:
    assert sealing.sealed([], day=DAY, rng=Random(1)) == ([], {})


@given(links=st.sets(st.tuples(st.integers(100, 105), st.integers(0, 25)), max_size=40), seed=seeds)
def test_themes_keep_what_was_put_together(links: set[tuple[int, int]], seed: int) -> None:
    rng = Random(seed)
    _, renamed = sealing.reorder([number(n) for n in range(ANSWERS)], rng=rng)
    old = [(number(theme), number(n)) for theme, n in links]
    new = sealing.relinked(old, renamed, rng=rng)
    assert set(new) == {(theme, renamed[one]) for theme, one in old if one in renamed}
    assert len(new) == len(set(new))


Rule = Callable[[list[tuple[UUID, UUID]]], list[UUID]]


@dataclass
class Wall:
    """An open dialogue without name, and a watcher who never looks away."""

    rule: Rule
    author: dict[UUID, int] = field(default_factory=dict)
    waiting: list[UUID] = field(default_factory=list)
    visible: set[UUID] = field(default_factory=set)
    seen: list[set[UUID]] = field(default_factory=lambda: [set()])
    """After each happening: all that was visible until then, also what was taken back since."""

    def says(self, seat: int) -> None:
        """A seat shares one contribution."""
        one = number(len(self.author))
        self.author[one] = seat
        self.waiting.append(one)

    def takes_back(self, nth: int) -> None:
        """Somebody takes back a contribution, seen or waiting."""
        there = sorted(self.visible) + self.waiting
        if there:
            gone = there[nth % len(there)]
            self.visible.discard(gone)
            self.waiting = [one for one in self.waiting if one != gone]

    def reveal(self) -> None:
        """Somebody presses reveal."""
        shown = self.rule([(one, number(1000 + self.author[one])) for one in self.waiting])
        self.visible |= set(shown)
        self.waiting = [one for one in self.waiting if one not in shown]

    def watch(self, happened: list[tuple[str, int]], *, by_itself: bool) -> None:
        """Let it all happen; `by_itself` tries to reveal after each happening."""
        for what, who in happened:
            if what == "says":
                self.says(who)
            elif what == "takes back":
                self.takes_back(who)
            if what == "reveal" or by_itself:
                self.reveal()
            self.seen.append(self.seen[-1] | self.visible)

    def fewest_apart(self) -> int | None:
        """The fewest seats behind what appeared between any two moments; None: nothing did."""
        apart = [
            {self.author[one] for one in after - before}
            for before, after in combinations(self.seen, 2)
        ]
        return min((len(seats) for seats in apart if seats), default=None)


happenings = st.lists(
    st.one_of(
        st.tuples(st.just("says"), st.integers(0, 7)),
        st.tuples(st.just("says"), st.integers(0, 7)),
        st.tuples(st.just("takes back"), st.integers(0, 30)),
        st.tuples(st.just("reveal"), st.just(0)),
    ),
    max_size=50,
)


@settings(deadline=None)
@given(happened=happenings, k=st.integers(3, 5), seed=seeds, by_itself=st.booleans())
def test_AT37_between_any_two_moments_at_least_k_seats_appear_or_nobody(
    happened: list[tuple[str, int]], k: int, seed: int, by_itself: bool
) -> None:
    rng = Random(seed)
    wall = Wall(rule=lambda held: sealing.batch(held, k=k, rng=rng))
    wall.watch(happened, by_itself=by_itself)
    fewest = wall.fewest_apart()
    assert fewest is None or fewest >= k


def test_the_watcher_catches_a_wall_that_shows_what_comes_once_k_have_spoken() -> None:
    """The usual mistake: five have spoken, so from now on everything may be seen at once."""
    spoke: set[UUID] = set()

    def usual(held: list[tuple[UUID, UUID]]) -> list[UUID]:
        spoke.update(seat for _, seat in held)
        return [one for one, _ in held] if len(spoke) >= 5 else []

    wall = Wall(rule=usual)
    wall.watch([("says", seat) for seat in range(6)], by_itself=True)
    assert wall.fewest_apart() == 1


@given(
    held=st.lists(st.tuples(st.uuids(version=4), st.integers(0, 9)), unique_by=lambda one: one[0]),
    k=st.integers(3, 6),
    seed=seeds,
)
def test_AT37_a_batch_is_all_that_waits_or_nothing(
    held: list[tuple[UUID, int]], k: int, seed: int
) -> None:
    waiting = [(one, number(seat)) for one, seat in held]
    shown = sealing.batch(waiting, k=k, rng=Random(seed))
    enough = len({seat for _, seat in held}) >= k
    assert sorted(shown) == (sorted(one for one, _ in held) if enough else [])
    assert shown == sealing.batch(waiting[::-1], k=k, rng=Random(seed))


def test_AT37_much_from_few_is_not_a_batch() -> None:
    four = [(number(n), number(n % 4)) for n in range(40)]
    assert sealing.batch(four, k=5, rng=Random(1)) == []
    assert len(sealing.batch([*four, (number(40), number(4))], k=5, rng=Random(1))) == 41


@given(n=st.integers(0, 500), k=st.integers(3, 20))
def test_AT28_counts_of_who_is_ready_are_rounded_down(n: int, k: int) -> None:
    said = sealing.about(n, k)
    assert said % k == 0
    assert said <= n < said + k


def test_AT28_one_ready_looks_like_none() -> None:
    assert [sealing.about(n, 5) for n in (0, 1, 4, 5, 6, 9, 10)] == [0, 0, 0, 5, 5, 5, 10]


def test_P4_below_the_floor_no_batch_and_no_count() -> None:
    with pytest.raises(BelowFloor):
        sealing.batch([], k=2, rng=Random(1))
    with pytest.raises(BelowFloor):
        sealing.about(7, 2)
