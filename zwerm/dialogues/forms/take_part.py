"""Shapes of what a participant sends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from zwerm.practices.terms import Perspective
from zwerm.web.forms import ClientId, Form, Line, Words
from zwerm.web.reach import seen_by, with_marks

LONGEST = 10_000


class CodeForm(Form):
    """The short code of a conversation."""

    code = Line(
        label=_("The code of the conversation"),
        help_text=_("Six letters. They are on the screen or on the poster."),
        max_length=40,
        error_messages={"required": _("Type the six letters first.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class CardForm(Form):
    """The code on a card."""

    card = Line(
        label=_("The code on your card"),
        help_text=_("Five groups of four letters. Capitals or not makes no difference."),
        max_length=400,
        error_messages={"required": _("Type the letters on your card first.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class WelcomeForm(Form):
    """The one plain yes, and from where one speaks: all that comes before the first question."""

    sent_as = ClientId()
    yes = forms.BooleanField(
        error_messages={
            "required": _("Tick that you take part. If you do not want to, just close this page.")
        },
    )
    perspective = with_marks(
        forms.ChoiceField(
            label=_("From which place do you speak today?"),
            help_text=_("Choose what fits best. Nobody checks it."),
            choices=Perspective.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose from which place you speak.")},
        )
    )


class SpeakForm(Form):
    """An answer to a question."""

    sent_as = ClientId()
    question = forms.CharField(max_length=80, widget=forms.HiddenInput)
    text = seen_by(
        Words(
            label=_("Your answer"),
            max_length=LONGEST,
            error_messages={
                "required": _(
                    "There is nothing here yet. Write something, or choose another question."
                ),
                "max_length": _(
                    "This is longer than fits (%(limit_value)d characters). Make two answers of it."
                ),
            },
            widget=forms.Textarea(attrs={"rows": 6}),
        ),
        "private",
        "dialogue",
    )
    nickname = Line(
        label=_("Your name in this conversation"),
        help_text=_("A nickname is fine. You may also leave it empty."),
        max_length=40,
        required=False,
    )


class ChangeForm(Form):
    """Other words for an answer."""

    text = Words(
        label=_("Your answer"),
        max_length=LONGEST,
        error_messages={"required": _("There is nothing here. To remove it, take it back.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class DraftForm(Form):
    """What somebody is still writing; may be empty."""

    question = forms.CharField(max_length=80)
    text = Words(max_length=LONGEST, required=False)
    sent_as = forms.UUIDField(required=False)


class PurposesForm(Form):
    """Further purposes: unticked, never a condition."""

    purposes = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label=_("What else is fine with you?")
    )
