"""A whole Zwerm as people meet it: a server of its own, and browsers around one table."""

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tools.postgres import free_port

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}
PATIENCE = 60


@dataclass(frozen=True)
class House:
    """Where it answers, and where it keeps its mail."""

    address: str
    mail: Path

    def newest_code(self) -> str:
        """The sign-in code in the last mail."""
        letters = sorted(self.mail.glob("*.log"), key=lambda file: file.stat().st_mtime)
        found = re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", letters[-1].read_text(), re.MULTILINE)
        assert found is not None
        return found.group(1)


@contextmanager
def house(folder: Path) -> Iterator[House]:
    """`zwerm run` with its example hub, on a free port, gone afterwards."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZWERM_")}
    kept.pop("DATABASE_URL", None)
    process = subprocess.Popen(
        [sys.executable, "-c", "import sys; from zwerm.cli import main; sys.exit(main(['run']))"],
        env=kept | {"ZWERM_VAR": str(folder), "ZWERM_PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield House(address, folder / "mail")
    finally:
        process.terminate()
        process.wait(15)


def _wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/gezond/", timeout=2).close()
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise TimeoutError(address)


def is_well_made(page: Page) -> None:
    """No axe violation, and nothing wider than the screen (AX-01, AX-07)."""
    found: dict[str, Any] = Axe().run(page, options=RULES).response
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found["violations"]] == [], (
        page.url
    )
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"
