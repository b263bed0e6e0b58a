"""Shapes of asking a neutral outsider, and of what she takes home."""

from typing import Self

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zwerm.web.forms import Form, Line, Words
from zwerm.web.reach import seen_by

TAKE_HOME: dict[str, Promise] = {
    "recognise": _("What did you see there that you recognise?"),
    "differently": _("What will you do differently yourself?"),
    "ask": _("What do you want to ask your own group?"),
}
"""Three questions to who led a conversation of others; the key is kept with the answer."""

LONGEST = 4000


class InviteForm(Form):
    """One person is asked to lead one conversation."""

    name = Line(
        label=_("What is this person called?"),
        max_length=80,
        error_messages={"required": _("Write the name.")},
    )
    email = forms.EmailField(
        label=_("At which mail address?"),
        help_text=_("Only you see it. It is removed when the conversation closes."),
        error_messages={
            "required": _("Write the mail address."),
            "invalid": _("This is no mail address yet. Look at it once more."),
        },
    )


class TakeHomeForm(Form):
    """What do I take home? Nobody of the group sees this."""

    @classmethod
    def asking(cls, request: HttpRequest, written: dict[str, str]) -> Self:
        """Three fields, with what was written before."""
        form = cls.of(request, initial=dict(written))
        for key, question in TAKE_HOME.items():
            form.fields[key] = seen_by(
                Words(
                    label=str(question),
                    max_length=LONGEST,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 4}),
                ),
                "private",
                str(_("The group that you visited never sees it.")),
            )
        return form

    def answers(self) -> dict[str, str]:
        """By question."""
        return {key: self.cleaned_data[key] for key in TAKE_HOME}
