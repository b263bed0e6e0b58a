"""The components of Zwerm, as template tags. docs/patterns.md lists them; /patronen shows them.

Blocks are closed with `end` and their own name: {% card %} ... {% endcard %}. What stands between
is already escaped by Django. No tag writes inline style or script (CSP).
"""

from collections.abc import Iterable
from typing import Any

import segno
from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField, Textarea
from django.forms.boundfield import BoundWidget
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zwerm.web.icons import ICONS, PERSPECTIVES
from zwerm.web.reach import REACHES, afterwards

register = template.Library()

KINDS: dict[str, Promise] = {
    "info": gettext_lazy("Good to know"),
    "good": gettext_lazy("Done"),
    "warning": gettext_lazy("Take care"),
    "error": gettext_lazy("Something went wrong"),
}

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
def theme() -> SafeString:
    """The token file of this installation, over ours; nothing when it has none (ZWERM_THEME)."""
    name = getattr(settings, "THEME", "")
    if not name:
        return SafeString("")
    return format_html('<link rel="stylesheet" href="{}">', static(f"zwerm/themes/{name}.css"))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A small line drawing beside words; with `label` it says something by itself."""
    said = _said(label)
    return format_html(
        '<svg class="zw-icon" viewBox="0 0 24 24" width="24" height="24" fill="none"'
        ' stroke="currentColor" stroke-width="1.75" stroke-linecap="round"'
        ' stroke-linejoin="round" focusable="false" {}>{}</svg>',
        said,
        SafeString(ICONS[name]),
    )


def _mark(key: str, label: str = "") -> SafeString:
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
        return _mark(key, name)
    return format_html('<span class="zw-perspective">{}<span>{}</span></span>', _mark(key), name)


@register.simple_tag
def whosees(reach: str, later: str = "", id: str = "") -> SafeString:
    """Who sees this now, and later (P2). `later` is another reach, or a sentence of your own."""
    return SafeString(
        render_to_string(
            "web/_whosees.html",
            {
                "reach": reach,
                "people": REACHES[reach],
                "later": afterwards(reach, later),
                "id": id,
            },
        )
    )


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
        icon("down"),
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
        icon("arrow"),
        title or _("What comes next"),
        content,
    )


@register.simple_block_tag
def speech(
    content: str, name: str = "", perspective: str = "", when: str = "", lang: str = ""
) -> SafeString:
    """What somebody said, in their words. Every voice has the same size (P11)."""
    return SafeString(
        render_to_string(
            "web/_speech.html",
            {
                "content": SafeString(content.strip()),
                "name": name,
                "perspective": perspective,
                "when": when,
                "lang": lang,
            },
        )
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


@register.simple_tag
def qr(address: str, label: str) -> SafeString:
    """A QR code as drawing, always dark on white, because phones read it so; and what it opens."""
    drawing = segno.make(address, error="m", micro=False).svg_inline(
        border=3, omitsize=True, svgclass=None, lineclass=None, dark="#000", light="#fff"
    )
    return format_html(
        '<span class="zw-qr" role="img" aria-label="{}">{}</span>', label, SafeString(drawing)
    )


@register.simple_tag
def field_whosees(field: BoundField) -> SafeString:
    """The line of {% whosees %} for a field that was given one (zwerm.web.reach.seen_by)."""
    reach = str(field.field.widget.attrs.get("data-reach", ""))
    if not reach:
        return SafeString("")
    later = str(field.field.widget.attrs.get("data-later", ""))
    return whosees(reach, later, f"{field.auto_id}_reach")


@register.simple_tag
def field_described(field: BoundField) -> str:
    """The ids of all that describes a field: who sees it, help, error."""
    said = [f"{field.auto_id}_reach"] if "data-reach" in field.field.widget.attrs else []
    said += [f"{field.auto_id}_helptext"] if field.help_text else []
    said += [f"{field.auto_id}_error"] if field.errors else []
    return " ".join(said)


@register.simple_tag
def field_widget(field: BoundField) -> SafeString:
    """The control of a form field with our classes, tied to all that describes it."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "")
    if isinstance(widget, Textarea):
        css = "utrecht-textarea"
    elif kind == "select":
        css = "utrecht-select"
    elif kind in {"checkbox", "radio", "file", "hidden"}:
        css = f"zw-{kind}"
    else:
        css = "utrecht-textbox"
    if field.errors and css.startswith("utrecht"):
        css += f" {css}--invalid"
    attrs: dict[str, str | bool] = {"class": f"{widget.attrs.get('class', '')} {css}".strip()}
    described = field_described(field)
    if described:
        attrs["aria-describedby"] = described
    return SafeString(field.as_widget(attrs=attrs))


@register.simple_tag
def choice(field: BoundField, option: BoundWidget) -> SafeString:
    """One choice as a big card: control, mark, name, and below it the rest of its label."""
    name, _sign, hint = str(option.choice_label).partition("\n")
    marked = "data-marks" in field.field.widget.attrs
    return format_html(
        '<label class="zw-choice" for="{}">{}{}<span class="zw-choice__words">{}{}</span></label>',
        option.id_for_label,
        SafeString(option.tag()),
        _mark(str(option.data["value"])) if marked else "",
        name,
        format_html('<span class="zw-choice__hint">{}</span>', hint) if hint else "",
    )
