"""The pattern page in a real browser: readable, reachable, ours, never wider than the screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.web.urls_of_patterns"),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PETROL = "rgb(11, 83, 96)"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_AX01_every_component_in_every_state_has_no_violation_and_fits(
    chromium: Browser, live_server: LiveServer, scheme: str, width: int, language: str
) -> None:
    page = chromium.new_page(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        locale=language,
    )
    page.goto(f"{live_server.url}/patronen/")
    page.wait_for_load_state("networkidle")
    assert page.locator("html").get_attribute("lang") == language
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert found == [], [(rule["id"], rule["nodes"][0]["html"]) for rule in found]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_a_primary_button_has_our_accent_so_the_tokens_arrived(page: Page) -> None:
    button = page.locator(".nl-button--primary").first
    assert button.evaluate("e => getComputedStyle(e).backgroundColor") == PETROL
    assert button.evaluate("e => getComputedStyle(e).color") == "rgb(255, 253, 247)"


def test_the_pairs_of_the_accent_go_together(page: Page) -> None:
    secondary = page.locator(".nl-button--secondary").first
    assert secondary.evaluate("e => getComputedStyle(e).color") == PETROL
    assert secondary.evaluate("e => getComputedStyle(e).borderTopColor") == PETROL
    link = page.locator("p a:not([class])").first
    assert link.evaluate("e => getComputedStyle(e).color") == PETROL


def test_the_token_file_of_a_municipality_restyles_the_buttons(
    context: BrowserContext, live_server: LiveServer, settings: Settings
) -> None:
    settings.THEME = "voorbeeldgemeente"
    page = context.new_page()
    page.goto(f"{live_server.url}/patronen/")
    for button, name in [("primary", "backgroundColor"), ("secondary", "color")]:
        found = page.locator(f".nl-button--{button}").first
        assert found.evaluate(f"e => getComputedStyle(e).{name}") == "rgb(27, 94, 32)"


def test_AX05_what_can_be_pressed_is_large_enough(page: Page) -> None:
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            'button, select, textarea, input:not([type=hidden]), .zw-choice')]
        .filter(e => !e.closest('.zw-choice') || e.matches('.zw-choice'))
        .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
        .filter(([, r]) => r.width && r.height < (r.height ? 40 : 0))
        .map(([html, r]) => html + ' ' + r.height)"""
    )
    assert small == []


def test_AX07_twice_the_text_and_wider_spacing_still_fit(page: Page) -> None:
    page.evaluate(
        """() => {
            const wide = new CSSStyleSheet();
            wide.replaceSync('html { font-size: 225% } '
                + '* { line-height: 1.5em; letter-spacing: .12em; word-spacing: .16em }');
            document.adoptedStyleSheets = [wide];
        }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_AX06_focus_is_visible(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_P2_a_field_says_who_sees_it_and_is_described_by_that(page: Page) -> None:
    field = page.locator("#id_text")
    said = [
        page.locator(f"#{one}").inner_text()
        for one in _described(field.evaluate("e => e.getAttribute('aria-describedby')"))
    ]
    assert any("Alleen jij" in one or "Only you" in one for one in said)


def test_AX12_an_error_stands_beside_its_field_and_in_the_summary(page: Page) -> None:
    wrong = page.locator("#id_wrong-name")
    assert wrong.get_attribute("aria-invalid") == "true"
    assert "id_wrong-name_error" in _described(wrong.get_attribute("aria-describedby"))
    assert page.locator("#form-errors a[href='#id_wrong-name']").count() == 1


def test_AX16_nothing_moves_when_people_asked_for_rest(
    chromium: Browser, live_server: LiveServer
) -> None:
    page = chromium.new_page(reduced_motion="reduce")
    page.goto(f"{live_server.url}/patronen/")
    moving = page.evaluate("document.getAnimations().length")
    assert moving == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page.close()


def _described(value: str | None) -> list[str]:
    return (value or "").split()
