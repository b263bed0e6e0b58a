"""The components of Zwerm, as template tags. docs/patterns.md lists them; /patronen shows them.

Blocks are closed with `end` and their own name: {% card %} ... {% endcard %}. What stands between
is already escaped by Django. No tag writes inline style or script (CSP).
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from zwerm.web.templatetags import drawings, fields, improve

register = template.Library()
for part in (drawings, fields, improve):
    register.tags.update(part.register.tags)

KINDS: dict[str, Promise] = {
    "info": gettext_lazy("Good to know"),
    "good": gettext_lazy("Done"),
    "warning": gettext_lazy("Take care"),
    "error": gettext_lazy("Something went wrong"),
}


@register.simple_tag
def theme() -> SafeString:
    """The token file of this installation, over ours; nothing when it has none (ZWERM_THEME)."""
    name = getattr(settings, "THEME", "")
    if not name:
        return SafeString("")
    return format_html('<link rel="stylesheet" href="{}">', static(f"zwerm/themes/{name}.css"))


@register.simple_tag
def same_everywhere(name: str) -> SafeString:
    """A part with nothing of this page, person or moment in it: drawn once per language."""
    return _drawn_once(name, get_language() or "")


@lru_cache(maxsize=16)
def _drawn_once(name: str, language: str) -> SafeString:
    return SafeString(render_to_string(name))


@register.simple_block_tag
def card(
    content: str, title: str = "", href: str = "", level: int = 3, mark: str = "", icon: str = ""
) -> SafeString:
    """A sheet of paper on the table. With `href` its title is a link that covers the sheet."""
    return SafeString(
        render_to_string(
            "web/_card.html",
            {
                "content": content,
                "title": title,
                "href": href,
                "level": level,
                "mark": mark,
                "icon": icon,
            },
        )
    )


@register.simple_block_tag
def panel(content: str, title: str = "", level: int = 2, id: str = "") -> SafeString:
    """A part of a page with its own heading; a quiet line above it, no box."""
    return SafeString(
        render_to_string(
            "web/_panel.html", {"content": content, "title": title, "level": level, "id": id}
        )
    )


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "", *, live: bool = False) -> SafeString:
    """A message with icon and word. `live`: it appears on a page that is already open."""
    return SafeString(
        render_to_string(
            "web/_notice.html",
            {"content": content, "kind": kind, "title": title or KINDS[kind], "live": live},
        )
    )


@register.simple_block_tag
def meeruitleg(content: str, label: str = "") -> SafeString:
    """What who wants to know more can open; the formal term stands here, never outside."""
    return format_html(
        '<details class="zw-more"><summary class="zw-more__label">{}<span>{}</span></summary>'
        '<div class="zw-more__text zw-stack">{}</div></details>',
        drawings.icon("down"),
        label or _("More explanation"),
        content,
    )


@register.simple_block_tag
def nothing(content: str, title: str, icon: str = "quiet") -> SafeString:
    """An empty list: what will appear here, and how. (Django keeps the name `empty` for itself.)"""
    return SafeString(
        render_to_string("web/_nothing.html", {"content": content, "title": title, "icon": icon})
    )


@register.simple_block_tag
def next_step(content: str, title: str = "") -> SafeString:
    """What comes next, with the one button that does it."""
    return format_html(
        '<section class="zw-next" aria-label="{}"><p class="zw-next__title">{}{}</p>'
        '<div class="zw-stack">{}</div></section>',
        title or _("What comes next"),
        drawings.icon("arrow"),
        title or _("What comes next"),
        content,
    )


@register.simple_block_tag
def speech(
    content: str, name: str = "", perspective: str = "", when: str = "", lang: str = ""
) -> SafeString:
    """What somebody said, in their words. Every voice has the same size (P11).

    Written here and not in a template: a page shows it two hundred times.
    """
    parts = (
        drawings.perspective_mark(perspective, words=True) if perspective else "",
        format_html('<span class="zw-speech__name">{}</span>', name) if name else "",
        format_html('<span class="zw-speech__when">{}</span>', when) if when else "",
    )
    who = SafeString("".join(parts))
    return format_html(
        '<figure class="zw-speech"><blockquote class="zw-speech__words"{}>{}</blockquote>{}'
        "</figure>",
        format_html(' lang="{}"', lang) if lang else "",
        SafeString(content.strip()),
        format_html('<figcaption class="zw-speech__who">{}</figcaption>', who) if who else "",
    )


@register.simple_block_tag
def toolbar(content: str, label: str = "") -> SafeString:
    """Buttons and links that belong together, in one row that wraps."""
    said = format_html(' role="group" aria-label="{}"', label) if label else ""
    return format_html('<div class="zw-toolbar"{}>{}</div>', said, content)


@register.simple_block_tag
def tabs(content: str, label: str) -> SafeString:
    """Pages side by side as links; put {% tab %} inside."""
    return format_html(
        '<nav class="zw-tabs" aria-label="{}"><ul class="zw-tabs__list">{}</ul></nav>',
        label,
        content,
    )


@register.simple_tag
def tab(href: str, label: str, *, here: bool = False) -> SafeString:
    """One page among {% tabs %}; `here` is the page one is on."""
    return format_html(
        '<li><a class="zw-tabs__link" href="{}"{}>{}</a></li>',
        href,
        SafeString(' aria-current="page"') if here else "",
        label,
    )


@register.simple_tag
def steps(names: Iterable[str], now: int = 1) -> SafeString:
    """The steps of a longer job; `now` counts from 1."""
    return SafeString(render_to_string("web/_steps.html", {"names": list(names), "now": now}))


@register.simple_tag
def progress(done: int, total: int, label: str) -> SafeString:
    """How far a long work is, in words and as a bar."""
    return format_html(
        '<div class="zw-progress"><p class="zw-progress__words">{}: {}</p>'
        '<progress class="zw-progress__bar" value="{}" max="{}" aria-label="{}"></progress></div>',
        label,
        _("%(done)s of %(total)s") % {"done": done, "total": total},
        done,
        max(total, 1),
        label,
    )


@register.simple_tag(takes_context=True)
def pager(context: template.Context, page: "Page[Any]", param: str = "page") -> SafeString:
    """Earlier and later pages; nothing at all when there is one page."""
    if page.paginator.num_pages < 2:
        return SafeString("")
    asked = context["request"].GET.copy() if "request" in context else None

    def address(number: int) -> str:
        if asked is None:
            return f"?{param}={number}"
        asked[param] = str(number)
        return f"?{asked.urlencode()}"

    return SafeString(
        render_to_string(
            "web/_pager.html",
            {
                "page": page,
                "before": address(page.previous_page_number()) if page.has_previous() else "",
                "after": address(page.next_page_number()) if page.has_next() else "",
            },
        )
    )
