"""The base of every form: shape of input, and everything typed is kept when it fails."""

from collections.abc import Mapping
from typing import Self, TypeVar
from uuid import UUID, uuid4

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zwerm.web.cleaning import one_line, tidy

F = TypeVar("F", bound=forms.Field)


def at_times(field: F) -> F:
    """A field that is needed or not, depending on another: its label does not say that it may stay
    empty. Gives the field back."""
    vars(field)["at_times"] = True
    return field


class Renderer(TemplatesSetting):
    """Django's own renderer with our field."""

    field_template_name = "web/field.html"


class Form(forms.Form):
    """A form that knows whether it was sent.

    `POST or None` would take an empty post for a first visit; `of` does not.
    """

    error_css_class = "zw-field--invalid"
    required_css_class = "zw-field--required"

    @classmethod
    def of(cls, request: HttpRequest, initial: Mapping[str, object] | None = None) -> Self:
        """Bound when the request is a POST, empty otherwise."""
        if request.method == "POST":
            return cls(request.POST, request.FILES, initial=dict(initial or {}))
        return cls(initial=dict(initial or {}))

    def begin_anew(self, client_id: str, message: str) -> None:
        """Say what is wrong; what was typed stays, and the next sending counts as another."""
        self.add_error(None, message)
        self.data = {**self.data, client_id: str(uuid4())}


class Line(forms.CharField):
    """One line of text, tidied."""

    default_validators = [one_line]

    def to_python(self, value: object) -> str:
        """Tidied text."""
        return tidy(str(value or ""))


class Words(forms.CharField):
    """More lines of text, tidied."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str:
        """Tidied text."""
        return tidy(str(value or ""))


class ClientId(forms.UUIDField):
    """An id made before sending: sent twice, stored once (P12). A page that failed shows the same
    id again, or a fresh one when it was none."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(
            initial=uuid4,
            error_messages={"invalid": _("This page is old. Your text is still here: send again.")},
        )

    def clean(self, value: object) -> UUID:
        """A valid id."""
        cleaned = super().clean(value)
        assert isinstance(cleaned, UUID)
        return cleaned

    def bound_data(self, data: object, initial: object) -> object:
        """What the page carries when it is shown again."""
        try:
            return UUID(str(data))
        except ValueError:
            return initial
