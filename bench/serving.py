"""A real server in a process of its own, with a database of its own; gone afterwards."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60
"""Seconds a server may take to give its first answer."""


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    port: int
    pid: int
    first_answer: float
    """Seconds from starting the command to the first answer."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def processor_seconds(self) -> float:
        """What the server has used so far, all threads together."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Resident megabytes."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(found.split()[1]) / 1024


def environment(folder: Path, database: str = "", **more: str) -> dict[str, str]:
    """The environment of a Zwerm with its files in `folder`."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("ZWERM_")}
    own |= {"ZWERM_VAR": str(folder), "DATABASE_URL": database, **more}
    return own


@contextmanager
def serving(folder: Path, database: str = "") -> Iterator[Server]:
    """`zwerm run --empty` on a free port."""
    port = free_port()
    log = (folder / "server.log").open("wb")
    began = time.monotonic()
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / "zwerm"), "run", "--empty"],
        cwd=ROOT,
        env=environment(folder, database, ZWERM_PORT=str(port)),
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_for(port, process, folder / "server.log")
        yield Server(port, process.pid, time.monotonic() - began)
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def wait_for(
    port: int, process: "subprocess.Popen[bytes]", log: Path, *, patience: float = PATIENCE
) -> None:
    """Until it answers; the end with its own words when it does not."""
    until = time.monotonic() + patience
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/gezond/", timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.02)
    sys.exit(f"bench: the server did not answer.\n{log.read_text()}")


def inside(folder: Path, database: str, *words: str, module: str = "bench.scene") -> str:
    """Run a module on the same database, with the same settings; gives what it prints."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", module, *words],
        cwd=ROOT,
        env=environment(folder, database, DJANGO_SETTINGS_MODULE="zwerm.settings"),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"bench: the scene could not be set.\n{done.stderr}")
    return done.stdout
