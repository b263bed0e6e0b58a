"""Birds of one cell of the picture, flying together. Pure and deterministic.

The same counts give the same flock, always: nothing here knows who spoke, in which order or when
(P3). One wind blows over the whole sheet. A flock is a band along it, close at the heart and
frayed at the edge, and every bird flies with the wind, so that neighbours agree.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

_TILE = (
    "01f002dd034f046b0616063e0a8e0ab30c9f0cc20d0a0d7f103010dd10ec10fc111f114e115d1271164117d1"
    "188d1a0f1a9f1bad1c281e011ebf1ede1f4d1fed2061217423842495261a263d28a228b428d429f72a082a29"
    "2ae52b552e6b2e792fc03187329634403532355f35af35cd35ef36dd38123901394e3aa13b743cbb3e1f3f90"
    "4082416741d4423f425943ed452b479c4abb4b094b724bf94d1b4d514d8e4ee24f644f7f504350c7532853af"
    "54d555365599580e595a5b1c5da55e495e735fb65fed602e60c4623c639463fb648065d1670867df69ac6a23"
    "6a576a686d156e446f9f728372c57491752d75e975f777b0797679d87b137c3b7c5e7d9c7ebd7f4e80048089"
    "812083ca856d86e0877b891189448aa68af48c908cbb8d368e029155922392ce9468957b971697af989d99ed"
    "9add9b329c409dfb9e099e89a070a160a2b9a3caa628a69ea750a7eba87ea8d9acabad1bae6caefcaf91b05e"
    "b0beb428b53cb54bb5ddb69db70db8b3baeebb71bb7fbbcdbe5ac144c1fdc21ac329c5b9c60ac88bc8a2c96f"
    "cac7cbd6cc5acd7dcf46cfecd015d200d237d297d2b3d429d688d6ced7dcd86ad9a7da5ade10de1fdf4ce09a"
    "e0c3e138e174e1fee2e6e48ce4b6e4d2e7a8e85dea17ea28ea43eaf2eb09ec7eee98ef36efc2f0e5f269f2b1"
    "f2d3f747f7f9f815f859f887fa24fb07fd32fda7fdbafecbff7bff98"
)
"""256 points on a tile of 256 by 256, two hexadecimal digits each for x and y: evenly spread
without rows. Made once: points pushed apart on a torus until none was nearer than NEAREST."""

TILE = tuple(zip(bytes.fromhex(_TILE)[::2], bytes.fromhex(_TILE)[1::2], strict=True))
NEAREST = math.sqrt(180)
"""The smallest distance between two points of TILE, its edges joined."""
_LOOSENESS = (1.08, 1.04, 1.01)
"""How far birds stay apart, against a circle that just touches the next; the first that fits."""


Places = list[tuple[float, float]]


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet; x and y are its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Bird:
    """One bird: middle, heading in degrees (0 flies right, positive dives), kind and variant."""

    x: float
    y: float
    heading: float
    kind: str
    variant: int


@dataclass(frozen=True)
class Sky:
    """The sheet all flocks share, in the unit of the boxes: one wind blows over all of it.

    The wind runs along the lines of equal y + long sin(one) + short sin(two), so that it turns
    but never piles up or tears.
    """

    width: float
    height: float

    def slope(self, x: float, y: float) -> float:
        """How steeply the wind goes at a point: down over right."""
        long, short, one, two = self._waves(x, y)
        first, second = long * math.cos(one), short * math.cos(two)
        return -self._turn * (first + 2.1 * second) / self.crowd(x, y)

    def crowd(self, x: float, y: float) -> float:
        """How close the lines of the wind lie at a point; 1 is as close as on a still day."""
        long, short, one, two = self._waves(x, y)
        return 1 + self._turn * (0.55 * long * math.cos(one) - 0.9 * short * math.cos(two))

    def _waves(self, x: float, y: float) -> tuple[float, float, float, float]:
        one = self._turn * (x + 0.55 * y) + 0.4
        two = self._turn * (2.1 * x - 0.9 * y) + 2.2
        return 0.36 / self._turn, 0.085 / self._turn, one, two

    @property
    def _turn(self) -> float:
        """Not quite one wave from side to side; less on a sheet as narrow as a phone."""
        return 2 * math.pi * 0.9 / max(self.width, 0.55 * self.height, 700.0)


def radius_for(count: int, box: Box) -> float:
    """Largest radius of a bird's circle with which `count` birds still fly freely in the box.

    Circles may cover a third of the box, a little more when there are many: past half of it a
    flock becomes a crowd.
    """
    fill = 0.3 + 0.11 * min(1.0, count / 60)
    room = math.sqrt(fill * box.width * box.height / (math.pi * max(count, 1)))
    radius = min(room, box.height * 0.33, box.width * 0.2)
    while _capacity(box, radius) < 1.15 * count or _rank_room(box, radius) < count:
        radius *= 0.96
    return radius


def _capacity(box: Box, radius: float) -> float:
    """About how many points of the tile fall in the part of the box where a middle may be."""
    apart = 2 * radius * _LOOSENESS[-1] / NEAREST
    return (box.width - 2 * radius) * (box.height - 2 * radius) / (256 * apart * apart)


def layout(
    seed: str, kinds: Mapping[str, int], box: Box, radius: float, sky: Sky
) -> tuple[Bird, ...]:
    """One bird per count of each kind. Circles of `radius` stay in the box and never touch.

    Raises ValueError when so many birds of this size do not fit in the box.
    """
    count = sum(kinds.values())
    root = crc32(seed.encode())
    places = _places(root, count, box, radius, sky)
    if len(places) < count:
        raise ValueError(f"{count} birds of radius {radius} do not fit in {box}")
    crew = _crew(root, kinds, places)
    return tuple(
        Bird(x, y, _tuned(root, i, x, y, sky), crew[i], int(3 * _dice(root, 9000 + i)))
        for i, (x, y) in enumerate(places)
    )


def _tuned(root: int, i: int, x: float, y: float, sky: Sky) -> float:
    """The heading of the wind, with a turn shared by neighbours and a little of the bird's own."""
    shared = 6 * math.sin(x * 0.021 + _dice(root, 1) * 6) * math.cos(y * 0.03 + _dice(root, 2) * 6)
    return math.degrees(math.atan(sky.slope(x, y))) + shared + 9 * (_dice(root, 5000 + i) - 0.5)


