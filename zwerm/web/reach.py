"""Where people see what, in words, and how a form field says so before somebody types (P2)."""

from typing import Final, TypeVar

from django.forms import Field
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

F = TypeVar("F", bound=Field)

REACHES: Final[dict[str, Promise]] = {
    "private": _("Only you"),
    "dialogue": _("The people in this conversation"),
    "practice": _("Everyone in this practice"),
    "hub": _("The practices of this werkplaats"),
    "all": _("All werkplaatsen in the country"),
    "public": _("Everyone, also outside Zwerm"),
}
"""From narrow to wide (domain.md). The key is also the name of its icon."""

AFTERWARDS: Final[dict[str, Promise]] = {
    "private": _("It stays that way until you share it yourself."),
    "dialogue": _("Later, when you share it: the people in this conversation."),
    "practice": _("Later, when you share it: everyone in this practice."),
    "hub": _("Later, when you share it: the practices of this werkplaats."),
    "all": _("Later, when you share it: all werkplaatsen in the country."),
    "public": _("Later, when you share it: everyone, also outside Zwerm."),
}


def afterwards(reach: str, later: str) -> str:
    """Who sees it later, as a sentence. `later` is empty, a reach, or a sentence of its own."""
    if later == reach != "private":
        return str(_("That stays so."))
    return str(AFTERWARDS.get(later, later))


def seen_by(field: F, reach: str, later: str | Promise = "") -> F:
    """Let a field say who sees what is typed in it, now and later; gives the field back."""
    field.widget.attrs["data-reach"] = reach
    field.widget.attrs["data-later"] = later
    return field


def with_marks(field: F) -> F:
    """Let the choices of a field, whose values are perspectives, carry their marks."""
    field.widget.attrs["data-marks"] = "yes"
    return field
