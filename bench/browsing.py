"""A client that behaves as a browser without script: cookies, forms, redirects, one connection."""

import http.client
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

FIELD = re.compile(
    r'<input type="hidden" name="(csrfmiddlewaretoken|question|sent_as)" value="([^"]*)"'
)
PATIENCE = 60


class Unexpected(Exception):
    """An answer that is none of the journey's."""


@dataclass
class Answer:
    """What came back."""

    status: int
    body: bytes
    location: str
    seconds: float

    @property
    def fields(self) -> dict[str, str]:
        """The hidden fields of the form on the page."""
        return dict(FIELD.findall(self.body.decode()))


@dataclass
class Browser:
    """One visitor."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def get(self, path: str, *, expected: int = 200, accept: str = "identity") -> Answer:
        """Ask a page."""
        return self._ask("GET", path, b"", expected, {"Accept-Encoding": accept})

    def post(
        self, path: str, values: dict[str, str], *, expected: int = 302, part: bool = False
    ) -> Answer:
        """Send a form; `part`: as the page itself does, to get only what changes."""
        told = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{self.port}",
            **({"HX-Request": "true"} if part else {}),
        }
        return self._ask("POST", path, urlencode(values).encode(), expected, told)

    def leave(self) -> None:
        """Hang up."""
        self.line.close()

    def _ask(
        self, method: str, path: str, body: bytes, expected: int, headers: dict[str, str]
    ) -> Answer:
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        told = {"Cookie": jar, "Accept-Language": "nl", **headers}
        began = time.perf_counter()
        self.line.request(method, path, body=body or None, headers=told)
        response = self.line.getresponse()
        content = response.read()
        took = time.perf_counter() - began
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        if response.status != expected:
            raise Unexpected(f"{method} {path}: {response.status}")
        return Answer(response.status, content, response.headers.get("Location", ""), took)