def _crew(root: int, kinds: Mapping[str, int], places: Places) -> list[str]:
    """A kind per place. Each kind flies as a loose strand; which strand is on top differs by cell
    (P11: in no ranked order)."""
    present = sorted(kinds)
    turn = int(_dice(root, 8) * len(present)) if present else 0
    crew = [kind for kind in present[turn:] + present[:turn] for _ in range(kinds[kind])]
    if not places:
        return crew
    high, low = min(y for _, y in places), max(y for _, y in places)
    weave = 0.55 * (low - high) + 1
    order = sorted(
        range(len(places)), key=lambda i: places[i][1] + weave * (_dice(root, 7000 + i) - 0.5)
    )
    dealt = [""] * len(places)
    for kind, i in zip(crew, order, strict=True):
        dealt[i] = kind
    return dealt


def _places(root: int, count: int, box: Box, radius: float, sky: Sky) -> Places:
    """The places of a flock: those of an even field of points that lie best in its shape."""
    if count == 0:
        return []
    for looseness in _LOOSENESS:
        for turn in range(4):
            points = _field(root + turn, box, radius, 2 * radius * looseness / NEAREST)
            if len(points) >= (count * 1.2 if looseness > _LOOSENESS[-1] else count):
                return _shape(root, points, count, box, radius, sky)
    return _ranks(box, radius)[:count]


