"""A talk that took place elsewhere goes the whole way: from a file to what the group takes home.

The made-up talk that comes with the software, as somebody does it who reads it. A file of one's own
goes the same way with `python -m tools.carry FILE`.
"""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests.browser.table import House, house, is_well_made
from tests.dialogues.test_paper import joined, text_of
from tools.browser import find
from tools.carry import Took, bring, close, fetch, key, prepare, same_words, sentences, texts_of
from tools.shots import sign_in
from zwerm.interchange import actions

pytestmark = pytest.mark.browser

EXAMPLE = Path(actions.__file__).parent / "examples" / "wijkkeuken.vtt"
DESK = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=360, height=740)
AT_THE_TABLE = {
    "Sam": "student",
    "Mevrouw Bakker": "resident",
    "Ilse": "municipality",
    "Noor": "teacher",
}
"""Who said yes aloud. Yusuf did not, and Roos only asked the questions."""
PLACES = (
    ("voor de warmte", "1"),
    ("gewoon de stageplek", "1"),
    ("om mensen te vinden", "1"),
    ("afstand tot de arbeidsmarkt doen", "4"),
    ("Dinsdag, half tien", "2"),
    ("met een man of tien", "2"),
    ("Ze had de theedoek", "5"),
    ("drie commissies", "4"),
    ("Niks weggooien", "3"),
    ("het groen van de prei", "h3"),
    ("wat de pot schaft", "3"),
    ("met zeven thuis", "w3"),
    ("mijn eigen stoel", "5"),
    ("dus ik heb een pasje", "tt5"),
    ("een geheugen heeft", "4"),
    ("blokken van tien weken", "4"),
    ("De pan!", "6"),
    ("Wie de sleutel heeft", "6"),
    ("Ik ben langzamer geworden", "7"),
    ("Fatma heeft een baan", "7"),
    ("En ik mis haar", "w7"),
    ("wie merkt het dan", "d1"),
)
"""Words to know a passage by, and the keys that place it."""
SLIP = "Niks weggooien"
PAUSE = "dus ik heb een pasje"
OF_YUSUF = ("om mensen te vinden", "Ze had de theedoek", "wat de pot schaft")
OWN_WORDS = "Aan de afwas praat je makkelijker dan aan een bureau."
SKIPPED = "Ik sneed de uien ondersteboven."
REFUSED = "we zijn hier niet in een paleis"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("house")


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[House]:
    with house(folder) as open_house:
        yield open_house


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        yield browser
        browser.close()


def noor(chromium: Browser, served: House, folder: Path) -> BrowserContext:
    """A browser that knows nothing yet, in which Noor signs in with the code from her mail."""
    context = chromium.new_context(viewport=DESK, locale="nl-NL")
    sign_in(context.new_page(), served.address, folder)
    return context


def talk(folder: Path) -> Path:
    """The talk, with two sentences that the example on this server does not hold as well."""
    file = folder / EXAMPLE.name
    said = EXAMPLE.read_text().replace("in een restaurant", "in een paleis")
    file.write_text(said.replace("de uien verkeerd", "de uien ondersteboven"))
    return file


def says_who_is_who(page: Page) -> None:
    """A seat and a recorded yes for who said it aloud; Yusuf only a seat; Roos is left out."""
    for name, perspective in {**AT_THE_TABLE, "Yusuf": "professional", "Roos": ""}.items():
        voice = page.locator("fieldset.zw-voice", has=page.locator(f"legend:text-is('{name}')"))
        voice.locator("select").select_option(f"new:{perspective}" if perspective else "out")
        if name in AT_THE_TABLE:
            voice.locator("input[type=checkbox]").check()
    page.fill("input[name=how]", "hardop, aan het begin van het gesprek")
    is_well_made(page)
    page.locator("form#who > .zw-toolbar button[type=submit]").click()
    page.wait_for_selector("#now")


def finds(page: Page, words: str, took: Took) -> None:
    """Skip until this passage is the present one."""
    while words not in page.locator("#now .zw-talk__text").inner_text():
        key(page, " ", "skip", took)


def places(page: Page, words: str, keys: str, took: Took) -> str:
    """Find a passage and press its keys. Gives what was placed, literally."""
    finds(page, words, took)
    for one in keys[:-1]:
        key(page, one, "choice", took)
    placed = " ".join(sentences(page))
    assert words in placed
    key(page, keys[-1], "place", took)
    return placed


def goes_on_in_another_browser(
    chromium: Browser, served: House, folder: Path, dialogue: str
) -> Page:
    """From her desk to the passage where she stopped, with nothing but what a page offers."""
    page = noor(chromium, served, folder).new_page()
    page.goto(f"{served.address}/")
    page.locator(f"main a[href='{dialogue.removeprefix(served.address)}leiden/']").first.click()
    page.locator("main a[href$='/materiaal/']").click()
    page.locator("main a[href$='/plaatsen/']").click()
    page.wait_for_selector("#now")
    return page


