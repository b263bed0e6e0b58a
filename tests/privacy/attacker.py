"""The attacker of P4: someone who knows the rule, the room, and everything that was ever told.

He writes down every way in which the room could have spoken, keeps those that would have given the
same picture, and looks at what they have in common.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations_with_replacement, product

from hypothesis import strategies as st

from zwerm.privacy.disclosure import K_DEFAULT, K_FLOOR, Counted, Told, told

Room = Mapping[str, int]
"""Seats per perspective: everybody there can count them."""

Cell = dict[str, Counted]
Rule = Callable[[Cell, Room], Told]

World = tuple[str, ...]
"""One way in which it could have been: the perspective of each text."""

Steps = Callable[[World], list[Told]]
"""What a world would have shown of one cell, step after step."""

PERSPECTIVES = ("student", "professional", "teacher", "resident", "municipality", "management")

rooms = st.dictionaries(st.sampled_from(PERSPECTIVES), st.integers(1, 14), min_size=1)


@st.composite
def tables(draw: st.DrawFn, room: Room) -> dict[str, Cell]:
    """Any table that this room can have spoken."""
    table: dict[str, Cell] = {}
    for name in draw(st.sets(st.sampled_from("abcdefg"), min_size=1)):
        seats = {p: draw(st.integers(0, many)) for p, many in room.items()}
        table[name] = {
            p: Counted(s, s + draw(st.integers(0, 3))) for p, s in seats.items() if s > 0
        }
    return table


rooms_and_tables = rooms.flatmap(lambda room: st.tuples(st.just(room), tables(room)))


def cell(**spoke: int) -> Cell:
    """One cell in which every seat spoke once."""
    return {perspective: Counted(seats, seats) for perspective, seats in spoke.items()}


def one(counts: Cell, room: Room, k: int = K_DEFAULT) -> Told:
    """What our rule tells of a single cell."""
    return told({"place": counts}, roster=room, k=k)["place"]


def at_the_floor(counts: Cell, room: Room) -> Told:
    """Our rule with k = 3, where small rooms already tell something."""
    return one(counts, room, K_FLOOR)


def shown(found: Told) -> tuple[int, tuple[tuple[str, int], ...]]:
    """All that can be seen of a cell."""
    return found.voices, tuple(sorted((found.perspectives or {}).items()))


def small_rooms(perspectives: int, most: int) -> list[dict[str, int]]:
    """All rooms of so many perspectives with up to so many seats each."""
    return [
        dict(zip(PERSPECTIVES, seats, strict=False))
        for seats in combinations_with_replacement(range(1, most + 1), perspectives)
    ]


def once_each(room: Room) -> Iterator[Cell]:
    """All a cell can hold, for who is sure that each seat speaks at most once in it."""
    for seats in product(*(range(many + 1) for many in room.values())):
        yield {p: Counted(s, s) for p, s in zip(room, seats, strict=True) if s}


def every_way(room: Room, most: int) -> Iterator[Cell]:
    """All a cell can hold, up to so many contributions: nobody but a seat knows how often it spoke.

    Complete for each number of voices up to `most`.
    """
    for spoke in once_each(room):
        extra = most - sum(c.seats for c in spoke.values())
        for more in range(extra + 1):
            for twice in combinations_with_replacement(spoke, more):
                yield {p: Counted(c.seats, c.seats + twice.count(p)) for p, c in spoke.items()}


def looks(ways: Iterator[Cell], room: Room, rule: Rule) -> list[tuple[Told, list[Cell]]]:
    """What can be seen, and all the ways in which that can have come about."""
    same: defaultdict[object, list[Cell]] = defaultdict(list)
    seen: dict[object, Told] = {}
    for way in ways:
        found = rule(way, room)
        same[shown(found)].append(way)
        seen[shown(found)] = found
    return [(seen[key], same[key]) for key in same]


def pinned(ways: Sequence[Cell], room: Room, k: int) -> list[str]:
    """Perspectives that surely spoke here, and surely from fewer than k seats."""
    seats = {p: [way[p].seats if p in way else 0 for way in ways] for p in room}
    return [p for p in room if min(seats[p]) >= 1 and max(seats[p]) < k]


def table_of(world: Sequence[str], room: Room) -> dict[str, Cell]:
    """The cell that these texts make; who speaks again has a seat already."""
    return {
        "place": {
            p: Counted(min(world.count(p), room[p]), world.count(p)) for p in sorted(set(world))
        }
    }


def worlds(room: Room, texts: int, later: int = 0) -> list[World]:
    """All perspectives that so many texts, and so many later ones, can have."""
    return [
        world
        for world in product(room, repeat=texts + later)
        if all(world[:texts].count(p) <= room[p] for p in room)
        and all(world[texts:].count(p) <= room[p] for p in room)
    ]


def certain(alike: Sequence[World]) -> dict[int, str]:
    """Texts of which the perspective is the same in all these worlds."""
    return {
        at: alike[0][at]
        for at in range(len(alike[0]))
        if all(world[at] == alike[0][at] for world in alike)
    }


def fewest_attributed(possible: Sequence[World], steps: Steps, room: Room) -> int:
    """The fewest texts to which any step in any world newly gives a perspective. 99: none does."""
    seen = {world: [shown(found) for found in steps(world)] for world in possible}
    fewest = 99
    known: dict[World, dict[int, str]] = dict.fromkeys(possible, certain(possible))
    for step in range(1, len(seen[possible[0]]) + 1):
        alike: defaultdict[object, list[World]] = defaultdict(list)
        for world in possible:
            alike[tuple(seen[world][:step])].append(world)
        for same in alike.values():
            new, before = certain(same), known[same[0]]
            for p in room:
                gained = [at for at in new if new[at] == p and at not in before]
                fewest = min(fewest, len(gained) or 99)
            known.update(dict.fromkeys(same, new))
    return fewest
