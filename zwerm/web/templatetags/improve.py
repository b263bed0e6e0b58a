"""What improves a page that already works (zwerm/web/ts), with its words. Part of zw.py."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from zwerm.web.templatetags.drawings import icon

register = template.Library()


@register.simple_block_tag
def draft(
    content: str, url: str = "", key: str = "", acknowledged: str = "", *, shared: bool = False
) -> SafeString:
    """Around a form: what is typed is kept until the server has it (P12).

    `key` is a value that only this seat gets; `acknowledged` the client ids that the server has,
    with spaces between; `shared`: this device keeps nothing. Without a form inside it only clears.
    """
    return format_html(
        '<zw-draft data-url="{}" data-key="{}" data-acknowledged="{}" data-saved="{}"'
        ' data-waiting="{}" data-unkept="{}"{}>{}</zw-draft>',
        url,
        key,
        acknowledged,
        _("Kept. Only you see it."),
        _("Not sent yet. Your text is kept on this device."),
        _("Not sent yet. Keep this page open."),
        SafeString(" data-shared-device") if shared else "",
        content,
    )


@register.simple_block_tag
def live(content: str, url: str = "", poll: str = "", changed: str = "") -> SafeString:
    """A part of the page that stays as it is on the server; `url` holds a ticket of zwerm.live."""
    return format_html(
        '<zw-live data-url="{}" data-poll-url="{}" data-now="{}" data-changed="{}"'
        ' data-gone="{}">{}</zw-live>',
        url,
        poll,
        int(timezone.now().timestamp()),
        changed or _("Something new has come in."),
        _("This part is closed now. What you see stays on your screen."),
        content,
    )


@register.simple_block_tag
def count(content: str, near: int = 200) -> SafeString:
    """Around a textarea with maxlength: says how much room is left when it becomes little."""
    return format_html(
        '<zw-count data-near="{}" data-words="{}">{}</zw-count>',
        near,
        _("{n} of at most {max} characters"),
        content,
    )


@register.simple_tag
def copy_link(address: str, label: str = "") -> SafeString:
    """A button that copies an address; without script only the address beside it is there."""
    return format_html(
        '<zw-copy data-text="{}" data-done="{}"><button class="nl-button nl-button--secondary"'
        ' type="button">{}{}</button></zw-copy>',
        address,
        _("Copied"),
        icon("copy"),
        label or _("Copy the link"),
    )


@register.simple_tag
def print_button(label: str = "") -> SafeString:
    """A button that prints this page."""
    return format_html(
        '<zw-print><button class="nl-button nl-button--secondary" type="button">{}{}</button>'
        "</zw-print>",
        icon("print"),
        label or _("Print"),
    )


@register.simple_tag
def timer(ends: datetime) -> SafeString:
    """The clock of quiet writing: whole minutes with script, the hour of the end without.

    Says nothing of the present moment, so that it is the same in every frame of a live part.
    """
    return format_html(
        '<zw-timer data-ends="{}" data-words="{}" data-last="{}" data-over="{}">'
        '<p class="zw-timer">{}</p></zw-timer>',
        int(ends.timestamp()),
        _("{n} more minutes of quiet writing"),
        _("The last minute of quiet writing"),
        _("Time is up. Finish calmly, nothing is lost."),
        _("Quiet writing until %(hour)s") % {"hour": time_format(timezone.localtime(ends))},
    )
