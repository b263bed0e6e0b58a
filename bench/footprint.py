"""What a server takes when nobody is there, and how long it takes to begin.

The set-up itself (`make run` for the second time) is measured on request only: it is slow.
"""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from bench.figure import Figure, at_most, told
from bench.serving import ROOT, serving, wait_for
from tools.postgres import free_port

QUIET = 3


def figures(folder: Path) -> list[Figure]:
    """Memory when idle, and the time from the command to the first answer."""
    with serving(folder) as new:
        made = new.first_answer
    with serving(folder) as server:
        time.sleep(QUIET)
        memory = server.memory()
        again = server.first_answer
    return [
        at_most("Footprint, memory when idle", memory, "MB", 120),
        at_most("Footprint, time to first answer", again, "s", 1.5),
        told("Footprint, the same with a database still to be made", made, "s"),
    ]


def set_up() -> list[Figure]:
    """A fresh clone with nothing set up, then `make run` twice until it answers."""
    folder = Path(tempfile.mkdtemp(prefix="zwerm-clone-"))
    try:
        subprocess.run(["git", "clone", "-q", str(ROOT), str(folder / "zwerm")], check=True)
        (folder / "home").mkdir()
        first, second = (_make_run(folder) for _ in range(2))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return [
        at_most("Set-up, make run in a fresh clone", first, "s", 180),
        at_most("Set-up, make run the second time", second, "s", 5),
    ]


def _make_run(folder: Path) -> float:
    port = free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith("ZWERM_")}
    own |= {"HOME": str(folder / "home"), "ZWERM_PORT": str(port)}
    own.pop("DATABASE_URL", None)
    with (folder / "log").open("wb") as log:
        began = time.monotonic()
        process = subprocess.Popen(
            ["make", "run"],
            cwd=folder / "zwerm",
            env=own,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_for(port, process, folder / "log", patience=600)
            return time.monotonic() - began
        finally:
            os.killpg(process.pid, 15)
            process.wait(timeout=30)
