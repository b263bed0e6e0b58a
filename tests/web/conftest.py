"""A real browser for the tests of what people see."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.web import urls_of_patterns
from tools.browser import find


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's own Chromium, one for a file."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps a loop in this thread, which Django takes for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """One phone, in Dutch."""
    context = chromium.new_context(viewport={"width": 360, "height": 800}, locale="nl-NL")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, live_server: LiveServer) -> Page:
    """The pattern page on that phone, and a server that has seen nothing yet."""
    urls_of_patterns.DRAFTS.clear()
    urls_of_patterns.PARTS[:] = ["<p>Een stem</p>"]
    page = context.new_page()
    page.goto(f"{live_server.url}/patronen/")
    return page
