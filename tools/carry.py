"""Carry a talk through the whole job in a browser, and say what it took.

    python -m tools.carry FILE                       place what there is, close, look, fetch
    python -m tools.carry FILE --places 200          no more than so many places
    python -m tools.carry FILE --shots FOLDER        pictures of the screens on the way

Starts a server of its own with the example in it, and does everything through the pages as Noor:
signs in with the code from the mail, prepares, uploads, says who is who with a recorded yes, places
with the keyboard, closes, and fetches what the group takes home. Where a passage goes is nobody's
reading of it: the aspects take turns. FILE stays where it is; nothing of it is kept.
"""

import argparse
import csv
import io
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tools.browser import find
from tools.shots import seeded, sign_in

DESK = ViewportSize(width=1280, height=900)
PERSPECTIVES = ("resident", "student", "professional", "teacher", "municipality")
FEW = 4
"""A sentence of fewer words is not placed."""
LONG = 8
"""A passage of fewer words is not placed once more."""
LOOPS = "hwd"


@dataclass
class Took:
    """What was counted on the way: name to value and unit, in order."""

    figures: list[tuple[str, float, str]] = field(default_factory=list)
    pressed: Counter[str] = field(default_factory=Counter)
    answers: list[float] = field(default_factory=list)
    """Milliseconds from a key to the drawn answer."""
    words: list[str] = field(default_factory=list)
    """What was placed, literally."""

    def add(self, name: str, value: float, unit: str = "") -> None:
        self.figures.append((name, value, unit))


@contextmanager
def timed(took: Took, name: str) -> Iterator[None]:
    """Note the milliseconds until what is done inside is on the screen."""
    began = time.perf_counter()
    yield
    took.add(name, round((time.perf_counter() - began) * 1000), "ms")


def prepare(page: Page, site: str, title: str) -> str:
    """A dialogue with nothing but a name, opened. Gives the address of its first page."""
    page.goto(f"{site}/")
    page.locator("main a[href^='/praktijk/']").first.click()
    page.locator("main a[href$='/gesprek/']").first.click()
    page.fill("input[name=title]", title)
    page.locator("form.zw-form button.nl-button--primary").click()
    page.locator("form[action$='/openen/'] button").click()
    page.wait_for_load_state()
    return site + "/g/" + page.url.split("/g/")[1].split("/")[0] + "/"


def bring(page: Page, dialogue: str, file: Path, took: Took) -> None:
    """Upload, look, take in; ends at the page that asks who is who."""
    page.goto(f"{dialogue}materiaal/")
    page.set_input_files("input[type=file]", file)
    with timed(took, "read, and shown before anything is kept"):
        page.locator("form.zw-form button").click()
    take = page.locator("form[action$='/opnemen/'] button[type=submit]")
    with timed(took, "taken in"):
        take.click()


def say_who(page: Page, took: Took) -> None:
    """Give each name a seat of its own, the perspectives in turn, and record a yes of each.

    Goes through all pages of names.
    """
    names = 0
    while True:
        for voice in page.locator("fieldset.zw-voice").all():
            voice.locator("select").select_option(f"new:{PERSPECTIVES[names % 5]}")
            voice.locator("input[type=checkbox]").check()
            names += 1
        page.fill("input[name=how]", "hardop, aan het begin")
        keep = page.locator("form#who > .zw-toolbar button[type=submit]")
        with timed(took, f"{names} names with a seat and a yes, kept"):
            keep.click()
        if page.locator("#now").count():
            return


def key(page: Page, one: str, kind: str, took: Took) -> None:
    """Press a key as somebody does, and wait until its answer is drawn."""
    took.pressed[kind] += 1
    if one in "hwdvtr":
        page.keyboard.press(one)
        return
    began = time.perf_counter()
    with page.expect_response(lambda answer: "/plaatsen/" in answer.url):
        page.keyboard.press("Space" if one == " " else one)
    page.locator("zw-placing:not([aria-busy])").wait_for(state="attached")
    took.answers.append((time.perf_counter() - began) * 1000)


def sentences(page: Page) -> list[str]:
    """The sentences of the present passage that are chosen now."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("#now [data-sentence]")]
        .filter((one) => !one.classList.contains("zw-sentence--not"))
        .map((one) => [...one.childNodes].filter((part) => part.nodeType === 3)
        .map((part) => part.data).join(""))"""
    )
    return found


