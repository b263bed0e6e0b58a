"""Birds that fly together: nobody overlaps, nobody is cut off, nobody is lost."""

import math
import re
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zwerm.dialogues import flock, starlings
from zwerm.dialogues.flock import NEAREST, TILE, Bird, Box, Sky

Point = tuple[float, float]

boxes = st.builds(
    Box,
    x=st.floats(0, 900),
    y=st.floats(0, 2000),
    width=st.floats(60, 1000),
    height=st.floats(40, 320),
)
flocks = st.dictionaries(
    st.sampled_from(["neutral", "student", "resident", "management"]), st.integers(0, 170)
)
SHEET = Sky(1280, 1400)


def fly(seed: str, kinds: dict[str, int], box: Box) -> tuple[float, tuple[Bird, ...]]:
    """A flock in birds as large as the box allows, at most 30."""
    radius = min(30.0, flock.radius_for(sum(kinds.values()), box))
    return radius, flock.layout(seed, kinds, box, radius, SHEET)


@given(seed=st.text(max_size=12), kinds=flocks, box=boxes)
def test_no_bird_touches_another_or_leaves_its_cell(
    seed: str, kinds: dict[str, int], box: Box
) -> None:
    radius, birds = fly(seed, kinds, box)
    for bird in birds:
        assert box.x - 1e-6 <= bird.x - radius <= bird.x + radius <= box.x + box.width + 1e-6
        assert box.y - 1e-6 <= bird.y - radius <= bird.y + radius <= box.y + box.height + 1e-6
    for one, other in combinations(birds, 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) >= 2 * radius


@given(seed=st.text(max_size=12), kinds=flocks, box=boxes)
def test_every_voice_is_a_bird_of_its_own_kind(seed: str, kinds: dict[str, int], box: Box) -> None:
    _, birds = fly(seed, kinds, box)
    flown = {kind: sum(bird.kind == kind for bird in birds) for kind in kinds}
    assert flown == kinds
    assert len(birds) == sum(kinds.values())


@given(kinds=flocks, box=boxes)
def test_P3_the_same_counts_give_the_same_picture_in_whatever_order_they_came(
    kinds: dict[str, int], box: Box
) -> None:
    turned = dict(reversed(kinds.items()))
    assert fly("context/why", kinds, box) == fly("context/why", turned, box)


def nearest(bird: Bird, birds: tuple[Bird, ...]) -> Bird:
    """The neighbour a bird looks at."""
    others = [other for other in birds if other is not bird]
    return min(others, key=lambda other: math.dist((bird.x, bird.y), (other.x, other.y)))


@given(count=st.integers(12, 150), box=boxes)
def test_neighbours_fly_the_same_way(count: int, box: Box) -> None:
    assume(box.height > 80)
    _, birds = fly("intention/how", {"neutral": count}, box)
    turns = [abs(bird.heading - nearest(bird, birds).heading) for bird in birds]
    assert sum(turns) / len(turns) < 13
    assert max(turns) < 40
    assert all(abs(bird.heading) < 65 for bird in birds)


def test_too_many_birds_for_a_cell_are_refused_and_not_left_out() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        flock.layout("x/y", {"neutral": 50}, Box(0, 0, 60, 40), 9, SHEET)


def test_an_empty_cell_has_no_birds() -> None:
    assert flock.layout("x/y", {}, Box(0, 0, 60, 40), 9, SHEET) == ()


def test_points_of_the_tile_are_nowhere_nearer_than_told_across_its_edges_too() -> None:
    def apart(one: Point, other: Point) -> float:
        across = abs(one[0] - other[0]), abs(one[1] - other[1])
        return math.hypot(*(min(d, 256 - d) for d in across))

    assert len(set(TILE)) == 256
    assert min(apart(one, other) for one, other in combinations(TILE, 2)) >= NEAREST


@given(x=st.floats(0, 1280), y=st.floats(0, 1400))
def test_the_wind_never_tears_and_never_blows_straight_up(x: float, y: float) -> None:
    assert SHEET.crowd(x, y) > 0.5
    assert abs(SHEET.slope(x, y)) < 1.2


# How a bird is drawn.


def outline(path: str) -> list[list[Point]]:
    """The path as closed lines of many points, curves included."""
    lines: list[list[Point]] = []
    for command, numbers in re.findall(r"([MCLZ])([^MCLZ]*)", path):
        values = [float(n) for n in re.findall(r"-?\d*\.?\d+", numbers)]
        points = list(zip(values[::2], values[1::2], strict=True))
        if command == "M":
            lines.append(points)
        elif command == "L":
            lines[-1] += points
        elif command == "C":
            lines[-1] += curve(lines[-1][-1], points)
    return lines


def curve(start: Point, points: list[Point]) -> list[Point]:
    out = []
    for first, second, end in zip(points[::3], points[1::3], points[2::3], strict=True):
        for i in range(1, 17):
            t = i / 16
            weights = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
            four = (start, first, second, end)
            x = sum(w * p[0] for w, p in zip(weights, four, strict=True))
            y = sum(w * p[1] for w, p in zip(weights, four, strict=True))
            out.append((x, y))
        start = end
    return out


def area(line: list[Point]) -> float:
    turned = [*line[1:], line[0]]
    pairs = zip(line, turned, strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


KINDS = sorted(starlings.STARLINGS)


@pytest.mark.parametrize("variant", range(len(starlings.BANKS)))
@pytest.mark.parametrize("kind", KINDS)
def test_a_bird_stays_within_its_circle_with_its_line(kind: str, variant: int) -> None:
    line = 100 * starlings.LINE / 2 if starlings.STARLINGS[kind].open else 0.0
    points = [p for part in outline(starlings.path(kind, 100, variant)) for p in part]
    assert max(math.hypot(*point) for point in points) + line <= 101


def test_P11_no_perspective_is_a_larger_bird_than_another() -> None:
    sizes = [area(outline(bird.outline)[0]) for bird in starlings.STARLINGS.values()]
    assert max(sizes) / min(sizes) < 1.25


def test_two_perspectives_never_share_posture_and_way_of_drawing() -> None:
    drawn = {(bird.outline, bird.open) for bird in starlings.STARLINGS.values()}
    assert len(drawn) == len(starlings.STARLINGS)
