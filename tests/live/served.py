"""A real server on a private database, and browsers that speak HTTP to it."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tools.postgres import free_port

QUIETLY = ("--log-level", "critical", "--no-access-log", "--timeout-graceful-shutdown", "1")
ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Served:
    """Where the server listens, and what is in its database."""

    port: int
    scene: dict[str, Any]


@contextmanager
def server(environment: dict[str, str]) -> Iterator[int]:
    """One process; gives its port and stops it afterwards."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", *QUIETLY, "zwerm.asgi:application", "--port", str(port)],
        cwd=ROOT,
        env=environment | {"ZWERM_PORT": str(port)},
    )
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def environment(folder: Path, database: str) -> dict[str, str]:
    """What a process needs to find its own database and nothing of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZWERM_")}
    return kept | {
        "DATABASE_URL": database,
        "ZWERM_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "zwerm.settings",
    }


def scene(given: dict[str, str]) -> dict[str, Any]:
    """Fill the database."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.live.scene"],
        cwd=ROOT,
        env=given,
        capture_output=True,
        check=True,
        timeout=120,
    )
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not start")


def until(holds: Callable[[], bool], seconds: float) -> float:
    """Wait until something holds; how long it took. AssertionError when it did not in time."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if holds():
            return time.monotonic() - began
        time.sleep(0.02)
    raise AssertionError(f"it did not happen in {seconds} s")


@dataclass
class Browser:
    """A device with its cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Status and text."""
        return self._ask("GET", path, headers)

    def post(self, path: str, **sent: str) -> int:
        """Press a button of a page that carries a protection token."""
        sent["csrfmiddlewaretoken"] = self.cookies["zwerm-csrf"]
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, kind, urlencode(sent))[0]

    def live_in(self, path: str) -> str:
        """The address of the stream of a page."""
        status, page = self.get(path)
        found = re.search(r'data-url="(/live/[^"]+)"', page)
        assert found is not None, f"{path}: {status}"
        return found[1]

    def _ask(
        self, method: str, path: str, headers: dict[str, str], body: str = ""
    ) -> tuple[int, str]:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        asked.request(method, path, body or None, sent | {"Cookie": cookies})
        answer = asked.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        text = answer.read().decode()
        asked.close()
        return answer.status, text


class Stream:
    """An open stream that gathers what it hears, in a thread."""

    def __init__(self, port: int, address: str, **headers: str) -> None:
        self.heard = b""
        self.ended = threading.Event()
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        sent = {"Host": f"127.0.0.1:{port}", "Accept": "text/event-stream"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
        self._socket.sendall(f"GET {address} HTTP/1.1\r\n{lines}\r\n".encode())
        threading.Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        try:
            while got := self._socket.recv(65536):
                self.heard += got
                if self.heard.endswith(b"0\r\n\r\n") or b" 204 " in self.heard[:16]:
                    break
        except OSError:
            pass
        self.ended.set()

    @property
    def status(self) -> int:
        """The status, 0 when nothing came yet."""
        return int(self.heard[9:12]) if len(self.heard) > 12 else 0

    @property
    def body(self) -> bytes:
        """What came, without the wrapping of HTTP."""
        _, _, rest = self.heard.partition(b"\r\n\r\n")
        out = b""
        while rest:
            size, _, rest = rest.partition(b"\r\n")
            length = int(size, 16)
            out, rest = out + rest[:length], rest[length + 2 :]
        return out

    @property
    def versions(self) -> list[int]:
        """The versions of the frames so far."""
        return [int(one) for one in re.findall(rb"^id: (\d+)$", self.body, re.MULTILINE)]

    def answered(self) -> None:
        """Wait for the status."""
        until(lambda: self.status > 0, 3)

    def hang_up(self) -> None:
        """Close it from this side."""
        self._socket.close()
