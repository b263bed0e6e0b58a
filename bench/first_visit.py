"""W6: the first visit of a participant on a phone: slow 4G, a processor four times slower."""

import json
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from bench.figure import Figure, at_most
from bench.serving import inside, serving
from tools.browser import find

SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6 * 1024 * 1024 / 8,
    "uploadThroughput": 750 * 1024 / 8,
}
SLOWER = 4
TIMES = 5
PAINTED = """() => new Promise(done => {
  const look = () => {
    const found = performance.getEntriesByName("first-contentful-paint")[0];
    found ? done(found.startTime) : requestAnimationFrame(look);
  };
  look();
})"""


def figures(folder: Path) -> list[Figure]:
    """Requests, kilobytes on the wire and first paint of the page behind the QR code."""
    scene = json.loads(inside(folder, "", "open", "in_confidence"))
    with serving(folder) as server, sync_playwright() as play:
        address = f"{server.url}/m/{scene['code']}/"
        chromium = play.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        visits = [_visit(chromium, address) for _ in range(TIMES)]
        chromium.close()
    requests, size, paints = (list(one) for one in zip(*visits, strict=True))
    return [
        at_most("W6 requests of a first visit on a phone", max(requests), "requests", 8),
        at_most("W6 kilobytes of a first visit", max(size), "KB", 60),
        at_most(
            "W6 first paint, slow 4G and a 4x slower processor", median(paints) / 1000, "s", 1.2
        ),
    ]


def _visit(chromium: Browser, address: str) -> tuple[int, float, float]:
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True
    )
    page = context.new_page()
    line = context.new_cdp_session(page)
    came: list[float] = []
    line.on("Network.loadingFinished", lambda told: came.append(told["encodedDataLength"]))
    line.send("Network.enable")
    line.send("Network.clearBrowserCache")
    line.send("Network.emulateNetworkConditions", SLOW_4G)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="networkidle")
    painted = float(page.evaluate(PAINTED))
    context.close()
    return len(came), sum(came) / 1024, painted
