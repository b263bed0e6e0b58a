"""How a bird in the picture is drawn. Pure.

Every bird is the same starling at another moment of its wing beat, so that no perspective is a
larger or a grander bird than another (P11). A perspective is told three times: by posture, by the
way the body is drawn (solid, or as a line; on black and white paper some are grey within a line),
and by colour. The first two hold in black and white; the colours keep 3:1 on paper and stay apart
for the three common forms of colour blindness.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

NEUTRAL = "neutral"
"""A voice whose perspective is not told (P4)."""

_TURNING = (
    "M.98-.05C.86-.15 .74-.22 .59-.23C.51-.24 .47-.26 .44-.32C.42-.56 .29-.79 .04-.98"
    "C.08-.71 .02-.48-.08-.26C-.24-.21-.39-.18-.51-.18L-.81-.26L-.75-.05L-.81 .11L-.49 .05"
    "C-.37 .08-.26 .11-.14 .13C-.20 .36-.35 .56-.69 .70C-.20 .76 .21 .54 .41 .19"
    "C.47 .13 .53 .10 .63 .08C.76 .06 .86 .01 .98-.05Z"
)
_RISING = (
    "M.88 .42C.77 .32 .66 .25 .53 .24C.44 .23 .38 .19 .33 .14C.33-.17 .21-.50-.04-.79"
    "C-.04-.61-.06-.46-.09-.32C-.21-.52-.38-.67-.61-.77C-.50-.46-.40-.15-.27 .21"
    "C-.38 .27-.50 .29-.57 .30L-.86 .25L-.84 .50L-.55 .46C-.36 .54-.08 .60 .17 .58"
    "C.40 .57 .60 .54 .69 .48C.76 .46 .83 .44 .88 .42Z"
)
_FALLING = (
    "M.86-.47C.79-.54 .69-.62 .54-.63C.28-.64-.06-.58-.33-.47C-.44-.42-.53-.40-.61-.40"
    "L-.88-.43L-.87-.19L-.61-.24C-.51-.23-.42-.22-.33-.22C-.33 .06-.44 .40-.70 .68"
    "C-.40 .65-.19 .48-.06 .25C-.08 .44-.14 .61-.25 .77C.11 .59 .32 .19 .33-.20"
    "C.41-.24 .50-.28 .60-.34C.69-.38 .79-.41 .86-.47Z"
)
_GLIDING = (
    "M.85 0C.74-.09 .65-.14 .53-.16C.43-.17 .35-.19 .27-.26C.19-.46 .15-.70 .09-.98"
    "C-.06-.72-.22-.46-.44-.18C-.52-.16-.58-.15-.64-.15L-.94-.27L-.94 .27L-.64 .15"
    "C-.58 .15-.52 .16-.44 .18C-.22 .46-.06 .72 .09 .98C.15 .70 .19 .46 .27 .26"
    "C.35 .19 .43 .17 .53 .16C.65 .14 .74 .09 .85 0Z"
)
_SWEEPING = (
    "M.98 .02C.90-.08 .81-.14 .68-.17C.61-.52 .29-.88-.29-.94C.01-.73 .16-.47 .16-.19"
    "C.03-.16-.07-.13-.16-.11L-.48-.10L-.48 .10L-.16 .11C-.07 .13 .03 .16 .16 .19"
    "C.16 .47 .01 .73-.29 .94C.29 .88 .61 .52 .68 .17C.81 .14 .90 .10 .98 .02Z"
)
_STOOPING = (
    "M.98 .07C.88-.01 .79-.07 .66-.09C.56-.11 .49-.17 .43-.25C.28-.40-.04-.42-.33-.43"
    "C-.52-.45-.65-.49-.78-.59C-.65-.38-.35-.31-.04-.11C-.29-.07-.48-.04-.57-.03L-.88-.11"
    "L-.83 .07L-.88 .24L-.57 .17C-.42 .19-.23 .21-.03 .24C-.31 .43-.57 .49-.71 .68"
    "C-.56 .60-.40 .58-.23 .56C.03 .55 .30 .51 .45 .39C.52 .29 .58 .25 .67 .23"
    "C.79 .21 .88 .15 .98 .07Z"
)


@dataclass(frozen=True)
class Starling:
    """Outline in a circle of radius 1 that flies to the right; open = drawn as a line only;
    grey = filled with grey within a line where there is no colour."""

    outline: str
    colour: str
    open: bool = False
    grey: bool = False


STARLINGS: Mapping[str, Starling] = {
    NEUTRAL: Starling(_TURNING, "#241f2b"),
    "student": Starling(_RISING, "#3a8ac9"),
    "professional": Starling(_SWEEPING, "#d2541c", grey=True),
    "teacher": Starling(_RISING, "#1a6b45", open=True),
    "resident": Starling(_FALLING, "#b0308c"),
    "municipality": Starling(_STOOPING, "#5a3208", grey=True),
    "management": Starling(_SWEEPING, "#4420b0", open=True),
    "other1": Starling(_GLIDING, "#2f7f8c"),
    "other2": Starling(_TURNING, "#7a1f1f", open=True),
    "other3": Starling(_GLIDING, "#4f6b1c", open=True),
    "other4": Starling(_FALLING, "#8a6a00", open=True),
}
"""Keys without a starling of their own fly as NEUTRAL; the table still tells them."""

BANKS = ((1.0, 0.0), (0.86, 0.10), (0.9, -0.10))
"""Slight variants: the bird tilts. Height factor and slant per variant; never leaves its circle."""

LINE = 0.15
"""Thickness of an open bird's line, as part of its radius."""

_NUMBERS = re.compile(r"-?\d*\.?\d+")


def is_drawn(key: str) -> bool:
    """Whether this perspective has a starling that no other perspective has."""
    return key in STARLINGS


def path(key: str, radius: float, variant: int = 0) -> str:
    """SVG path data of a bird around (0, 0) within `radius`, in the unit of the radius."""
    bird = STARLINGS[key]
    height, slant = BANKS[variant]
    line = LINE / 2 if bird.open else LINE / 4 if bird.grey else 0.0
    reach = radius * (0.94 if variant else 1.0) * (1 - line)
    digits = 2 if radius < 7 else 1
    words: list[str] = []
    for command, numbers in re.findall(r"([MCLZ])([^MCLZ]*)", bird.outline):
        values = [float(number) for number in _NUMBERS.findall(numbers)]
        words.append(command)
        for x, y in zip(values[::2], values[1::2], strict=True):
            words.append(_short((x + slant * y) * reach, digits))
            words.append(_short(y * height * reach, digits))
    return _tight(words)


def _short(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _tight(words: list[str]) -> str:
    """Joins path words with a space only where two numbers would run together."""
    out: list[str] = []
    for word in words:
        if out and not (word[0].isalpha() or word[0] == "-" or out[-1][-1].isalpha()):
            out.append(" ")
        out.append(word)
    return "".join(out)
