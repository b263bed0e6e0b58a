"""Form fields as template tags, used by web/field.html. Part of zw.py."""

from functools import lru_cache

from django import template
from django.forms import BoundField, Textarea
from django.forms.boundfield import BoundWidget
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zwerm.web.reach import REACHES, afterwards
from zwerm.web.templatetags.drawings import mark

register = template.Library()


@register.simple_tag
def whosees(reach: str, later: str = "", id: str = "") -> SafeString:
    """Who sees this now, and later (P2). `later` is another reach, or a sentence of your own."""
    return _whosees(reach, str(REACHES[reach]), afterwards(reach, later), id)


@lru_cache(maxsize=256, typed=True)
def _whosees(reach: str, people: str, later: str, id: str) -> SafeString:
    """Drawn once for each of the few sentences there are: a page shows it up to forty times."""
    words = {"reach": reach, "people": people, "later": later, "id": id}
    return SafeString(render_to_string("web/_whosees.html", words))


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
    # As option.tag() draws it, without two templates for each: a form may have thirty.
    control = option.data
    return format_html(
        '<label class="zw-choice" for="{}"><input type="{}" name="{}" value="{}"{}>{}'
        '<span class="zw-choice__words">{}{}</span></label>',
        option.id_for_label,
        control["type"],
        control["name"],
        control["value"],
        flatatt(control["attrs"]),
        mark(str(option.data["value"])) if marked else "",
        name,
        format_html('<span class="zw-choice__hint">{}</span>', hint) if hint else "",
    )
