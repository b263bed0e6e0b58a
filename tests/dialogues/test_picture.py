"""The zwermbeeld: honest to the counts, whole on the sheet, safe in a page, readable without it."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from zwerm.dialogues import flock, page, picture
from zwerm.dialogues.cells import MOST_BIRDS, birds_of, step_from, voices_per_bird
from zwerm.dialogues.flock import Box
from zwerm.dialogues.lettering import measure, wrap
from zwerm.dialogues.page import Page, Text
from zwerm.dialogues.picture import Cell, Column, Picture, Row, Shape, Words
from zwerm.dialogues.starlings import NEUTRAL

SVG = "{http://www.w3.org/2000/svg}"
KEYS = ("student", "professional", "teacher", "resident", "municipality", "management")
SHAPES = tuple(Shape(key, f"name of {key}") for key in KEYS)
COLUMNS = (
    Column("how", "hoe", "Doen we het goed?"),
    Column("why", "waarom", "Doen we het goede, en waarom zo?"),
    Column("what_for", "waartoe", "Waar is het ons uiteindelijk om te doen?"),
)
WORDS = Words(
    not_asked="niet gevraagd",
    silent="hier is het nog stil",
    neutral="perspectief niet getoond",
    scale=lambda n: "Eén vogel is één stem." if n == 1 else f"Eén vogel is ongeveer {n} stemmen.",
    voices=lambda n: "1 stem" if n == 1 else f"{n} stemmen",
    summary=lambda voices, silent: f"{voices} stemmen, {silent} stil.",
)


def small(*row: Cell) -> Picture:
    """A picture of one row."""
    found = Row("context", "Wat speelt er om ons heen?", "Context", row)
    return Picture("Samen eten", "6 november", (found,), COLUMNS[: len(row)], SHAPES, WORDS)


@st.composite
def told_cells(draw: st.DrawFn, aspect: str, loop: str) -> Cell:
    """A cell: not asked, silent, not told, partly told or wholly told."""
    if draw(st.integers(0, 5)) == 0:
        return Cell(aspect, loop, asked=False, voices=0, perspectives=None)
    voices = draw(st.sampled_from([0, 1, 2]) | st.integers(0, 60) | st.integers(0, 2000))
    if draw(st.booleans()):
        return Cell(aspect, loop, asked=True, voices=voices, perspectives=None)
    told, rest = {}, voices
    for key in draw(st.permutations(KEYS)):
        told[key] = draw(st.integers(0, rest))
        rest -= told[key]
    return Cell(aspect, loop, asked=True, voices=voices, perspectives=told)


words = st.text(st.characters(codec="utf-8"), max_size=40)
labels = st.sampled_from(
    ["Wat doen we samen?", "Waar gebeurt het, en voel je je er thuis?", "Vertrouwen", "Wat?"]
)


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    """Any picture of 2 to 12 rows and 1 to 3 columns."""
    columns = COLUMNS[: draw(st.integers(1, 3))]
    rows = []
    for i in range(draw(st.integers(2, 12))):
        found = tuple(draw(told_cells(f"aspect{i}", column.loop)) for column in columns)
        rows.append(Row(f"aspect{i}", draw(labels), draw(labels), found))
    return Picture(draw(labels), draw(labels), tuple(rows), columns, SHAPES, WORDS)


def pages(made: Picture) -> Iterator[Page]:
    """The picture as each of its pages."""
    yield page.wide(made, 1280, None, 1.0)
    yield page.wide(made, picture.WIDE, None, 1.0)
    yield page.wide(made, 720, None, 0.85)
    yield page.on_sheet(made, 1122.5, 1587.4)
    yield page.on_sheet(made, 1587.4, 1122.5)
    yield page.narrow(made, 320)


def texts(made: Page) -> list[Text]:
    found = [text for place in made.places for text in place.texts]
    return [*made.texts, *found, *(key.text for key in made.keys)]


def room(text: Text) -> Box:
    """The room its letters take."""
    bold = text.role in page.BOLD
    wide = max(measure(line, text.size, bold=bold) for line in text.lines)
    top = text.y - 0.8 * text.size
    return Box(text.x - (wide if text.end else 0), top, wide, text.bottom - top)


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width - 0.01
        and other.x < one.x + one.width - 0.01
        and one.y < other.y + other.height - 0.01
        and other.y < one.y + one.height - 0.01
    )


def inside(one: Box, other: Box) -> bool:
    return (
        other.x - 0.01 <= one.x
        and one.x + one.width <= other.x + other.width + 0.01
        and other.y - 0.01 <= one.y
        and one.y + one.height <= other.y + other.height + 0.01
    )


slow = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


# Nothing overlaps, nothing is cut off.


@slow
@given(made=pictures())
def test_all_words_stay_on_the_page_and_off_one_another(made: Picture) -> None:
    for drawn in pages(made):
        paper = Box(0, 0, drawn.width, drawn.height)
        rooms = [room(text) for text in texts(drawn)]
        assert all(inside(one, paper) for one in rooms)
        assert not any(overlap(one, other) for one, other in combinations(rooms, 2))


@slow
@given(made=pictures())
def test_all_birds_fly_in_their_own_sky_and_off_the_words(made: Picture) -> None:
    for drawn in pages(made):
        paper = Box(0, 0, drawn.width, drawn.height)
        rooms = [room(text) for text in texts(drawn)]
        for one, other in combinations(drawn.places, 2):
            assert not overlap(one.box, other.box)
        for place in drawn.places:
            assert inside(place.sky, place.box)
            assert inside(place.box, paper)
            if place.birds:
                assert not any(overlap(place.sky, words) for words in rooms)
                birds = flock.layout(
                    "seed", place.birds, place.sky, drawn.radius, flock.Sky(*size(drawn))
                )
                assert len(birds) == sum(place.birds.values())


def size(drawn: Page) -> tuple[float, float]:
    return drawn.width, drawn.height


@slow
@given(made=pictures())
def test_the_legend_names_every_bird_that_flies_and_no_other(made: Picture) -> None:
    for drawn in pages(made):
        flying = {kind for place in drawn.places for kind in place.birds}
        assert {key.kind for key in drawn.keys} == flying
        for key in drawn.keys:
            circle = Box(key.x - key.radius, key.y - key.radius, 2 * key.radius, 2 * key.radius)
            assert inside(circle, Box(0, 0, drawn.width, drawn.height))
            assert not any(overlap(circle, room(text)) for text in texts(drawn))


@slow
@given(made=pictures())
def test_on_a_sheet_it_is_exactly_the_sheet(made: Picture) -> None:
    for wide, high in ((1122.5, 1587.4), (1587.4, 1122.5)):
        assert page.on_sheet(made, wide, high).height == pytest.approx(high, abs=1)


def test_letters_on_a_phone_are_at_least_14() -> None:
    made = small(Cell("context", "how", asked=True, voices=900, perspectives=None))
    assert min(text.size for text in texts(page.narrow(made, 320))) >= 14


def test_letters_of_the_wide_one_stay_readable_on_the_smallest_page_that_shows_it() -> None:
    made = small(Cell("context", "how", asked=True, voices=900, perspectives=None))
    smallest = 880  # of 960 pixels, without the margins of the page
    drawn = page.wide(made, picture.WIDE, None, 1.0)
    assert min(text.size for text in texts(drawn)) * smallest / picture.WIDE >= 12


@given(words=st.lists(labels, min_size=2, max_size=3), width=st.integers(280, 420))
def test_no_line_under_the_title_begins_with_a_dot(words: list[str], width: int) -> None:
    made = replace(small(), subtitle=" · ".join(words))
    lines = [
        line
        for text in page.narrow(made, width).texts
        if text.role == "subtitle"
        for line in text.lines
    ]
    assert not [line for line in lines if line.startswith("·")]
    assert " ".join(" ".join(lines).replace("·", " ").split()) == " ".join(" ".join(words).split())


# Honest to the counts.


@slow
@given(made=pictures())
def test_birds_are_of_one_size_and_few_enough_to_be_seen(made: Picture) -> None:
    for drawn in pages(made):
        birds = sum(sum(place.birds.values()) for place in drawn.places)
        assert birds <= MOST_BIRDS + 6 * len(drawn.places)
        assert drawn.per_bird >= voices_per_bird(made.voices)


@given(cell=told_cells("a", "how"), per_bird=st.integers(1, 500))
def test_rounding_loses_no_voice_and_no_perspective(cell: Cell, per_bird: int) -> None:
    birds = birds_of(cell, per_bird)
    spoke = {key for key, count in cell.told.items() if count}
    assert set(birds) == spoke | ({NEUTRAL} if cell.neutral else set())
    assert all(count >= 1 for count in birds.values())
    flown = sum(birds.values())
    if per_bird == 1:
        assert flown == cell.voices
    else:
        assert flown == max(len(birds), (2 * cell.voices + per_bird) // (2 * per_bird))


@given(st.integers(0, 10**6))
def test_a_bird_stands_for_an_easy_number_and_for_one_as_long_as_it_can(voices: int) -> None:
    each = voices_per_bird(voices)
    assert voices / each <= MOST_BIRDS
    assert each == 1 or voices > MOST_BIRDS
    assert re.fullmatch(r"[1-5]|([1-7][05])0*", str(each))
    assert step_from(each) == each


def test_where_a_bird_is_not_one_voice_the_count_stands_beside_it() -> None:
    made = small(
        Cell("context", "how", asked=True, voices=1, perspectives=None),
        Cell("context", "why", asked=True, voices=2345, perspectives=None),
    )
    drawn = picture.svg(made, width=1280)
    assert ">1 stem<" in drawn
    assert ">2345 stemmen<" in drawn
    assert "ongeveer 5 stemmen" in drawn


def parse(drawn: str) -> etree._Element:
    return etree.fromstring(drawn.encode())


def parts(within: etree._Element, name: str) -> list[etree._Element]:
    """Everything with this class, except words of that name."""
    return [
        part
        for part in within.iter(f"{SVG}g", f"{SVG}path", f"{SVG}a")
        if name in part.get("class", "").split()
    ]


def written(part: etree._Element) -> str:
    return " ".join(" ".join(str(text) for text in part.itertext()).split())


def test_silent_and_not_asked_look_and_read_differently() -> None:
    made = small(
        Cell("context", "how", asked=True, voices=0, perspectives=None),
        Cell("context", "why", asked=False, voices=0, perspectives=None),
    )
    drawn = parse(picture.svg(made))
    silent, unasked = parts(drawn, "zb-silent")[0], parts(drawn, "zb-unasked")[0]
    assert "hier is het nog stil" in written(silent)
    assert "niet gevraagd" in written(unasked)
    assert parts(silent, "zb-reed")
    assert parts(silent, "zb-line")
    assert not parts(unasked, "zb-reed") + parts(unasked, "zb-line")


def test_P4_what_may_not_be_told_is_nowhere_in_the_drawing_or_the_table() -> None:
    made = small(Cell("context", "how", asked=True, voices=9, perspectives=None))
    drawn = picture.svg(made)
    assert not [key for key in KEYS if key in drawn]
    assert drawn.count('href="#zb-neutral') == 9
    (row,) = picture.table(made)
    assert row.cells[0].perspectives == ()


def test_P4_some_may_be_told_and_the_others_fly_neutral() -> None:
    made = small(Cell("context", "how", asked=True, voices=9, perspectives={"resident": 5}))
    drawn = picture.svg(made)
    assert drawn.count('href="#zb-resident') == 5
    assert drawn.count('href="#zb-neutral') == 4


def test_P3_the_order_in_which_perspectives_are_counted_does_not_show() -> None:
    first = Cell("context", "how", True, 7, {"resident": 3, "student": 2})
    second = Cell("context", "how", True, 7, {"student": 2, "resident": 3})
    assert picture.svg(small(first)) == picture.svg(small(second))


@pytest.mark.parametrize("perspectives", [{"resident": 4}, {"nobody": 1}, {"resident": -1}])
def test_a_picture_that_contradicts_itself_is_not_made(perspectives: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="perspective"):
        small(Cell("context", "how", asked=True, voices=3, perspectives=perspectives))


# Safe in a page, and as a file of its own.


@slow
@given(made=pictures(), title=words, label=words, question=words)
def test_whatever_is_written_it_stays_words(
    made: Picture, title: str, label: str, question: str
) -> None:
    row = Row("x", label, title, made.rows[0].cells)
    columns = tuple(Column(c.loop, label, question) for c in made.columns)
    strange = Picture(title, question, (row,), columns, SHAPES, WORDS)
    for drawn in (picture.svg(strange), picture.svg(strange, layout="narrow")):
        root = parse(drawn)
        used = {str(part.tag).removeprefix(SVG) for part in root.iter()}
        assert used <= {
            *("svg", "title", "desc", "defs", "path", "clipPath", "rect", "g", "use", "text"),
            "tspan",
        }


@slow
@given(made=pictures())
def test_no_style_no_script_and_every_bird_it_uses_is_there(made: Picture) -> None:
    for drawn in (
        picture.svg(made, cell_href=lambda cell: f"/{cell.aspect}?a=1&b='\"<"),
        picture.svg(made, style="print", sheet=picture.A3_LANDSCAPE),
        picture.svg(made, layout="narrow"),
    ):
        root = parse(drawn)
        names = {str(name) for part in root.iter() for name in part.attrib}
        assert not [name for name in names if name == "style" or name.startswith("on")]
        ids = [part.get("id") for part in root.iter() if part.get("id")]
        assert len(ids) == len(set(ids))
        assert {use.get("href", "")[1:] for use in root.iter(f"{SVG}use")} <= set(ids)


def test_the_wind_is_one_line_that_bends_without_a_corner() -> None:
    made = small(Cell("context", "how", asked=True, voices=3, perspectives=None))
    wind = re.findall(r'class="zb-wind"[^>]* d="([^"]+)"', picture.svg(made))[0]
    gusts = wind.split("M")[1:]
    assert gusts
    for gust in gusts:
        assert re.fullmatch(
            r"-?\d+ -?\d+c-?\d+ -?\d+ \d+ -?\d+ \d+ -?\d+(s\d+ -?\d+ \d+ -?\d+)*", gust
        )


def test_two_pictures_on_one_page_share_no_ids() -> None:
    made = small(Cell("context", "how", asked=True, voices=9, perspectives=None))
    one, other = picture.svg(made, prefix="then"), picture.svg(made, prefix="now")
    ids = re.compile(r'id="([^"]+)"')
    assert not set(ids.findall(one)) & set(ids.findall(other))


def test_in_print_there_is_no_colour() -> None:
    counts = dict.fromkeys(KEYS, 2)
    made = small(Cell("context", "how", asked=True, voices=14, perspectives=counts))
    drawn = picture.svg(made, style="print", sheet=picture.A3_PORTRAIT)
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawn))
    assert colours == {"#000", "#fff", "#d8d8d8", "#b4b4b4", "none"}
    assert 'width="297mm" height="420mm"' in drawn


def test_a_cell_with_voices_opens_its_contributions_and_no_other_does() -> None:
    made = small(
        Cell("context", "how", asked=True, voices=3, perspectives={"resident": 2}),
        Cell("context", "why", asked=True, voices=0, perspectives=None),
    )
    root = parse(picture.svg(made, cell_href=lambda cell: f"/c/{cell.aspect}/{cell.loop}?a&b"))
    (link,) = root.iter(f"{SVG}a")
    assert link.get("href") == "/c/context/how?a&b"
    assert link.get("aria-label") == (
        "Wat speelt er om ons heen? – hoe: 3 stemmen "
        "(name of resident 2, perspectief niet getoond 1)"
    )
    assert root.get("role") == "group"


def test_without_links_it_is_an_image_with_a_name_and_a_description() -> None:
    made = small(Cell("context", "how", asked=True, voices=3, perspectives=None))
    root = parse(picture.svg(made))
    assert root.get("role") == "img"
    named = {part.get("id"): written(part) for part in root if part.get("id")}
    assert [named[name] for name in root.get("aria-labelledby", "").split()] == [
        "Samen eten",
        "3 stemmen, 0 stil. Eén vogel is één stem.",
    ]


def test_the_table_tells_the_same_with_exact_numbers() -> None:
    made = small(
        Cell("context", "how", asked=True, voices=1203, perspectives={"student": 3}),
        Cell("context", "why", asked=True, voices=0, perspectives=None),
        Cell("context", "what_for", asked=False, voices=0, perspectives=None),
    )
    (row,) = picture.table(made, cell_href=lambda cell: f"/{cell.loop}")
    how, why, what_for = row.cells
    assert (how.text, how.href) == ("1203 stemmen", "/how")
    assert how.perspectives == (("name of student", 3), ("perspectief niet getoond", 1200))
    assert (why.text, why.href, why.silent) == ("hier is het nog stil", "", True)
    assert (what_for.text, what_for.asked) == ("niet gevraagd", False)


def test_W3_ten_thousand_contributions_weigh_less_than_30_kb_in_both_layouts() -> None:
    counts = dict.fromkeys(KEYS, 70)
    rows = tuple(
        Row(
            str(i),
            "Wat doen we samen?",
            "Activiteit",
            tuple(
                Cell(str(i), column.loop, True, 10_000 // 21, {**counts, "student": 20})
                for column in COLUMNS
            ),
        )
        for i in range(7)
    )
    made = Picture("Alles", "", rows, COLUMNS, SHAPES, WORDS)

    def href(cell: Cell) -> str:
        return f"/gesprek/{'8f3b' * 9}/{cell.loop}/"

    drawn = picture.svg(made, cell_href=href) + picture.svg(made, layout="narrow", cell_href=href)
    assert len(gzip.compress(drawn.encode())) < 27_000


# Letters.


@given(text=words, width=st.floats(20, 400), size=st.floats(8, 40), bold=st.booleans())
def test_lines_fit_and_leave_no_letter_out(
    text: str, width: float, size: float, bold: bool
) -> None:
    lines = wrap(text, width, size, bold=bold)
    assert re.sub(r"[\s-]", "", "".join(lines)) == re.sub(r"[\s-]", "", text)
    for line in lines:
        assert measure(line, size, bold=bold) <= width or len(line) <= 2


def test_lines_of_a_label_are_about_equally_long() -> None:
    assert wrap("Doen we het goede, en waarom zo?", 260, 15.5) == (
        "Doen we het goede,",
        "en waarom zo?",
    )
