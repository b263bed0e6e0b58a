"""The main job, whole: six people and a facilitator, from an empty page to a picture.

Two of the six have no JavaScript, one a phone of 320 px, one only a keyboard.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests.browser.table import House, house, is_well_made
from tools.browser import find

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=360, height=740)
SMALL = ViewportSize(width=320, height=640)
DESK = ViewportSize(width=1280, height=900)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("house")) as open_house:
        yield open_house


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        yield browser
        browser.close()


def watched(context: BrowserContext, heard: list[str], address: str) -> Page:
    """A page that writes down each complaint of the browser and each foreign request (AT-84)."""
    page = context.new_page()
    page.on("console", lambda told: heard.append(told.text) if told.type == "error" else None)
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(address) else heard.append(asked.url),
    )
    return page


def signs_in(page: Page, served: House) -> None:
    page.goto(f"{served.address}/account/inloggen/")
    is_well_made(page)
    page.fill("input[type=email]", "noor@voorbeeld.example")
    page.click("main form button >> nth=0")
    page.wait_for_url("**/code/")
    page.fill("input[name=code]", served.newest_code())
    page.click("main form button >> nth=0")
    page.wait_for_url(f"{served.address}/")
    is_well_made(page)


def prepares(page: Page, served: House) -> str:
    """With good defaults: a name and the button. Gives the address of the dialogue."""
    page.goto(f"{served.address}/")
    page.click("text=De wijkkeuken >> nth=-1")
    page.click("text=Nieuw gesprek")
    is_well_made(page)
    page.fill("input[name=title]", "Zes browsers aan tafel")
    page.click("text=Zet het gesprek klaar")
    is_well_made(page)
    page.click("form[action$='/openen/'] button")
    return page.url.split("/g/")[1].split("/")[0]


def joins(page: Page, served: House, code: str, perspective: str) -> None:
    page.goto(f"{served.address}/meedoen/")
    page.fill("input[name=code]", code)
    page.click("main form button")
    page.check("input[name=yes]")
    page.check(f"input[name=perspective][value={perspective}]")
    page.click("main form button")


def joins_by_keyboard(page: Page, served: House, code: str) -> None:
    """Tab, type, space and enter; never a mouse (AX-02)."""
    page.goto(f"{served.address}/meedoen/")
    page.focus("input[name=code]")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/m/**")
    page.focus("input[name=yes]")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/g/**")


def says(page: Page, text: str) -> None:
    page.fill("textarea[name=text]", text)
    page.click("button[name=share]")
    page.wait_for_url("**/bedankt/**")


def test_six_browsers_hold_one_dialogue_and_take_home_their_picture(
    chromium: Browser, served: House, tmp_path: Path
) -> None:
    heard: list[str] = []
    desk = watched(chromium.new_context(viewport=DESK, locale="nl-NL"), heard, served.address)
    signs_in(desk, served)
    dialogue = prepares(desk, served)
    lead = f"{served.address}/g/{dialogue}/leiden/"
    desk.goto(lead)
    is_well_made(desk)
    code = desk.inner_text(".zw-code >> nth=0").replace("-", "").strip()

    phones = [
        watched(
            chromium.new_context(viewport=size, locale="nl-NL", java_script_enabled=script),
            heard,
            served.address,
        )
        for size, script in (
            (PHONE, True),
            (PHONE, False),
            (PHONE, False),
            (SMALL, True),
            (DESK, True),
            (PHONE, True),
        )
    ]
    for number, page in enumerate(phones[:5]):
        joins(page, served, code, ("resident", "student", "professional")[number % 3])
    joins_by_keyboard(phones[5], served, code)
    is_well_made(phones[3])
    for number, page in enumerate(phones[:5]):
        says(page, f"Aan tafel hoorde ik iets nieuws, {number}")
    is_well_made(phones[3])
    phones[5].focus("textarea[name=text]")
    phones[5].keyboard.type("Zonder muis gezegd")
    phones[5].keyboard.press("Tab")
    while phones[5].evaluate("document.activeElement.name") != "share":
        phones[5].keyboard.press("Tab")
    phones[5].keyboard.press("Enter")
    phones[5].wait_for_url("**/bedankt/**")

    for page in phones:
        page.goto(f"{served.address}/g/{dialogue}/groep/")
        assert "Zonder muis gezegd" in page.inner_text("main")
    is_well_made(phones[3])

    desk.goto(f"{lead}gezegd/")
    is_well_made(desk)
    for box in desk.query_selector_all("input[type=checkbox]")[:2]:
        box.check()
    desk.fill("input[name=title]", "Iets nieuws")
    desk.click("text=Leg bij elkaar >> nth=-1")
    desk.goto(f"{lead}themas/")
    assert "Iets nieuws" in desk.inner_text("main")

    back = phones[1]
    back.goto(f"{served.address}/g/{dialogue}/mijn/")
    back.click("text=Neem terug")
    back.click("text=Ja, neem het terug")
    assert "iets nieuws, 1" not in back.inner_text("main")

    desk.goto(f"{served.address}/g/{dialogue}/afsluiten/")
    is_well_made(desk)
    desk.click("text=Sluit het gesprek af")
    for page in (desk, phones[3]):
        for name in ("beeld", "verslag"):
            page.goto(f"{served.address}/g/{dialogue}/{name}/")
            is_well_made(page)
    phones[1].goto(f"{served.address}/g/{dialogue}/beeld/")
    assert "5 antwoorden" in phones[1].inner_text("table")
    desk.goto(f"{served.address}/g/{dialogue}/verslag/")
    with desk.expect_download() as fetched:
        desk.click("text=Bewaar het verslag (PDF)")
    fetched.value.save_as(tmp_path / "verslag.pdf")
    assert (tmp_path / "verslag.pdf").read_bytes().startswith(b"%PDF-")
    assert heard == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_AX01_what_a_visitor_sees_is_well_made(
    chromium: Browser, served: House, scheme: str, language: str
) -> None:
    context = chromium.new_context(viewport=SMALL, locale="nl-NL")
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{served.address}/")
    if language == "en":
        page.click("text=English")
        assert page.get_attribute("html", "lang") == "en"
    for path in ("/", "/meedoen/", "/kaart/", "/uitleg/", "/privacy/", "/toegankelijkheid/"):
        page.goto(served.address + path)
        is_well_made(page)
    page.goto(f"{served.address}/bestaat-niet/")
    is_well_made(page)
    context.close()
