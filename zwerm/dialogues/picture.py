"""The zwermbeeld as SVG and as a table: one content, two forms. Pure.

The SVG holds no script, no style element and no style attribute (style-src 'self'): colours are
presentation attributes, and a style sheet can restyle all of it by class:

    zb-ground (the paper), zb-cell with zb-flock, zb-silent or zb-unasked, zb-hit (the whole cell),
    zb-line (ground), zb-reed, zb-bird with zb-<perspective>, and zb-<role of a text> (page.Role).

Letters are wrapped for the widest common fonts; another font-family is safe, another size is not.
"""

import html
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from zwerm.dialogues import flock, page
from zwerm.dialogues.cells import Cell as Cell
from zwerm.dialogues.cells import Column as Column
from zwerm.dialogues.cells import Picture as Picture
from zwerm.dialogues.cells import Row as Row
from zwerm.dialogues.cells import Shape as Shape
from zwerm.dialogues.cells import Words as Words
from zwerm.dialogues.page import Page, Place, Text
from zwerm.dialogues.starlings import BANKS, LINE, STARLINGS, path

Style = Literal["screen", "print"]
Layout = Literal["wide", "narrow"]
Href = Callable[[Cell], str]


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper, in millimetres."""

    width: int
    height: int


WIDE = 1000
"""Pixels at which the wide picture is drawn: about those of the smallest page that shows it, so
that its letters are never much smaller there than drawn, and grow with the page."""
A3_PORTRAIT = Sheet(297, 420)
A3_LANDSCAPE = Sheet(420, 297)

FONT = "'Atkinson Hyperlegible Next','Segoe UI',Roboto,'Noto Sans','Helvetica Neue',sans-serif"
WIND = "#efe8d9"
GREY = "#b4b4b4"
PAPER, INK, QUIET, ACCENT, LAND = "#fffdf7", "#241f2b", "#5f5764", "#0b5360", "#857b6d"
_COLOUR = {"title": INK, "plain": INK, "loop": ACCENT, "key": INK}
_BLACK = "#000"
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _escape(text: str) -> str:
    """Text as XML may hold it, between tags or quotes; signs that XML forbids are left out."""
    return html.escape(_UNWRITABLE.sub("", text))


@dataclass(frozen=True)
class _Pen:
    """What differs between a drawing for the screen and one that must do without colour."""

    style: Style
    prefix: str

    def colour(self, screen: str) -> str:
        return screen if self.style == "screen" else _BLACK

    def text(self, text: Text) -> str:
        """Real letters, a line per tspan."""
        bold = ' font-weight="600"' if text.role in page.BOLD else ""
        slant = ' font-style="italic"' if text.role in {"silent", "question"} else ""
        anchor = ' text-anchor="end"' if text.end else ""
        at, step = f'x="{text.x:.4g}"', f"{text.size * page.LEADING:.4g}"
        lines = "".join(
            f'<tspan {at} dy="{step if i else 0}">{_escape(line)}</tspan>'
            for i, line in enumerate(text.lines)
        )
        fill = self.colour(_COLOUR.get(text.role, QUIET))
        return (
            f'<text class="zb-{text.role}" {at} y="{text.y:.5g}" font-size="{text.size:.4g}" '
            f'fill="{fill}"{bold}{slant}{anchor}>{lines}</text>'
        )

    def bird_group(self, kind: str, radius: float, uses: str) -> str:
        """Birds of one kind: filled, or a line when open; without colour some are grey inside."""
        colour = self.colour(STARLINGS[kind].colour)
        if STARLINGS[kind].open:
            line = f'stroke-width="{radius * LINE:.3g}" stroke-linejoin="round"'
            paint = f'fill="none" stroke="{colour}" {line}'
        elif STARLINGS[kind].grey and self.style == "print":
            line = f'stroke-width="{radius * LINE / 2:.3g}" stroke-linejoin="round"'
            paint = f'fill="{GREY}" stroke="{colour}" {line}'
        else:
            paint = f'fill="{colour}"'
        return f'<g class="zb-bird zb-{kind}" {paint}>{uses}</g>'


def svg(
    picture: Picture,
    *,
    style: Style = "screen",
    layout: Layout = "wide",
    width: int | None = None,
    sheet: Sheet | None = None,
    cell_href: Href | None = None,
    prefix: str = "zb",
) -> str:
    """The picture as one SVG text, for in a page or as a file of its own.

    `width` in CSS pixels (1000 wide, 320 narrow); with a `sheet` the drawing takes its size and
    proportions, on white. `print` needs no colour. `cell_href` gives the address behind a cell
    with voices. Two pictures on one page need two prefixes, because ids must differ.
    """
    if layout == "narrow":
        made = page.narrow(picture, width or 320)
    elif sheet:
        made = page.on_sheet(picture, sheet.width * 96 / 25.4, sheet.height * 96 / 25.4)
    else:
        made = page.wide(picture, width or WIDE, None, min(1.0, max(0.85, (width or WIDE) / 1000)))
    pen = _Pen(style, prefix)
    parts = [*_open(picture, made, pen, sheet, has_links=cell_href is not None)]
    parts += _wind(made, pen)
    parts += [pen.text(text) for text in made.texts]
    parts += [_cell(picture, made, place, pen, cell_href) for place in made.places]
    parts += _legend(made, pen)
    return "".join([*parts, "</svg>"])


def _open(
    picture: Picture, made: Page, pen: _Pen, sheet: Sheet | None, *, has_links: bool
) -> Iterator[str]:
    """The root with its name and description, the paper, and each bird drawn once."""
    wide, high = f"{made.width:.5g}", f"{made.height:.5g}"
    size = (
        f'width="{sheet.width}mm" height="{sheet.height}mm"'
        if sheet
        else f'width="{wide}" height="{high}"'
    )
    p = pen.prefix
    # An image hides what is in it from a screen reader; with links in it, it is a group.
    role = "group" if has_links else "img"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="zb zb-{pen.style}" {size} '
        f'viewBox="0 0 {wide} {high}" role="{role}" aria-labelledby="{p}-t {p}-d" '
        f'font-family="{_escape(FONT)}">'
    )
    yield f'<title id="{p}-t">{_escape(picture.title)}</title>'
    words = picture.words
    summary = f"{words.summary(picture.voices, picture.silences)} {words.scale(made.per_bird)}"
    yield f'<desc id="{p}-d">{_escape(summary)}</desc>'
    kinds = sorted({kind for place in made.places for kind in place.birds})
    yield "<defs>"
    for kind in kinds:
        for variant in range(len(BANKS)):
            yield f'<path id="{p}-{kind}{variant}" d="{path(kind, made.radius, variant)}"/>'
    yield "</defs>"
    # A sheet is white where it is not printed; a printer would leave an edge around a coloured one.
    ground = PAPER if pen.style == "screen" and sheet is None else "#fff"
    yield f'<rect class="zb-ground" width="{wide}" height="{high}" fill="{ground}"/>'


def _wind(made: Page, pen: _Pen) -> Iterator[str]:
    """The one wind of the whole sheet, seen through every sky in which birds fly."""
    skies = [place for place in made.places if place.birds]
    if not skies:
        return
    air = flock.Sky(made.width, made.height)
    k = made.scale
    left, right = min(p.box.x for p in skies), max(p.box.x + p.box.width for p in skies)
    top, bottom = min(p.sky.y for p in skies), max(p.ground for p in skies)
    yield f'<clipPath id="{pen.prefix}-w"><path d="'
    for place in skies:
        high = place.ground - place.sky.y - 4 * k
        box = place.box
        yield f"M{box.x:.5g} {place.sky.y:.5g}h{box.width:.5g}v{high:.4g}h{-box.width:.5g}z"
    yield '"/></clipPath>'
    colour = WIND if pen.style == "screen" else "#d8d8d8"
    yield (
        f'<path class="zb-wind" clip-path="url(#{pen.prefix}-w)" fill="none" stroke="{colour}" '
        f'stroke-width="{k:.3g}" d="'
    )
    parts = max(4, round((right - left) / (150 * k)))
    step = math.ceil((right - left) / parts)
    start = top - 200 * k
    while start < bottom + 200 * k:
        gust = _gust(air, left, parts, start, step)
        if any(_crosses(gust, left, step, place) for place in skies):
            yield _curve(gust, left, step)
        start += 22 * k / air.crowd(left, start)
    yield '"/>'


def _gust(air: flock.Sky, x: float, parts: int, y: float, step: float) -> list[tuple[float, float]]:
    """One line along the wind: its height and its slope after each step."""
    points = [(y, air.slope(x, y))]
    for i in range(parts):
        at = x + i * step
        y += step * air.slope(at + step / 2, y + points[-1][1] * step / 2)
        points.append((y, air.slope(at + step, y)))
    return points


def _crosses(gust: list[tuple[float, float]], left: float, step: float, place: Place) -> bool:
    """Whether a line may be seen in the sky of this cell."""
    first = max(0, int((place.box.x - left) / step))
    last = min(len(gust) - 1, int((place.box.x + place.box.width - left) / step) + 1)
    heights = [y for y, _ in gust[first : last + 1]]
    return min(heights) - step / 5 < place.ground and max(heights) + step / 5 > place.sky.y


def _curve(gust: list[tuple[float, float]], x: float, step: float) -> str:
    """The line as curves that keep its slope from one to the next: each mirrors the one before."""
    drawn = [round(y) for y, _ in gust]
    third = round(step / 3)
    words = [f"M{x:.0f} {drawn[0]}c{third} {third * gust[0][1]:.0f}"]
    for i, (_, slope) in enumerate(gust[1:]):
        rise = drawn[i + 1] - drawn[i]
        words.append(f"{'s' if i else ' '}{step - third} {rise - third * slope:.0f} {step} {rise}")
    return "".join(words)


def _cell(picture: Picture, made: Page, place: Place, pen: _Pen, cell_href: Href | None) -> str:
    """One cell: what it says to a screen reader, its ground, and its birds, reeds or words."""
    cell = picture.rows[place.row].cells[place.column]
    name = _escape(cell_name(picture, place.row, place.column))
    box = place.box
    state = "flock" if cell.voices else "silent" if cell.asked else "unasked"
    inner = [f"<title>{name}</title>"]
    inner.append(
        f'<rect class="zb-hit" x="{box.x:.5g}" y="{box.y:.5g}" width="{box.width:.5g}" '
        f'height="{box.height:.5g}" fill="none" pointer-events="all"/>'
    )
    if state != "unasked":
        inner.append(
            f'<path class="zb-line" d="M{box.x:.5g} {place.ground:.5g}h{box.width:.5g}" '
            f'stroke="{pen.colour(LAND)}" stroke-width="{made.scale:.3g}"/>'
        )
    if state == "silent":
        inner.append(_reeds(made, place, pen))
    inner += [pen.text(text) for text in place.texts]
    inner += _flock(cell, made, place, pen)
    body = f'<g class="zb-cell zb-{state}">{"".join(inner)}</g>'
    if cell_href and cell.voices:
        return (
            f'<a class="zb-open" href="{_escape(cell_href(cell))}" aria-label="{name}">{body}</a>'
        )
    return body


def _flock(cell: Cell, made: Page, place: Place, pen: _Pen) -> Iterator[str]:
    sky = flock.Sky(made.width, made.height)
    seed = f"{cell.aspect}/{cell.loop}"
    fine = 0 if made.radius > 6 else 1
    uses: dict[str, list[str]] = {}
    for bird in flock.layout(seed, place.birds, place.sky, made.radius, sky):
        at = f"translate({bird.x:.{fine}f} {bird.y:.{fine}f})rotate({bird.heading:.0f})"
        uses.setdefault(bird.kind, []).append(
            f'<use href="#{pen.prefix}-{bird.kind}{bird.variant}" transform="{at}"/>'
        )
    for kind in sorted(uses):
        yield pen.bird_group(kind, made.radius, "".join(uses[kind]))


def _reeds(made: Page, place: Place, pen: _Pen) -> str:
    """Reeds on the ground, where starlings may yet come: bent by the wind in which others fly."""
    k, x, y = made.scale, place.reeds, place.ground
    lean = 5 + 6 * flock.Sky(made.width, made.height).slope(x, y)
    stalks, plumes = [], []
    for foot, high, bend in (
        (0, 24, 0.7),
        (4, 37, 0.9),
        (8, 30, 1.5),
        (13, 42, 1.1),
        (18, 20, 1.9),
    ):
        foot_x, tip_x, tip_y = x + foot * k, bend * lean * k, -high * k
        stalks.append(
            f"M{foot_x:.4g} {y:.5g}q{tip_x * 0.1:.3g} {tip_y * 0.62:.4g} {tip_x:.3g} {tip_y:.4g}"
        )
        if high > 28:
            plumes.append(f"M{foot_x + tip_x:.5g} {y + tip_y:.5g}l{-1.6 * k:.3g} {7 * k:.3g}")
    paint = f'fill="none" stroke="{pen.colour(LAND)}" stroke-linecap="round"'
    return (
        f'<g class="zb-reed" {paint}><path d="{"".join(stalks)}" stroke-width="{1.1 * k:.3g}"/>'
        f'<path d="{"".join(plumes)}" stroke-width="{2.8 * k:.3g}"/></g>'
    )


def _legend(made: Page, pen: _Pen) -> Iterator[str]:
    if not made.keys:
        return
    yield '<g class="zb-legend">'
    for key in made.keys:
        at = f'transform="translate({key.x:.5g} {key.y:.5g})rotate(-12)"'
        drawn = f'<path d="{path(key.kind, key.radius)}" {at}/>'
        yield pen.bird_group(key.kind, key.radius, drawn)
        yield pen.text(key.text)
    yield "</g>"


def cell_name(picture: Picture, row: int, column: int) -> str:
    """What a cell says in words: where it is, and how many voices, with what may be told."""
    cell = picture.rows[row].cells[column]
    where = f"{picture.rows[row].plain} – {picture.columns[column].plain}"
    if not cell.voices:
        return f"{where}: {picture.words.silent if cell.asked else picture.words.not_asked}"
    names = {shape.key: shape.name for shape in picture.shapes}
    told = [f"{names[key]} {cell.told[key]}" for key in names if key in cell.told]
    if told and cell.neutral:
        told.append(f"{picture.words.neutral} {cell.neutral}")
    voices = f"{where}: {picture.words.voices(cell.voices)}"
    return f"{voices} ({', '.join(told)})" if told else voices


@dataclass(frozen=True)
class TableCell:
    """One cell in words: column, text, and voices per perspective where they may be told."""

    column: str
    asked: bool
    silent: bool
    voices: int
    text: str
    perspectives: tuple[tuple[str, int], ...]
    href: str = ""


@dataclass(frozen=True)
class TableRow:
    """One aspect of the table, with a cell for each loop."""

    key: str
    plain: str
    formal: str
    cells: tuple[TableCell, ...]


def table(picture: Picture, *, cell_href: Href | None = None) -> tuple[TableRow, ...]:
    """The same content in rows, for a table beside the drawing. Numbers are exact here."""
    names = [(shape.key, shape.name) for shape in picture.shapes]
    return tuple(
        TableRow(
            row.key,
            row.plain,
            row.formal,
            tuple(
                _table_cell(picture, column.plain, cell, names, cell_href)
                for column, cell in zip(picture.columns, row.cells, strict=True)
            ),
        )
        for row in picture.rows
    )


def _table_cell(
    picture: Picture,
    column: str,
    cell: Cell,
    names: list[tuple[str, str]],
    cell_href: Href | None,
) -> TableCell:
    if cell.voices:
        text = picture.words.voices(cell.voices)
    else:
        text = picture.words.silent if cell.asked else picture.words.not_asked
    told = [(name, cell.told[key]) for key, name in names if key in cell.told]
    if told and cell.neutral:
        told.append((picture.words.neutral, cell.neutral))
    href = cell_href(cell) if cell_href and cell.voices else ""
    return TableCell(column, cell.asked, cell.silent, cell.voices, text, tuple(told), href)
