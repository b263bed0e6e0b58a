"""Take the shots of the zwermbeeld: 5, 50 and 500 voices, on a screen, on A3 and on a phone.

    python -m tools.picture_shots            all shots, into docs/shots/picture
    python -m tools.picture_shots FOLDER     somewhere else

Made-up voices of a made-up practice, unevenly spread as in a real talk: some cells silent, some
not asked, some whose perspectives may not be told.
"""

import base64
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools.browser import find
from zwerm.dialogues import picture
from zwerm.dialogues.picture import Cell, Column, Picture, Row, Shape, Words

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "docs" / "shots" / "picture"
SET = ROOT / "zwerm" / "frameworks" / "sets" / "lerende-praktijken.nl.toml"
FONTS = ROOT / "zwerm" / "web" / "static" / "zwerm"

COLUMNS = (
    Column("how", "Hoe", "Doen we het goed?"),
    Column("why", "Waarom", "Doen we het goede, en waarom zo?"),
    Column("what_for", "Waartoe", "Waar is het ons uiteindelijk om te doen?"),
)
SHAPES = (
    Shape("student", "student"),
    Shape("professional", "professional"),
    Shape("teacher", "docent of onderzoeker"),
    Shape("resident", "bewoner of ervaringsdeskundige"),
    Shape("municipality", "gemeente"),
    Shape("management", "management"),
)
WORDS = Words(
    not_asked="Niet gevraagd",
    silent="Hier is het nog stil",
    neutral="Als wie: niet verteld",
    scale=lambda n: (
        "Elke vogel is één antwoord."
        if n == 1
        else f"Elke vogel staat voor ongeveer {n} antwoorden."
    ),
    voices=lambda n: "1 antwoord" if n == 1 else f"{n} antwoorden",
    summary=lambda voices, silent: f"{voices} antwoorden; op {silent} plekken is het nog stil.",
)
Told = Mapping[str, int] | None

LITTLE: list[list[tuple[int, Told] | None]] = [
    [(1, {"resident": 1}), (0, None), (1, {"student": 1})],
    [(0, None), (0, None), None],
    [(0, None), (1, {"professional": 1}), (0, None)],
    [None, None, None],
    [(0, None), (0, None), (0, None)],
    [(2, {"teacher": 1, "resident": 1}), (0, None), None],
    [(0, None), None, (0, None)],
]
SOME: list[list[tuple[int, Told] | None]] = [
    [(4, {"student": 2, "resident": 1, "teacher": 1}), (3, None), (6, None)],
    [(9, {"student": 3, "professional": 3, "resident": 2, "teacher": 1}), (2, None), (0, None)],
    [(1, None), (5, {"resident": 2, "municipality": 2, "professional": 1}), (1, None)],
    [(3, {"management": 1, "municipality": 2}), None, None],
    [(0, None), (4, {"resident": 3, "student": 1}), (0, None)],
    [(7, {"professional": 2, "resident": 2, "management": 1}), (0, None), (1, None)],
    [(0, None), None, (4, {"student": 1, "resident": 2, "management": 1})],
]
SIX = ("student", "professional", "teacher", "resident", "municipality", "management")


def spread(*counts: int) -> dict[str, int]:
    """Counts per perspective, in the order of SIX."""
    return {key: count for key, count in zip(SIX, counts, strict=True) if count}


MANY: list[list[tuple[int, Told] | None]] = [
    [(31, spread(9, 8, 5, 9, 0, 0)), (12, None), (44, spread(11, 9, 6, 13, 5, 0))],
    [(68, spread(22, 19, 8, 12, 7, 0)), (23, spread(8, 7, 0, 0, 0, 0)), (6, None)],
    [(14, spread(0, 5, 0, 9, 0, 0)), (37, spread(7, 8, 5, 12, 5, 0)), (9, None)],
    [(29, spread(0, 8, 0, 6, 9, 6)), None, None],
    [(18, spread(6, 0, 0, 12, 0, 0)), (41, spread(9, 6, 0, 26, 0, 0)), (0, None)],
    [(52, spread(10, 14, 6, 9, 8, 5)), (17, spread(0, 6, 0, 0, 5, 6)), (3, None)],
    [(0, None), (35, spread(8, 9, 5, 7, 0, 6)), (61, spread(15, 12, 7, 16, 6, 5))],
]


def example(cells: list[list[tuple[int, Told] | None]], title: str, subtitle: str) -> Picture:
    """A picture on the seven aspects as they are shipped; None is a cell that was not asked."""
    rows = []
    for aspect, counts in zip(tomllib.loads(SET.read_text())["aspect"], cells, strict=True):
        row = tuple(
            Cell(aspect["key"], column.loop, count is not None, *(count or (0, None)))
            for column, count in zip(COLUMNS, counts, strict=True)
        )
        rows.append(Row(aspect["key"], aspect["plain"], aspect["formal"], row))
    return Picture(title, subtitle, tuple(rows), COLUMNS, SHAPES, WORDS)


EXAMPLES = {
    "5": example(LITTLE, "Samen eten in de Kruidenbuurt", "Eerste gesprek, 4 september 2026"),
    "50": example(SOME, "Samen eten in de Kruidenbuurt", "Reflectiegesprek van 6 november 2026"),
    "500": example(MANY, "Samen leren in de wijk", "Alle gesprekken van najaar 2026"),
}


def face() -> str:
    """The font of the product for the page around the drawing, when its assets have been built."""
    rules = []
    for style, weight in (("normal", 400), ("normal", 600), ("italic", 400)):
        file = FONTS / f"atkinson-hyperlegible-next-latin-{weight}-{style}.woff2"
        if file.exists():
            letters = base64.b64encode(file.read_bytes()).decode()
            rules.append(
                '@font-face{font-family:"Atkinson Hyperlegible Next";'
                f"font-style:{style};font-weight:{weight};"
                f'src:url("data:font/woff2;base64,{letters}")}}'
            )
    return "".join(rules)


def shoot(browser: Browser, svg: str, width: int, file: Path) -> None:
    """One drawing, as wide as it is, without anything around it."""
    view = browser.new_page(viewport={"width": width, "height": 400})
    reset = f"{face()}body{{margin:0}}svg{{display:block;width:100%;height:auto}}"
    view.set_content(f"<style>{reset}</style>{svg}")
    view.evaluate("document.fonts.ready")
    view.screenshot(path=file, full_page=True)
    view.close()
    print(file)


def main() -> int:
    """Takes every shot."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHOTS
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        for voices, made in EXAMPLES.items():
            shoot(browser, picture.svg(made), 1280, folder / f"{voices}-wide.png")
            sheet = picture.svg(made, style="print", sheet=picture.A3_PORTRAIT)
            shoot(browser, sheet, 1123, folder / f"{voices}-a3.png")
            phone = picture.svg(made, layout="narrow")
            shoot(browser, phone, 320, folder / f"{voices}-narrow.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
