"""What the browser modules promise: nothing typed is lost, nothing is left behind."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route
from pytest_django.live_server_helper import LiveServer

from tests.web.urls_of_patterns import DRAFTS, PARTS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.web.urls_of_patterns"),
]
FIELD = "zw-draft textarea"
STATUS = "zw-draft > .zw-status"
KEPT = "Object.keys(localStorage).filter(name => name.startsWith('zw-draft:')).length"


def until(true: Callable[[], bool], seconds: float = 8) -> None:
    """Wait for something in the browser, and fail when it does not come."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def kept(page: Page) -> int:
    return int(page.evaluate(KEPT))


def test_P12_a_draft_reaches_the_server_and_then_leaves_the_device(page: Page) -> None:
    page.fill(FIELD, "Bij ons thuis lukt dat niet")
    until(lambda: kept(page) == 1)
    until(lambda: len(DRAFTS) == 1)
    assert DRAFTS[0]["text"] == "Bij ons thuis lukt dat niet"
    assert DRAFTS[0]["sent_as"]
    until(lambda: kept(page) == 0)
    assert page.locator(STATUS).inner_text() != ""
    assert page.locator(STATUS).get_attribute("aria-live") == "polite"


def test_P12_a_draft_survives_a_lost_network_and_is_sent_later(
    page: Page, context: BrowserContext
) -> None:
    context.set_offline(True)
    page.fill(FIELD, "Onderweg in de trein")
    until(lambda: kept(page) == 1)
    until(lambda: page.locator(STATUS).inner_text() != "")
    said = page.locator(STATUS).inner_text()
    context.set_offline(False)
    until(lambda: len(DRAFTS) == 1)
    until(lambda: page.locator(STATUS).inner_text() != said)
    assert DRAFTS[0]["text"] == "Onderweg in de trein"


def test_P12_a_page_opened_again_finds_the_words_and_keeps_the_client_id(
    page: Page, context: BrowserContext
) -> None:
    page.route("**/concept/", lambda route: route.abort())
    page.fill(FIELD, "Halverwege gestopt")
    until(lambda: kept(page) == 1)
    first = page.locator("zw-draft input[name=sent_as]").input_value()
    page.reload()
    until(lambda: page.locator(FIELD).input_value() == "Halverwege gestopt")
    assert page.locator("zw-draft input[name=sent_as]").input_value() == first


def test_what_lies_on_the_device_cannot_be_read(page: Page) -> None:
    page.route("**/concept/", lambda route: route.abort())
    page.fill(FIELD, "Mijn schulden")
    until(lambda: kept(page) == 1)
    assert "schulden" not in page.evaluate("JSON.stringify(localStorage)")


def test_AT56_another_seat_on_the_same_device_does_not_see_the_words(page: Page) -> None:
    page.route("**/concept/", lambda route: route.abort())
    page.fill(FIELD, "Van Sam")
    until(lambda: kept(page) == 1)
    _served_with(page, 'data-key="example"', 'data-key="somebody else"')
    page.reload()
    page.wait_for_timeout(500)
    assert page.locator(FIELD).input_value() == ""


def test_AT56_a_shared_device_keeps_nothing_and_forgets_what_it_had(page: Page) -> None:
    page.route("**/concept/", lambda route: route.abort())
    page.fill(FIELD, "Nog van de vorige")
    until(lambda: kept(page) == 1)
    _served_with(page, "<zw-draft ", "<zw-draft data-shared-device ")
    page.reload()
    until(lambda: kept(page) == 0)
    page.fill(FIELD, "Van de volgende")
    page.wait_for_timeout(500)
    assert kept(page) == 0


def test_what_the_server_acknowledged_is_cleared(page: Page) -> None:
    page.route("**/concept/", lambda route: route.abort())
    page.fill(FIELD, "Verstuurd")
    until(lambda: kept(page) == 1)
    sent = page.locator("zw-draft input[name=sent_as]").input_value()
    _served_with(page, 'data-acknowledged=""', f'data-acknowledged="{sent}"')
    page.reload()
    until(lambda: kept(page) == 0)
    assert page.locator(FIELD).input_value() == ""


def test_a_draft_of_yesterday_is_gone(page: Page) -> None:
    page.route("**/concept/", lambda route: route.abort())
    page.clock.install(time="2026-11-22T10:00:00Z")
    page.reload()
    page.fill(FIELD, "Van eergisteren")
    until(lambda: kept(page) == 1)
    page.clock.set_system_time("2026-11-23T10:00:01Z")
    page.reload()
    until(lambda: kept(page) == 0)


def test_the_live_part_follows_the_server_and_keeps_focus(page: Page) -> None:
    PARTS.append('<p>Een stem</p><a id="lees" href="#">Lees</a>')
    until(lambda: page.locator("#lees").count() == 1, 12)
    page.focus("#lees")
    PARTS.append('<p>Twee stemmen</p><a id="lees" href="#">Lees</a>')
    until(lambda: "Twee" in page.locator("zw-live").inner_text(), 12)
    assert page.evaluate("document.activeElement.id") == "lees"
    until(lambda: page.locator("zw-live + [aria-live=polite]").inner_text() != "")


def test_the_live_part_says_when_it_is_over_and_leaves_what_stands_there(page: Page) -> None:
    PARTS.clear()
    until(lambda: page.locator(".zw-gone").count() == 1, 12)
    assert "Dit deel blijft" in page.locator("zw-live").inner_text()


def test_P13_without_script_every_form_and_word_is_there(
    page: Page, context: BrowserContext, live_server: LiveServer
) -> None:
    browser = context.browser
    assert browser is not None
    plain = browser.new_page(java_script_enabled=False)
    plain.goto(f"{live_server.url}/patronen/")
    assert plain.locator(FIELD).is_visible()
    assert plain.locator(".zw-timer").is_visible()
    assert not plain.locator("zw-copy").is_visible()
    plain.locator("summary").first.click()
    assert plain.locator(".zw-more__text").first.is_visible()
    plain.close()


def test_the_counter_speaks_only_when_little_room_is_left(page: Page) -> None:
    line = page.locator("zw-count > .zw-status")
    page.fill(FIELD, "kort")
    assert line.inner_text() == ""
    page.fill(FIELD, "lang " * 90)
    assert "450" in line.inner_text()


def _served_with(page: Page, old: str, new: str) -> None:
    """Let the page arrive with one thing changed."""

    def change(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(old, new))

    page.route("**/patronen/", change)
