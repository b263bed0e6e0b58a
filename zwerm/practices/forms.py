"""Shapes of what is asked about a practice."""

from collections.abc import Sequence
from typing import Self
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zwerm.practices.terms import Perspective
from zwerm.web.forms import Form, Line, Words
from zwerm.web.reach import seen_by, with_marks


class BeginForm(Form):
    """A new practice: one page, four questions."""

    name = seen_by(
        Line(
            label=_("What do you call your practice?"),
            help_text=_("The name your group uses. You can take any name."),
            max_length=120,
            error_messages={"required": _("Give your practice a name.")},
        ),
        "practice",
        _("Who joins a conversation sees the name too."),
    )
    about = Words(
        label=_("What is it about?"),
        help_text=_("One or two sentences are enough."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    where = Line(
        label=_("Where is it?"),
        help_text=_("A district, a town, a school, an organisation."),
        max_length=200,
        required=False,
    )
    perspective = with_marks(
        forms.ChoiceField(
            label=_("From which place do you speak yourself?"),
            help_text=_("Choose what fits best. It belongs to you in this practice."),
            choices=Perspective.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose from which place you speak.")},
        )
    )
    hub = forms.ChoiceField(
        label=_("In which werkplaats?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a werkplaats.")},
    )

    @classmethod
    def among(cls, request: HttpRequest, hubs: Sequence[tuple[UUID, str]]) -> Self:
        """The form for somebody who may begin a practice in `hubs`; one hub is not asked for."""
        form = cls.of(request)
        choice = form.fields["hub"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(str(hub_id), name) for hub_id, name in hubs]
        if len(hubs) == 1:
            choice.required = False
            choice.initial = str(hubs[0][0])
            choice.widget = forms.HiddenInput()
        return form

    def hub_id(self, hubs: Sequence[tuple[UUID, str]]) -> UUID:
        """The chosen hub, or the only one."""
        return UUID(self.cleaned_data["hub"] or str(hubs[0][0]))