def _field(root: int, box: Box, radius: float, scale: float) -> Places:
    """The points of the tile, laid over the box from a corner of the cell's own, `scale` apart."""
    left, right = box.x + radius, box.x + box.width - radius
    top, bottom = box.y + radius, box.y + box.height - radius
    start_x, start_y = 256 * _dice(root, 11), 256 * _dice(root, 12)
    size = 256 * scale
    points: Places = []
    for column in range(int((start_x + (right - left) / scale) // 256) + 1):
        for row in range(int((start_y + (bottom - top) / scale) // 256) + 1):
            shift_x = left - start_x * scale + column * size
            shift_y = top - start_y * scale + row * size
            for u, v in TILE:
                x, y = shift_x + u * scale, shift_y + v * scale
                if left <= x <= right and top <= y <= bottom:
                    points.append((x, y))
    return points


def _shape(root: int, points: Places, count: int, box: Box, radius: float, sky: Sky) -> Places:
    """The `count` points nearest to a curved band along the wind, frayed at its edge."""
    middle_x, middle_y = box.x + box.width / 2, box.y + box.height / 2
    full = min(1.0, 9.5 * count * radius * radius / (box.width * box.height))
    tall = box.height * (0.5 if full > 0.5 else 0.3 + 0.4 * full)
    long = box.width * (0.36 + 0.16 * full)
    free = 1 - full
    middle_x += (_dice(root, 3) - 0.5) * box.width * 0.3 * free
    slope = sky.slope(middle_x, middle_y)
    middle_y += (_dice(root, 2) - 0.5) * box.height * 0.3 * free
    bend = (_dice(root, 4) - 0.5) * 0.9
    belly, turn = 1.4 + 1.6 * _dice(root, 5), 6.28 * _dice(root, 6)
    ripple = 5.0 / max(box.height, 1)

    def rank(i: int) -> float:
        x, y = points[i]
        along = (x - middle_x) / long
        girth = tall * (0.72 + 0.36 * math.sin(belly * along + turn))
        spine = slope * (x - middle_x) * (1 - 0.5 * full) + bend * tall * (along * along - 0.2)
        across = (y - middle_y - spine) / girth
        current = math.sin(ripple * (x - y) + turn) * math.sin(ripple * (y + 0.4 * x) + 2 * turn)
        return (along * along + across * across) * (0.7 + 0.5 * _dice(root, i + 31) + 0.3 * current)

    return [points[i] for i in sorted(range(len(points)), key=rank)[:count]]


def _rank_lines(box: Box, radius: float) -> list[int]:
    """How many birds fit in each line of staggered ranks, from top to bottom."""
    if 2 * radius > min(box.width, box.height):
        return []
    step, rise = 2.001 * radius, 2.001 * radius * math.sqrt(3) / 2
    room = box.width - 2 * radius
    lines = 1 + int((box.height - 2 * radius) / rise)
    odd = 1 + int((room - radius) / step) if room >= radius else 0
    return [odd if line % 2 else 1 + int(room / step) for line in range(lines)]


def _rank_room(box: Box, radius: float) -> int:
    return sum(_rank_lines(box, radius))


def _ranks(box: Box, radius: float) -> Places:
    """Places in staggered ranks, the tightest flight there is, nearest to the middle first."""
    lines = _rank_lines(box, radius)
    rise = 2.001 * radius * math.sqrt(3) / 2
    top = box.y + box.height / 2 - (len(lines) - 1) / 2 * rise
    left = box.x + radius
    places = [
        (left + radius * (line % 2) + i * 2.001 * radius, top + line * rise)
        for line, room in enumerate(lines)
        for i in range(room)
    ]
    return sorted(places, key=lambda place: _far(box, *place))


def _far(box: Box, x: float, y: float) -> float:
    middle_x, middle_y = box.x + box.width / 2, box.y + box.height / 2
    return ((x - middle_x) / box.width) ** 2 + ((y - middle_y) / box.height) ** 2


def _dice(root: int, i: int) -> float:
    """An even number in 0..1 from a root and an index: the same on every machine."""
    mixed = (root ^ (i * 0x9E3779B1)) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return (mixed ^ (mixed >> 16)) / 0x100000000
