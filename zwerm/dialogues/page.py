"""Where everything in the picture stands: texts, skies, ground lines and legend. Pure.

Two pages: `wide` is a grid of rows and columns, on a screen as high as it needs or on a sheet of
given proportions; `narrow` puts one cell under the other, for a phone. Units are those of the
drawing (CSS pixels at its own width). Texts are wrapped here, so that what is drawn is final.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from zwerm.dialogues.cells import Cell, Picture, birds_of, step_from, voices_per_bird
from zwerm.dialogues.flock import Box, radius_for
from zwerm.dialogues.lettering import measure, wrap
from zwerm.dialogues.starlings import NEUTRAL

Role = Literal[
    "title",
    "subtitle",
    "scale",
    "loop",
    "question",
    "plain",
    "formal",
    "silent",
    "unasked",
    "count",
    "key",
]
BOLD: frozenset[Role] = frozenset({"title", "loop", "plain"})
SMALLEST_BIRD = 5.0
"""Radius under which a starling is a speck: then a bird stands for more voices instead."""
EASY_COUNT = 12
"""More birds than this nobody counts at a glance: then each flock has its number beside it."""
LEADING = 1.28
REEDS = 64.0
"""Room that the reeds of a silent cell take, before its words."""


@dataclass(frozen=True)
class Text:
    """Lines of words; y is the baseline of the first one. `end` is written from right to left."""

    role: Role
    lines: tuple[str, ...]
    x: float
    y: float
    size: float
    width: float
    end: bool = False

    @property
    def bottom(self) -> float:
        """Under the last line, its descenders included."""
        return self.y + (len(self.lines) - 1) * self.size * LEADING + 0.3 * self.size


@dataclass(frozen=True)
class Place:
    """A cell on the page: all of it, the part in which birds fly, the ground under it, and where
    on that ground reeds stand when it is silent."""

    row: int
    column: int
    box: Box
    sky: Box
    ground: float
    birds: dict[str, int]
    texts: tuple[Text, ...]
    reeds: float = 0.0


@dataclass(frozen=True)
class Key:
    """A bird of the legend: its kind and radius, its middle, and the words beside it."""

    kind: str
    radius: float
    x: float
    y: float
    text: Text


@dataclass
class Page:
    """The whole drawing. `scale` is the size of its letters against those of a screen."""

    width: float
    height: float
    scale: float
    per_bird: int
    radius: float = 0.0
    numbered: bool = False
    texts: list[Text] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)

    def write(self, role: Role, words: str, x: float, y: float, size: float, width: float) -> float:
        """Puts words with their top at y, wrapped to `width`. Returns where the next may begin."""
        lines = wrap(words, width, size, bold=role in BOLD)
        if not lines:
            return y
        text = Text(role, lines, x, y + size, size, width)
        self.texts.append(text)
        return text.bottom

    def write_subtitle(self, words: str, x: float, y: float, size: float, width: float) -> float:
        """On one line with its dots, or each part on lines of its own without: none begins one."""
        if len(wrap(words, width, size)) < 2:
            return self.write("subtitle", words, x, y, size, width)
        for part in words.split(" · "):
            y = self.write("subtitle", part, x, y, size, width)
        return y


def wide(picture: Picture, width: float, height: float | None, scale: float) -> Page:
    """A grid of aspects and loops; as high as it needs when `height` is None.

    On a sheet the rows share what the words leave; when that is too little the page is higher.
    `scale` is the size of letters and lines against those of a screen.
    """
    k, margin = scale, 44 * scale
    page = Page(width, height or 0, k, voices_per_bird(picture.voices))
    inner = width - 2 * margin
    label = min(240 * k, inner * 0.23)
    gap = 26 * k
    column = (inner - label) / len(picture.columns) - gap
    lefts = [margin + label + gap + i * (column + gap) for i in range(len(picture.columns))]
    top = page.write("title", picture.title, margin, margin, 36 * k, inner)
    top = page.write_subtitle(picture.subtitle, margin, top + 4 * k, 17 * k, inner) + 26 * k
    corner = top
    top = _headings(page, picture, lefts, column, top)
    top = max(top, corner + _scale_height(picture, label, k) + 8 * k)
    foot = _legend_height(page, picture, inner) + 30 * k + margin
    rows = len(picture.rows)
    labels = [_label_height(row.plain, row.formal, label, k) for row in picture.rows]
    hush = _words_of_silence(picture, column, k)
    need = max(80 * k, 24 * k + max(labels, default=0), 44 * k + hush)
    if height is None:
        rise = _rise(page, picture, column, need)
    else:
        rise = max(need, (height - top - foot) / max(rows, 1))
    _choose_birds(page, picture, Box(0, 0, column, rise - 36 * k), 30 * k)
    for words in _scale(picture, page.per_bird):
        corner = page.write("scale", words, margin, corner, 15 * k, label)
    for i, row in enumerate(picture.rows):
        ground = top + (i + 1) * rise - 22 * k
        high = _label_height(row.plain, row.formal, label, k)
        down = page.write("plain", row.plain, margin, ground - high, 19 * k, label)
        page.write("formal", row.formal, margin, down + 1 * k, 15 * k, label)
        for j, cell in enumerate(row.cells):
            box = Box(lefts[j], top + i * rise, column, rise)
            _place(page, picture, (i, j), cell, box, ground)
    page.height = max(top + rows * rise + foot, height or 0)
    _legend(page, picture, margin, page.height - foot + 30 * k, inner)
    return page


def on_sheet(picture: Picture, width: float, height: float) -> Page:
    """The wide page on paper, in the largest letters with which it stays on the sheet."""
    scale = 1.25 if picture.voices <= 150 else 1.1
    made = wide(picture, width, height, scale)
    while made.height > height + 0.5 and scale > 0.5:
        scale -= 0.05
        made = wide(picture, width, height, scale)
    return made


def narrow(picture: Picture, width: float) -> Page:
    """One cell under the other, in letters of at least 14 at a width of 320. Legend first."""
    margin = 16.0
    page = Page(width, 0, 1.0, voices_per_bird(picture.voices))
    inner = width - 2 * margin
    y = page.write("title", picture.title, margin, margin, 25, inner)
    y = page.write_subtitle(picture.subtitle, margin, y + 3, 15, inner) + 10
    _choose_birds(page, picture, Box(0, 0, inner, 230), 22)
    for words in _scale(picture, page.per_bird):
        y = page.write("scale", words, margin, y, 15, inner)
    y = _legend(page, picture, margin, y + 8, inner) + 14
    for column in picture.columns:
        y = page.write("loop", column.plain, margin, y + 4, 17, inner)
        y = page.write("question", column.question, margin, y - 2, 15, inner)
    for i, row in enumerate(picture.rows):
        y = page.write("plain", row.plain, margin, y + 30, 20, inner)
        y = page.write("formal", row.formal, margin, y + 1, 15, inner)
        for j, cell in enumerate(row.cells):
            if not cell.voices:
                y = _hush(page, picture, (i, j), cell, Box(margin, y + 12, inner, 0))
                continue
            y = page.write("loop", picture.columns[j].plain, margin, y + 12, 17, inner)
            high = _sky_height(page, cell, inner)
            under = 22 if page.numbered else 12
            _place(page, picture, (i, j), cell, Box(margin, y, inner, high + under), y + high + 6)
            y += high + under
    page.height = y + margin
    return page


def _hush(page: Page, picture: Picture, at: tuple[int, int], cell: Cell, box: Box) -> float:
    """A cell without birds on a narrow page: two lines of words, with reeds at the end of the
    ground when it was asked. Takes x, y and width of `box`; returns where the next may begin."""
    room = box.width - REEDS if cell.asked else box.width
    top = page.write("loop", picture.columns[at[1]].plain, box.x, box.y, 17, room)
    words = picture.words.silent if cell.asked else picture.words.not_asked
    lines = wrap(words, room, 15)
    text = Text("silent" if cell.asked else "unasked", lines, box.x, top + 14, 15, room)
    ground = max(text.bottom + 5, box.y + 48) if cell.asked else text.bottom + 2
    whole = Box(box.x, box.y, box.width, ground - box.y + 2)
    reeds = box.x + box.width - 40
    page.places.append(Place(*at, whole, whole, ground, {}, (text,), reeds))
    return ground + 2


def _headings(page: Page, picture: Picture, lefts: list[float], width: float, y: float) -> float:
    k = page.scale
    down = y
    for column, left in zip(picture.columns, lefts, strict=True):
        under = page.write("loop", column.plain, left, y, 24 * k, width)
        down = max(down, page.write("question", column.question, left, under, 15.5 * k, width))
    return down + 8 * k


def _scale(picture: Picture, per_bird: int) -> tuple[str, ...]:
    """How many voices there are, and what one bird stands for; nothing when nobody spoke."""
    words = picture.words
    return (words.voices(picture.voices), words.scale(per_bird)) if picture.voices else ()


def _scale_height(picture: Picture, width: float, k: float) -> float:
    """Height of that at letter scale k, however many voices a bird will stand for."""
    size = 15 * k
    tried = (_scale(picture, each) for each in (1, 750))
    return max(sum(len(wrap(line, width, size)) + 0.1 for line in two) for two in tried) * (
        size * LEADING
    )


def _words_of_silence(picture: Picture, width: float, k: float) -> float:
    """Height of the words in a cell without birds, at letter scale k."""
    words = ((picture.words.silent, width - REEDS * k), (picture.words.not_asked, width))
    return max(len(wrap(text, room, 15 * k)) for text, room in words) * 15 * k * LEADING


def _label_height(plain: str, formal: str, width: float, k: float) -> float:
    """Height of the words before a row, at letter scale k."""
    over = len(wrap(plain, width, 19 * k, bold=True)) * 19 * LEADING
    return (over + len(wrap(formal, width, 15 * k)) * 15 * LEADING + 8) * k


def _crowd(picture: Picture, per_bird: int) -> int:
    """Birds in the fullest cell."""
    cells = [cell for row in picture.rows for cell in row.cells]
    return max((sum(birds_of(cell, per_bird).values()) for cell in cells), default=0)


def _rise(page: Page, picture: Picture, column: float, least: float) -> float:
    """Height of a row on a screen: more when the fullest cell would make its birds small."""
    k = page.scale
    crowd = _crowd(picture, page.per_bird)
    rise = max(least, 136 * k)
    # A sky stays wider than high: a flock is a band along the wind.
    most = min(240 * k, 0.8 * column)
    while rise < most and radius_for(crowd, Box(0, 0, column, rise - 36 * k)) < 9.5 * k:
        rise += 12 * k
    return rise


def _choose_birds(page: Page, picture: Picture, sky: Box, largest: float) -> None:
    """One size for every bird on the page, so that flocks compare; more voices per bird when a
    starling would be a speck."""
    while True:
        crowd = _crowd(picture, page.per_bird)
        page.radius = min(largest, radius_for(crowd, sky))
        page.numbered = page.per_bird > 1 or crowd > EASY_COUNT
        if page.radius >= SMALLEST_BIRD * max(1.0, page.scale) or crowd <= len(picture.shapes) + 1:
            return
        page.per_bird = step_from(page.per_bird + 1)


def _sky_height(page: Page, cell: Cell, width: float) -> float:
    """On a narrow page a sky is as high as its flock needs."""
    count = sum(birds_of(cell, page.per_bird).values())
    high = max(60.0, 4 * page.radius)
    while radius_for(count, Box(0, 0, width, high)) < 1.15 * page.radius and high < 230:
        high = min(230.0, high + 6)
    return high + 8


def _place(
    page: Page, picture: Picture, at: tuple[int, int], cell: Cell, box: Box, ground: float
) -> None:
    """A cell with its words: a count when its birds do not count at a glance, or why none fly."""
    k = page.scale
    size = 15 * k
    sky = Box(box.x, box.y + 4 * k, box.width, ground - box.y - 14 * k)
    texts: tuple[Text, ...] = ()
    if not cell.asked and not cell.voices:
        lines = wrap(picture.words.not_asked, box.width, size)
        y = ground - (len(lines) - 1) * size * LEADING - 3 * k
        texts = (Text("unasked", lines, box.x, y, size, box.width),)
    elif cell.silent:
        room = box.width - REEDS * k
        lines = wrap(picture.words.silent, room, size)
        y = ground - (len(lines) - 1) * size * LEADING - 9 * k
        texts = (Text("silent", lines, box.x + REEDS * k, y, size, room),)
    elif page.numbered:
        words = picture.words.voices(cell.voices)
        small = min(14 * k, 14 * k * box.width / measure(words, 14 * k)) if words else 14 * k
        right = box.x + box.width
        texts = (Text("count", (words,), right, ground + 15 * k, small, box.width, end=True),)
    birds = birds_of(cell, page.per_bird)
    page.places.append(Place(*at, box, sky, ground, birds, texts, box.x + 14 * k))


def _legend_entries(page: Page, picture: Picture) -> Iterator[tuple[str, float, str]]:
    """Kind, radius and words of each kind that flies."""
    k = page.scale
    flying = {kind for row in picture.rows for cell in row.cells for kind in birds_of(cell, 1)}
    if not flying:
        return
    shown = [(shape.key, shape.name) for shape in picture.shapes if shape.key in flying]
    if NEUTRAL in flying:
        shown.append((NEUTRAL, picture.words.neutral))
    for kind, name in shown:
        yield kind, 12 * k, name


def _legend(page: Page, picture: Picture, x: float, y: float, width: float) -> float:
    """Writes the legend from y down, as many entries on a line as fit. Returns its bottom."""
    k = page.scale
    size, space, line = 15 * k, 34 * k, 38 * k
    left, high = x, line
    for kind, radius, words in _legend_entries(page, picture):
        full = measure(words, size)
        if left > x and left + space + full > x + width:
            left, y, high = x, y + high, line
        room = min(full, width - space) + 0.01
        lines = wrap(words, room, size)
        text = Text("key", lines, left + space, y + line / 2 + size * 0.34, size, room)
        page.keys.append(Key(kind, radius, left + 14 * k, y + line / 2, text))
        high = max(high, text.bottom - y + 8 * k)
        left += space + room + 26 * k
    return y + high if page.keys else y


def _legend_height(page: Page, picture: Picture, width: float) -> float:
    trial = Page(page.width, 0, page.scale, page.per_bird, radius=16 * page.scale)
    return _legend(trial, picture, 0, 0, width)
