"""The zwermbeeld as SVG and as a table: one content, two forms. Pure.

The SVG holds no script, no style element and no style attribute (style-src 'self'): colours are
presentation attributes, and a style sheet can restyle all of it by class:

    zb-ground (the paper), zb-cell with zb-flock, zb-silent or zb-unasked, zb-hit (the whole cell),
    zb-line (ground), zb-reed, zb-bird with zb-<perspective>, and zb-<role of a text> (page.Role).

Letters are wrapped for the widest common fonts; another font-family is safe, another size is not.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
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


A3_PORTRAIT = Sheet(297, 420)
A3_LANDSCAPE = Sheet(420, 297)

FONT = "'Atkinson Hyperlegible Next','Segoe UI',Roboto,'Noto Sans','Helvetica Neue',sans-serif"
PAPER, INK, QUIET, ACCENT, LAND = "#fffdf7", "#241f2b", "#5f5764", "#0b5360", "#857b6d"
_COLOUR = {"title": INK, "plain": INK, "loop": ACCENT, "key": INK}
_BLACK = "#000"


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
            f'<tspan {at} dy="{step if i else 0}">{escape(line)}</tspan>'
            for i, line in enumerate(text.lines)
        )
        fill = self.colour(_COLOUR.get(text.role, QUIET))
        return (
            f'<text class="zb-{text.role}" {at} y="{text.y:.5g}" font-size="{text.size:.4g}" '
            f'fill="{fill}"{bold}{slant}{anchor}>{lines}</text>'
        )

    def bird_group(self, kind: str, radius: float, uses: str) -> str:
        """Birds of one kind, drawn in its colour: filled, or as a line when the kind is open."""
        colour = self.colour(STARLINGS[kind].colour)
        if STARLINGS[kind].open:
            line = f'stroke-width="{radius * LINE:.3g}" stroke-linejoin="round"'
            paint = f'fill="none" stroke="{colour}" {line}'
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

    `width` in CSS pixels (1280 wide, 320 narrow); with a `sheet` the drawing takes its size and
    proportions. `print` needs no colour. `cell_href` gives the address behind a cell with voices.
    Two pictures on one page need two prefixes, because ids must differ.
    """
    if layout == "narrow":
        made = page.narrow(picture, width or 320)
    elif sheet:
        made = page.wide(picture, sheet.width * 96 / 25.4, sheet.height * 96 / 25.4, 1.3)
    else:
        made = page.wide(picture, width or 1280, None, min(1.0, (width or 1280) / 1000))
    pen = _Pen(style, prefix)
    parts = [*_open(picture, made, pen, sheet, has_links=cell_href is not None)]
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
        f'font-family="{escape(FONT)}">'
    )
    yield f'<title id="{p}-t">{escape(picture.title)}</title>'
    summary = picture.words.summary(picture.voices, picture.silences)
    yield f'<desc id="{p}-d">{escape(summary)} {escape(picture.words.scale(made.per_bird))}</desc>'
    kinds = sorted({kind for place in made.places for kind in place.birds})
    yield "<defs>"
    for kind in kinds:
        for variant in range(len(BANKS)):
            yield f'<path id="{p}-{kind}{variant}" d="{path(kind, made.radius, variant)}"/>'
    yield "</defs>"
    ground = PAPER if pen.style == "screen" else "#fff"
    yield f'<rect class="zb-ground" width="{wide}" height="{high}" fill="{ground}"/>'


def _cell(picture: Picture, made: Page, place: Place, pen: _Pen, cell_href: Href | None) -> str:
    """One cell: what it says to a screen reader, its ground, and its birds, reeds or words."""
    cell = picture.rows[place.row].cells[place.column]
    name = escape(cell_name(picture, place.row, place.column))
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
        return f'<a class="zb-open" href="{escape(cell_href(cell))}" aria-label="{name}">{body}</a>'
    return body


def _flock(cell: Cell, made: Page, place: Place, pen: _Pen) -> Iterator[str]:
    sky = flock.Sky(made.width, made.height)
    seed = f"{cell.aspect}/{cell.loop}"
    uses: dict[str, list[str]] = {}
    for bird in flock.layout(seed, place.birds, place.sky, made.radius, sky):
        uses.setdefault(bird.kind, []).append(
            f'<use href="#{pen.prefix}-{bird.kind}{bird.variant}" '
            f'transform="translate({bird.x:.1f} {bird.y:.1f})rotate({bird.heading:.0f})"/>'
        )
    for kind in sorted(uses):
        yield pen.bird_group(kind, made.radius, "".join(uses[kind]))


def _reeds(made: Page, place: Place, pen: _Pen) -> str:
    """Reeds on the ground, where starlings may yet come: bent by the wind in which others fly."""
    k, x, y = made.scale, place.box.x + 22 * made.scale, place.ground
    lean = math.sin(flock.Sky(made.width, made.height).phase(x, y)) * 3 * k
    stalks = []
    for i, high in enumerate((20, 31, 26, 36, 17)):
        foot = x + (i - 2) * 5.2 * k
        bend = (i - 1.6) * 2.2 * k + lean
        stalks.append(f"M{foot:.4g} {y:.5g}q{bend * 0.15:.3g} {-high * k * 0.6:.4g} ")
        stalks.append(f"{bend:.3g} {-high * k:.4g}")
    return (
        f'<path class="zb-reed" d="{"".join(stalks)}" fill="none" stroke="{pen.colour(LAND)}" '
        f'stroke-width="{1.1 * k:.3g}" stroke-linecap="round"/>'
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
    """One cell in words: its text, and voices per perspective by name, where they may be told."""

    loop: str
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
            tuple(_table_cell(picture, cell, names, cell_href) for cell in row.cells),
        )
        for row in picture.rows
    )


def _table_cell(
    picture: Picture, cell: Cell, names: list[tuple[str, str]], cell_href: Href | None
) -> TableCell:
    if cell.voices:
        text = picture.words.voices(cell.voices)
    else:
        text = picture.words.silent if cell.asked else picture.words.not_asked
    told = [(name, cell.told[key]) for key, name in names if key in cell.told]
    if told and cell.neutral:
        told.append((picture.words.neutral, cell.neutral))
    href = cell_href(cell) if cell_href and cell.voices else ""
    return TableCell(cell.loop, cell.asked, cell.silent, cell.voices, text, tuple(told), href)
