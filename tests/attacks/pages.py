"""Reading pages as an attacker does: every link, every form, every field, and what would run."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.core.cache import cache
from django.http.response import HttpResponseBase
from django.test import Client
from lxml import html

TEXTS = {"text", "search", "email", "url", "tel", "date", "time", "number", ""}
RUNS = ("script", "iframe", "object", "embed", "base", "meta[@http-equiv]", "link[@rel='import']")
"""Elements that bring something to life, of which only our own may stand on a page."""


@dataclass(frozen=True)
class Field:
    """One thing in a form that is sent along."""

    name: str
    kind: str
    value: str
    choices: tuple[str, ...] = ()
    longest: int = 0
    """How many letters it takes; 0: it does not say."""


@dataclass(frozen=True)
class Sheet:
    """A form as it stands on a page."""

    action: str
    method: str
    fields: tuple[Field, ...]
    buttons: tuple[tuple[str, str], ...]
    """Name and value of each button that says which of several things is meant."""

    def filled(self, fill: Callable[[Field], str | tuple[str, ...] | None]) -> dict[str, list[str]]:
        """What is sent when `fill` answers each field; None leaves it out."""
        sent: dict[str, list[str]] = {}
        for field in self.fields:
            value = fill(field)
            if value is not None:
                sent[field.name] = [value] if isinstance(value, str) else list(value)
        return sent


def root_of(page: str) -> html.HtmlElement:
    """The page as a tree."""
    return html.document_fromstring(page if page.strip() else "<html></html>")


def links(page: str, address: str) -> set[str]:
    """Where a page leads on our own site, without what follows #."""
    found = set()
    for target in root_of(page).xpath("//a/@href | //*/@hx-get"):
        parts = urlsplit(urljoin(address, str(target)))
        if not parts.netloc and parts.scheme in {"", "http"}:
            found.add(parts._replace(fragment="").geturl())
    return found


def sheets(page: str, address: str) -> Iterator[Sheet]:
    """The forms of a page, with the fields and buttons that stand elsewhere but belong to them."""
    root = root_of(page)
    for form in root.xpath("//form"):
        inside = form.xpath(".//input | .//textarea | .//select | .//button")
        outside = root.xpath("//*[@form=$id]", id=form.get("id", "-none-"))
        fields: dict[str, Field] = {}
        buttons = []
        for element in [*inside, *outside]:
            name, kind = element.get("name"), element.get("type", "")
            if element.tag == "button" or kind == "submit":
                if name:
                    buttons.append((name, element.get("value", "")))
            elif name:
                known = fields.get(name)
                found = _field(element, name, kind)
                choices = (known.choices if known else ()) + found.choices
                longest = int(element.get("maxlength") or 0)
                fields[name] = Field(name, found.kind, found.value, choices, longest)
        yield Sheet(
            urljoin(address, form.get("action") or address),
            form.get("method", "get").lower(),
            tuple(fields.values()),
            tuple(buttons),
        )


def _field(element: html.HtmlElement, name: str, kind: str) -> Field:
    if element.tag == "textarea":
        return Field(name, "text", element.text or "")
    if element.tag == "select":
        values = tuple(element.xpath(".//option/@value"))
        return Field(name, "choice", values[0] if values else "", values)
    if kind in {"radio", "checkbox"}:
        value = element.get("value", "on")
        return Field(name, kind, value, (value,))
    if kind in TEXTS:
        return Field(name, "text" if kind in {"text", ""} else kind, element.get("value", ""))
    return Field(name, kind, element.get("value", ""))


def alive(page: str) -> list[str]:
    """What would run, or load from elsewhere: nothing of it may stand on a page."""
    root = root_of(page)
    found = [
        html.tostring(element, encoding="unicode")[:120]
        for tag in RUNS
        for element in root.xpath(f"//{tag}")
        if not _ours(element)
    ]
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            if _runs(str(name), str(value).strip().lower()):
                found.append(f"<{element.tag} {name}={value[:60]!r}>")
    return found


def _ours(element: html.HtmlElement) -> bool:
    return element.tag == "script" and not element.text and element.get("src", "").startswith("/")


def _runs(name: str, value: str) -> bool:
    if name.startswith("on") or name in {"style", "srcdoc"}:
        return True
    if name.startswith(("hx-on", "data-hx-")):
        return True
    if name in {"src", "href", "action", "formaction", "xlink:href", "srcset", "poster"}:
        return urlsplit(value).scheme in {"javascript", "data", "vbscript"} or value == "x"
    if name in {"hx-get", "hx-post"}:
        return not value.startswith("/")
    return False


def walk(
    client: Client, start: Iterable[str], *, leave: tuple[str, ...] = (), most: int = 300
) -> Iterator[tuple[str, HttpResponseBase]]:
    """What somebody reaches from `start` by links and redirects: address and answer, each once.

    An address that ends as one of `leave` is passed by.
    """
    waiting = list(start)
    seen = set(waiting)
    opened = 0
    while waiting and opened < most:
        address = waiting.pop()
        if address.partition("?")[0].endswith(leave):
            continue
        cache.clear()
        answer = client.get(address)
        assert answer.status_code < 500, address
        yield address, answer
        found = set()
        if answer.status_code in {301, 302}:
            found = {urlsplit(answer.headers["Location"])._replace(fragment="").geturl()}
        elif answer.status_code == 200:
            opened += 1
            found = links(html_of(answer), address)
        fresh = sorted(one for one in found - seen if one.startswith("/"))
        seen |= found
        waiting += fresh


def html_of(answer: HttpResponseBase) -> str:
    """The page; empty when it is something else."""
    if "text/html" not in answer.headers.get("Content-Type", ""):
        return ""
    return answer.getvalue().decode()