def place_each_sentence(page: Page, took: Took, most: int) -> None:
    """From here to the end, sentence by sentence; those of fewer than FEW words are passed over."""
    while len(took.words) < most and page.locator("#now zw-piece").count():
        here = sentences(page)
        if not any(len(one.split()) >= FEW for one in here):
            key(page, " ", "skip", took)
            continue
        short = next(at for at, one in enumerate(here) if len(one.split()) >= FEW)
        for _ in range(short):
            key(page, "v", "part", took)
        for _ in range(len(here) - short - 1):
            key(page, "t", "part", took)
        here = sentences(page)
        assert len(here) == 1, here
        if len(took.words) % 8 == 7:
            key(page, LOOPS[len(took.words) // 8 % 3], "column", took)
        key(page, str(len(took.words) % 7 + 1), "place", took)
        took.words.append(here[0])


def place_whole_passages(page: Page, took: Took, most: int) -> None:
    """One more look at the talk: the longer passages whole, with another aspect."""
    page.goto(page.url.split("?")[0] + "?p=0")
    while len(took.words) < most and page.locator("#now zw-piece").count():
        whole = " ".join(sentences(page))
        if len(whole.split()) < LONG:
            key(page, " ", "skip", took)
            continue
        key(page, str((len(took.words) + 3) % 7 + 1), "place", took)
        took.words.append(whole)


def close(page: Page, dialogue: str, took: Took) -> None:
    """Close, after the page that says what that does."""
    page.goto(f"{dialogue}afsluiten/")
    with timed(took, "closed"):
        page.locator("main form[method=post] button[type=submit]").click()


def look(page: Page, dialogue: str, took: Took) -> None:
    """The picture and the report, each until the browser has drawn it."""
    for name, words in (("beeld", "picture"), ("verslag", "report page")):
        with timed(took, f"{words}, drawn"):
            page.goto(f"{dialogue}{name}/")
        took.add(f"{words}, weight", round(len(page.content().encode()) / 1024), "kB")


def fetch(page: Page, dialogue: str, tail: str, took: Took) -> bytes:
    """One of the files that the group takes home."""
    with timed(took, f"{tail}, fetched"):
        answer = page.request.get(f"{dialogue}{tail}?voor=ons")
    assert answer.ok, (tail, answer.status)
    return answer.body()


def texts_of(table: bytes) -> list[str]:
    """The words in the CSV of a dialogue."""
    rows = csv.DictReader(io.StringIO(table.decode("utf-8-sig")), delimiter=delimiter_of(table))
    return [row["text"] for row in rows]


def delimiter_of(table: bytes) -> str:
    """What stands between the columns."""
    return ";" if b";" in table.splitlines()[0] else ","


def same_words(one: list[str], other: list[str]) -> bool:
    """Whether two lists hold the same texts as often, whatever the white space."""
    plain = [Counter(" ".join(text.split()) for text in texts) for texts in (one, other)]
    return plain[0] == plain[1]


def shots(page: Page, folder: Path | None, name: str) -> None:
    """A picture on the way, when somebody wants it."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png", full_page=True)


def carry(page: Page, site: str, file: Path, most: int, folder: Path | None) -> Took:
    """The whole way of one file."""
    took = Took()
    dialogue = prepare(page, site, f"Wat er gezegd is: {file.stem[:60]}")
    bring(page, dialogue, file, took)
    shots(page, folder, "who")
    say_who(page, took)
    total = re.findall(r"\d+", page.locator("[data-panel=far]").inner_text())[1]
    took.add("passages in the talk", int(total))
    began = time.perf_counter()
    place_each_sentence(page, took, most)
    shots(page, folder, "placing")
    before = 0
    while before < len(took.words) < most:
        before = len(took.words)
        place_whole_passages(page, took, most)
    took.add("time for all keys, without reading", round(time.perf_counter() - began), "s")
    placing = page.url
    close(page, dialogue, took)
    look(page, dialogue, took)
    shots(page, folder, "report")
    page.goto(f"{dialogue}beeld/")
    shots(page, folder, "picture")
    table = fetch(page, dialogue, "gegevens.csv", took)
    for tail in ("gegevens.json", "verslag.pdf", "beeld.svg", "beeld-a3.pdf"):
        fetch(page, dialogue, tail, took)
    if not same_words(texts_of(table), took.words):
        sys.exit("carry: the table does not hold the words that were placed")
    if page.request.get(placing).status != 404:
        sys.exit("carry: the material is still there after closing")
    return took


def told(took: Took) -> Iterator[str]:
    """What was counted, as lines."""
    for name, value, unit in took.figures:
        yield f"{name:45} {value:g} {unit}"
    yield f"{'places given':45} {len(took.words)}"
    keys = ", ".join(f"{kind} {number}" for kind, number in sorted(took.pressed.items()))
    yield f"{'keystrokes':45} {took.pressed.total()} ({keys})"
    slow = sorted(took.answers)[int(len(took.answers) * 0.95)]
    name = "from a key to the next passage on screen"
    yield f"{name:45} {median(took.answers):.0f} ms, p95 {slow:.0f}"
    yield "the table holds exactly the placed words; the material is gone"


def main() -> int:
    """Exit code 0 when the talk came through whole."""
    parser = argparse.ArgumentParser(prog="python -m tools.carry")
    parser.add_argument("file", type=Path)
    parser.add_argument("--places", type=int, default=200)
    parser.add_argument("--shots", type=Path)
    asked = parser.parse_args()
    with seeded() as (site, var), sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        page = chromium.new_page(viewport=DESK, locale="nl-NL")
        sign_in(page, site, var)
        took = carry(page, site, asked.file, asked.places, asked.shots)
        chromium.close()
    print(f"{asked.file.name}\n" + "\n".join(told(took)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
