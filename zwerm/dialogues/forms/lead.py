"""Shapes of what who leads sends."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from zwerm.web.forms import Form, Line
from zwerm.web.reach import seen_by

LONGEST_TITLE = 120
LONGEST_REASON = 300
NO_TITLE = _("Give the theme a name first. What you ticked is still ticked.")


class SuggestForm(Form):
    """One of the aspects of this dialogue, or nothing to take the suggestion back."""

    aspect = forms.CharField(max_length=60, required=False)


class QuietForm(Form):
    """Quiet writing time: begin, longer, or end."""

    minutes = forms.ChoiceField(choices=[(one, one) for one in ("0", "5", "10", "+2")])


class DoorForm(Form):
    """Let people in, or no more."""

    door = forms.ChoiceField(choices=[("open", "open"), ("shut", "shut")])


class Ids(forms.Field):
    """Any number of ids of one name: the boxes that were ticked."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: object) -> list[UUID]:
        """The ids, each once."""
        try:
            sent = value if isinstance(value, list) else []
            return list(dict.fromkeys(UUID(str(one)) for one in sent))
        except ValueError:
            raise ValidationError(_("This page is old. Load it again."), code="invalid") from None


class TogetherForm(Form):
    """Ticked contributions, and the theme they go to: a known one, or one with a new name."""

    contribution = Ids(
        error_messages={"required": _("Tick at least one answer first.")},
        label=_("Answers"),
    )
    title = seen_by(
        Line(
            label=_("Name of the theme"),
            max_length=LONGEST_TITLE,
            required=False,
            error_messages={"max_length": _("A short name works better: at most 120 letters.")},
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        ),
        "dialogue",
    )
    theme = forms.UUIDField(required=False)

    def clean(self) -> dict[str, Any]:
        """A theme there must be."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "title" in cleaned and not cleaned["title"] and not cleaned.get("theme"):
            self.add_error("title", ValidationError(NO_TITLE, code="required"))
        return cleaned


class TitleForm(Form):
    """Another name for a theme."""

    theme = forms.UUIDField(widget=forms.HiddenInput)
    title = Line(
        label=_("Name of the theme"),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("A theme needs a name.")},
    )


class MergeForm(Form):
    """The theme that another becomes one with."""

    into = forms.UUIDField()


class HideForm(Form):
    """Why an answer is hidden."""

    because = seen_by(
        Line(
            label=_("Why do you hide it?"),
            max_length=LONGEST_REASON,
            error_messages={
                "required": _("Say why. Who wrote it reads your reason."),
                "max_length": _("At most 300 letters."),
            },
        ),
        "dialogue",
        _("Who wrote the answer reads it too. You do not get to know who that is."),
    )


class ReopenForm(Form):
    """Why a closed conversation is opened again."""

    because = seen_by(
        Line(
            label=_("Why do you open it again?"),
            max_length=LONGEST_REASON,
            error_messages={
                "required": _("Say why. The group reads your reason."),
                "max_length": _("At most 300 letters."),
            },
        ),
        "dialogue",
        _("It stays in the report, so that everybody knows."),
    )


def ticked(sent: MultiValueDict[str, str] | Mapping[str, str]) -> frozenset[str]:
    """What was ticked in a form that came back, to tick it again."""
    if isinstance(sent, MultiValueDict):
        return frozenset(sent.getlist("contribution"))
    return frozenset()
