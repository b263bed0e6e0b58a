"""The colours of the picture by day and at night: seen by everybody, told apart by everybody."""

import math
import re
from itertools import combinations
from pathlib import Path

import pytest

from zwerm.dialogues import picture, starlings

SHEET = Path("zwerm/web/css/components/picture.css")
KINDS = sorted(starlings.STARLINGS)
LETTERS = ("text", "title", "plain", "key", "loop")
"""What is written, by the class that colours it; `text` is all the rest."""


def light(colour: str) -> tuple[float, float, float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def luminance(colour: str) -> float:
    r, g, b = light(colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def night() -> dict[str, str]:
    """Every colour of the picture at night, by what it is the colour of."""
    css = SHEET.read_text()
    dark = css[css.index("prefers-color-scheme: dark") :]
    names = dict(re.findall(r"(--zb-[a-z]+): (#[0-9a-f]{6});", dark))
    found: dict[str, str] = {}
    for selector, how, colour in re.findall(
        r"\n  \.zw-picture ([^{]+) \{\s+(fill|stroke): ([^;]+);", dark
    ):
        colour = names[colour[4:-1]] if colour.startswith("var(") else colour
        for part in re.sub(r":is\((.*)\)", r"\1", selector, flags=re.DOTALL).split(","):
            name = part.strip().split(".zb-")[-1]
            if name in starlings.STARLINGS:
                assert how == ("stroke" if starlings.STARLINGS[name].open else "fill"), name
            found[name] = colour
    return found


NIGHT = night()
DAY = {
    "ground": picture.PAPER,
    "text": picture.QUIET,
    "title": picture.INK,
    "plain": picture.INK,
    "key": picture.INK,
    "loop": picture.ACCENT,
    "line": picture.LAND,
    "reed": picture.LAND,
    **{kind: bird.colour for kind, bird in starlings.STARLINGS.items()},
}
HOURS = {"day": DAY, "night": NIGHT}


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 counts it."""
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def test_the_night_names_a_colour_for_all_that_is_drawn_by_day() -> None:
    assert set(DAY) <= set(NIGHT)


@pytest.mark.parametrize("hour", HOURS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_bird_stands_out_from_its_sky(hour: str, kind: str) -> None:
    assert contrast(HOURS[hour][kind], HOURS[hour]["ground"]) >= 3


@pytest.mark.parametrize("hour", HOURS)
@pytest.mark.parametrize("part", ["line", "reed"])
def test_silence_is_seen_as_well(hour: str, part: str) -> None:
    assert contrast(HOURS[hour][part], HOURS[hour]["ground"]) >= 3


@pytest.mark.parametrize("hour", HOURS)
@pytest.mark.parametrize("role", LETTERS)
def test_every_letter_can_be_read(hour: str, role: str) -> None:
    assert contrast(HOURS[hour][role], HOURS[hour]["ground"]) >= 4.5


SEEN = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "no green": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "no blue": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
"""What is seen of linear red, green and blue (Machado, Oliveira and Fernandes, 2009)."""


def seen(colour: str, eyes: str) -> tuple[float, float, float]:
    """Lightness and hue (CIE L*a*b*) of a colour to someone with these eyes."""
    rgb = light(colour)
    r, g, b = (max(0.0, sum(w * c for w, c in zip(row, rgb, strict=True))) for row in SEEN[eyes])
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.0888
    root = [t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z)]
    return 116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])


@pytest.mark.parametrize("hour", HOURS)
@pytest.mark.parametrize("eyes", sorted(SEEN))
def test_the_six_perspectives_and_neutral_stay_apart_for_every_kind_of_eyes(
    hour: str, eyes: str
) -> None:
    colours = [HOURS[hour][key] for key in KINDS if not key.startswith("other")]
    assert len(colours) == 7
    for one, other in combinations(colours, 2):
        assert math.dist(seen(one, eyes), seen(other, eyes)) > 19
