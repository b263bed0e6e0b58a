"""One text that is dangerous wherever it stands, and whoever types it into everything."""

import re
from collections.abc import Iterable, Mapping
from html import unescape
from urllib.parse import urlsplit

from django.apps import apps
from django.core.cache import cache
from django.db import models
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import resolve

from tests.attacks import pages, scene
from tests.attacks.pages import Field, Sheet
from tests.attacks.scene import Scene
from tests.house.addresses import addresses
from tests.house.test_matrix import path_of

BREAKS_OUT = "='\"--></title></textarea></script><zwx hx-get=/zwx hx-on:load=zwx onload=zwx>"
TEMPLATE = "{{7*7}}{% zwx %}${7*7}#7*7 *zwx* $zwx$ \\zwx"
POLYGLOT = BREAKS_OUT + TEMPLATE
WORDS = POLYGLOT + " " + "gezegd " * 2 + "zwx"
"""For a field with room for more than a title."""
SHORT = "='\"></title><zwx hx-get=/zwx>{{7*7}}"
"""For a field of forty letters, as a name is."""
MAIL = '"\'><zwx>"@zwx.example'
ADDRESS = "https://zwx.example/\"'><zwx>"

FILES = (".pdf", ".svg", ".csv", ".json", ".ics", "/vraagkaarten/")
ENDS_SOMETHING = {"dialogues:close", "dialogues:reopen", "dialogues:throw_away", "account_logout"}
"""Pressed last, by a test itself."""


def typed(field: Field) -> str | tuple[str, ...] | None:
    """What somebody types here who wants to break something and still be let through."""
    if field.kind == "text":
        room = field.longest or len(WORDS)
        return next((one for one in (WORDS, POLYGLOT) if len(one) <= room), SHORT)
    if field.kind in {"hidden", "number", "date", "time"}:
        return field.value or {"number": "1", "date": "2026-12-01", "time": "10:00"}.get(field.kind)
    if field.kind == "email":
        return MAIL
    if field.kind == "url":
        return ADDRESS
    if field.kind == "file":
        return None
    if field.kind == "checkbox":
        return field.choices
    wanted = [choice for choice in field.choices if choice and not choice.startswith("unknown")]
    return wanted[0] if wanted else field.value


def kind_of(sheet: Sheet) -> str:
    """The same for two forms that ask the same."""
    name = resolve(urlsplit(sheet.action).path).view_name
    return f"{name} {sorted(re.sub(r'[0-9a-f-]{36}', 'ID', one.name) for one in sheet.fields)}"


def is_typed_in(sheet: Sheet) -> bool:
    """Whether anybody writes words in it."""
    return any(field.kind in {"text", "email", "url"} for field in sheet.fields)


def pressed(client: Client, sheet: Sheet) -> HttpResponseBase:
    """The form sent with its first button, everything in it typed."""
    cache.clear()
    sent = sheet.filled(typed) | {name: [value] for name, value in sheet.buttons[:1]}
    return client.post(sheet.action, sent)


def everything_filled(
    client: Client, cookies: Mapping[str, str], paths: Iterable[str], done: set[str]
) -> dict[str, HttpResponseBase]:
    """Fill in each kind of form on these pages, and on what comes back, until it is let through.
    Kind to answer; `done` gathers the kinds that were."""
    answers: dict[str, HttpResponseBase] = {}
    device = scene.browser(cookies, client)
    for path in paths:
        waiting = list(pages.sheets(pages.html_of(device.get(path)), path))
        while waiting:
            sheet = waiting.pop()
            kind = kind_of(sheet)
            if sheet.method != "post" or kind in done or not is_typed_in(sheet):
                continue
            if kind.partition(" ")[0] in ENDS_SOMETHING:
                continue
            answer = answers[kind] = pressed(device, sheet)
            if answer.status_code < 400:
                done.add(kind)
            waiting += _next(device, answer, sheet.action)
    return answers


def _next(device: Client, answer: HttpResponseBase, action: str) -> list[Sheet]:
    """The forms to which a form leads."""
    if answer.status_code == 302:
        action = answer.headers["Location"]
        answer = device.get(action)
    return list(pages.sheets(pages.html_of(answer), action)) if answer.status_code == 200 else []


def paths_of(everybody: Scene, level: str, *, closed: bool) -> list[str]:
    """Every page of one dialogue, and of the site around it; no files."""
    places = everybody.spots[(level, closed)].places
    paths = (path_of(address, places) for address in addresses().values())
    return [path for path in paths if not path.endswith(FILES)]


def faults(page: str) -> list[str]:
    """What of the polyglot is more than text on a page: nothing may be."""
    raw = page.lower()
    found = [sign for sign in ("<zwx", "='\"", "\"'>", '-->"', "zwx>") if sign in raw]
    found += pages.alive(page)
    words = unescape(page)
    if "zwx>49" in words:
        found.append("a template was filled in")
    return found


def columns() -> set[str]:
    """Every column of ours in which the polyglot stands now, as app.model.field."""
    found = set()
    for model in apps.get_models():
        if not model.__module__.startswith("zwerm."):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField):
                rows = model._default_manager.filter(**{f"{field.name}__contains": "zwx"})
                if rows.exists():
                    found.add(f"{model._meta.label_lower}.{field.name}")
    return found


def text_columns() -> set[str]:
    """All columns of ours that hold text, as app.model.field."""
    return {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("zwerm.")
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
    }