def card_of(page: Page, dialogue: str, name: str) -> str:
    """Make a card for a speaker; the letters on it."""
    page.goto(f"{dialogue}materiaal/")
    page.locator("main a[href$='/sprekers/']").click()
    voice = page.locator("fieldset.zw-voice", has=page.locator(f"legend:text-is('{name}')"))
    voice.locator("button[form^=card-]").click()
    page.wait_for_selector(".zw-given")
    is_well_made(page)
    return page.inner_text(".zw-given").strip()


def answers_on_his_own_phone(
    chromium: Browser, served: House, letters: str, placed: list[str]
) -> None:
    """Yusuf, with the letters on his card: one as it is, one in his own words, one not at all."""
    phone = chromium.new_context(viewport=PHONE, locale="nl-NL").new_page()
    phone.goto(f"{served.address}/kaart/")
    phone.fill("input[name=card]", letters)
    phone.locator("main form button[type=submit]").click()
    phone.locator("main a[href$='/klopt-dit/']").click()
    phone.wait_for_url("**/klopt-dit/")
    for number, text in enumerate(placed):
        is_well_made(phone)
        assert joined(text) in joined(phone.inner_text("main"))
        if number == 1:
            phone.locator("details summary").first.click()
            phone.fill("textarea[name=text]", OWN_WORDS)
        answer = "button[form=no]" if number == 2 else "main .zw-toolbar .nl-button--primary"
        with phone.expect_navigation():
            phone.locator(answer).click()
    assert phone.locator("button[form=no]").count() == 0
    phone.goto(phone.url.replace("klopt-dit", "mijn"))
    assert OWN_WORDS in phone.inner_text("main")


def unbroken(text: str) -> str:
    """Text without what a line on paper adds: breaks, and hyphens where a word is cut."""
    return re.sub("[-\N{SOFT HYPHEN}]", "", joined(text))


def gone(folder: Path, words: str) -> bool:
    """No file of the server, SQLite's own among them, holds these words within ten seconds."""
    for _ in range(100):
        kept = [file for file in folder.rglob("*") if file.is_file()]
        if not any(words.encode() in file.read_bytes() for file in kept):
            return True
        time.sleep(0.1)
    return False


def test_a_talk_goes_from_a_file_to_a_picture_with_a_yes_of_each_speaker(
    chromium: Browser, served: House, folder: Path, tmp_path: Path
) -> None:
    took = Took()
    page = noor(chromium, served, folder).new_page()
    dialogue = prepare(page, served.address, "Wat er in de wijkkeuken gezegd is")
    bring(page, dialogue, talk(tmp_path), took)
    says_who_is_who(page)
    placed: dict[str, str] = {}
    for words, keys in PLACES:
        if words == SLIP:
            finds(page, words, took)
            key(page, "2", "slip", took)
            key(page, "u", "undo", took)
        placed[words] = places(page, words, keys, took)
        if words == PAUSE:
            assert placed[words].endswith("pasje.")
            stopped = page.inner_text("#now .zw-talk__text")
            page.context.close()
            page = goes_on_in_another_browser(chromium, served, folder, dialogue)
            assert page.inner_text("#now .zw-talk__text") == stopped
    is_well_made(page)
    assert took.pressed["place"] == len(PLACES)
    assert "wacht" in page.inner_text("main")

    letters = card_of(page, dialogue, "Yusuf")
    answers_on_his_own_phone(chromium, served, letters, [placed[words] for words in OF_YUSUF])
    close(page, dialogue, took)
    assert page.request.get(f"{dialogue}materiaal/").status == 404
    assert gone(folder, SKIPPED)
    assert gone(folder, REFUSED)

    expected = [text for words, text in placed.items() if words not in OF_YUSUF[1:]] + [OWN_WORDS]
    page.goto(f"{dialogue}beeld/")
    is_well_made(page)
    assert f"{len(expected)} antwoorden" in page.inner_text(".zw-picture--wide")
    cells = page.locator("table td").all_inner_texts()
    numbers = [int(one) for text in cells for one in re.findall(r"(\d+) antwoord", text)]
    assert sum(numbers) == len(expected)
    page.goto(f"{dialogue}verslag/")
    is_well_made(page)
    report = joined(page.inner_text("main"))
    assert all(joined(text) in report for text in expected)
    assert same_words(texts_of(fetch(page, dialogue, "gegevens.csv", took)), expected)
    data = json.loads(fetch(page, dialogue, "gegevens.json", took))
    assert same_words([one["text"] for one in data["contributions"]], expected)
    paper = unbroken(text_of(fetch(page, dialogue, "verslag.pdf", took)))
    assert [text for text in expected if unbroken(text) not in paper] == []
    assert unbroken(REFUSED) not in paper
