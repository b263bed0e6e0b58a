"""Drawings as template tags: icons, the marks of perspectives, QR codes. Part of zw.py."""

from functools import lru_cache

import segno
from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from zwerm.web.icons import ICONS, PERSPECTIVES

register = template.Library()

PERSPECTIVE_NAMES: dict[str, Promise] = {
    "student": gettext_lazy("Student"),
    "professional": gettext_lazy("Professional"),
    "teacher": gettext_lazy("Teacher or researcher"),
    "resident": gettext_lazy("Resident"),
    "municipality": gettext_lazy("Municipality"),
    "management": gettext_lazy("Management"),
    "neutral": gettext_lazy("Perspective not told"),
}


def _said(label: str) -> SafeString:
    """How a drawing is read aloud: by its label, or not at all."""
    if not label:
        return SafeString('aria-hidden="true"')
    return format_html('role="img" aria-label="{}"', label)


@register.simple_tag
@lru_cache(maxsize=256, typed=True)
def icon(name: str, label: str = "") -> SafeString:
    """A small line drawing beside words; with `label` it says something by itself."""
    return format_html(
        '<svg class="zw-icon" viewBox="0 0 24 24" width="24" height="24" fill="none"'
        ' stroke="currentColor" stroke-width="1.75" stroke-linecap="round"'
        ' stroke-linejoin="round" focusable="false" {}>{}</svg>',
        _said(label),
        SafeString(ICONS[name]),
    )


@lru_cache(maxsize=256, typed=True)
def mark(key: str, label: str = "") -> SafeString:
    """The drawing of a perspective, said aloud only with a label."""
    known = key if key in PERSPECTIVES else "neutral"
    colour, shape = PERSPECTIVES[known]
    return format_html(
        '<svg class="zw-mark zw-mark--{}" viewBox="0 0 16 16" width="16" height="16" fill="{}"'
        ' focusable="false" {}>{}</svg>',
        known,
        colour,
        _said(label),
        SafeString(shape),
    )


@register.simple_tag
def perspective_mark(key: str, label: str = "", *, words: bool = False) -> SafeString:
    """The shape and colour of a perspective; `words` writes its name beside it."""
    name = label or str(PERSPECTIVE_NAMES.get(key, PERSPECTIVE_NAMES["neutral"]))
    if not words:
        return mark(key, name)
    return _with_words(key, name)


@lru_cache(maxsize=256, typed=True)
def _with_words(key: str, name: str) -> SafeString:
    return format_html('<span class="zw-perspective">{}<span>{}</span></span>', mark(key), name)


@register.simple_tag
def qr(address: str, label: str) -> SafeString:
    """A QR code as drawing, always dark on white, because phones read it so; and what it opens."""
    drawing = segno.make(address, error="m", micro=False).svg_inline(
        border=3, omitsize=True, svgclass=None, lineclass=None, dark="#000", light="#fff"
    )
    return format_html(
        '<span class="zw-qr" role="img" aria-label="{}">{}</span>', label, SafeString(drawing)
    )
