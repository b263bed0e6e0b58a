"""`make shots`: the main screens of a seeded server, at 360 and 1280 pixels, in Dutch and English.

    python -m tools.shots            into docs/shots/screens
    python -m tools.shots FOLDER     somewhere else

Starts a server of its own on a free port with a database of its own, acts through the pages as
people do, and stops it. The pictures are for looking; each is one window high, with few colours.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from tools.browser import find
from tools.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "docs" / "shots" / "screens"
SIZES = {360: 740, 1280: 900}
LANGUAGES = ("nl", "en")
PATIENCE = 60
NOOR = "noor@voorbeeld.example"


@contextmanager
def seeded() -> Iterator[tuple[str, Path]]:
    """The address of a server with the example in it, and its folder."""
    with tempfile.TemporaryDirectory(prefix="zwerm-shots-") as folder:
        port, log = free_port(), Path(folder) / "log"
        own = {name: value for name, value in os.environ.items() if not name.startswith("ZWERM_")}
        own |= {"ZWERM_VAR": folder, "ZWERM_PORT": str(port), "DATABASE_URL": ""}
        with log.open("wb") as handle:
            server = subprocess.Popen(
                [str(Path(sys.executable).parent / "zwerm"), "run"],
                cwd=ROOT,
                env=own,
                stdout=handle,
                stderr=subprocess.STDOUT,
            )
            try:
                _wait(port, log)
                yield f"http://127.0.0.1:{port}", Path(folder)
            finally:
                server.terminate()
                server.wait(timeout=20)


def _wait(port: int, log: Path) -> None:
    for _ in range(PATIENCE * 10):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/gezond/", timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"shots: the server did not answer.\n{log.read_text()}")


def shoot(page: Page, name: str, folder: Path) -> None:
    """One window."""
    width = (page.viewport_size or {"width": 0})["width"]
    language = page.locator("html").get_attribute("lang")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=folder / f"{name}-{width}-{language}.png")


def participant(page: Page, link: str, folder: Path) -> None:
    """Who scans the code: the yes, a question, the thanks, what I said, the picture."""
    page.goto(link)
    shoot(page, "welcome", folder)
    page.locator("input[name=yes]").check(force=True)
    page.locator("input[name=perspective][value=resident]").check(force=True)
    page.locator("main form button").first.click()
    page.wait_for_url("**/g/**")
    here = page.url.split("?")[0]
    shoot(page, "question", folder)
    page.locator("textarea[name=text]").fill(
        "Samen koken maakt los wat een vragenlijst niet raakt."
    )
    page.locator("button[name=share]").click()
    page.wait_for_url("**/bedankt/**")
    shoot(page, "thanks", folder)
    for name, tail in (("compass", "kompas/"), ("mine", "mijn/"), ("group", "groep/")):
        page.goto(here + tail)
        shoot(page, name, folder)


def facilitator(page: Page, site: str, folder: Path) -> None:
    """Noor: her desk, leading, preparing, the picture and the report of a closed dialogue."""
    page.goto(f"{site}/")
    shoot(page, "desk", folder)
    found = re.findall(r'href="(/g/[0-9a-f-]+/(?:leiden|beeld|voorbereiden)/)"', page.content())
    practices = re.findall(r'href="(/praktijk/[0-9a-f-]+/)"', page.content())
    for name, tail in (("lead", "leiden/"), ("picture", "beeld/")):
        address = next((one for one in found if one.endswith(tail)), "")
        if address:
            page.goto(site + address)
            shoot(page, name, folder)
            if name == "picture":
                page.goto(site + address.replace("beeld/", "verslag/"))
                shoot(page, "report", folder)
    if practices:
        page.goto(site + practices[0])
        shoot(page, "practice", folder)
        page.goto(f"{site}{practices[0]}gesprek/")
        shoot(page, "prepare", folder)


def sign_in(page: Page, site: str, var: Path) -> None:
    """With the code from the mail, which lies in the folder of the server."""
    page.goto(f"{site}/account/inloggen/")
    page.locator("main input[type=email]").fill(NOOR)
    page.locator("main form button").first.click()
    page.wait_for_url("**/code/")
    letters = sorted((var / "mail").iterdir())
    code = re.findall(r"^([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", letters[-1].read_text(), re.MULTILINE)[-1]
    page.locator("main input[name=code]").fill(code)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda address: "/inloggen/" not in address)


def _context(
    chromium: Browser,
    width: int,
    language: str,
    site: str,
    signed_in: StorageState | None = None,
) -> BrowserContext:
    context = chromium.new_context(
        storage_state=signed_in,
        viewport={"width": width, "height": SIZES[width]},
        locale=f"{language}-NL" if language == "nl" else "en-GB",
        reduced_motion="reduce",
    )
    context.add_cookies([{"name": "zwerm-language", "value": language, "url": site}])
    return context


def main() -> int:
    """Exit code 0 when every screen was taken."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHOTS
    folder.mkdir(parents=True, exist_ok=True)
    with seeded() as (site, var), sync_playwright() as play:
        links = re.findall(r"http://\S+/m/\S+", (var / "log").read_text())
        chromium = play.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        noor = chromium.new_page()
        sign_in(noor, site, var)
        signed_in = noor.context.storage_state()
        for language in LANGUAGES:
            for width in SIZES:
                guest = _context(chromium, width, language, site)
                participant(guest.new_page(), links[-1], folder)
                guest.close()
                leads = _context(chromium, width, language, site, signed_in)
                facilitator(leads.new_page(), site, folder)
                leads.close()
        chromium.close()
    print(f"shots: {len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
