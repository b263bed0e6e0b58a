"""Shapes of what is sent about speech from elsewhere."""

from collections.abc import Mapping, Sequence
from typing import Self
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zwerm.dialogues.terms import Loop
from zwerm.practices.terms import Perspective
from zwerm.web.forms import ClientId, Form, Line, Words, at_times
from zwerm.web.reach import seen_by

LONGEST = 10_000
Choices = Sequence[tuple[str, str]]


class PlaceForm(Form):
    """A passage, or a run of its sentences, and where it goes."""

    sent_as = ClientId()
    position = forms.IntegerField(min_value=0)
    aspect = forms.ChoiceField()
    loop = forms.ChoiceField(required=False, choices=[("", ""), *Loop.choices])
    first = forms.IntegerField(min_value=1, required=False)
    last = forms.IntegerField(min_value=1, required=False)

    @classmethod
    def among(cls, request: HttpRequest, aspects: Sequence[str]) -> Self:
        """The form of a request; only these aspects are chosen from."""
        form = cls.of(request)
        field = form.fields["aspect"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, key) for key in aspects]
        return form


class PositionForm(Form):
    """Which passage."""

    position = forms.IntegerField(min_value=0)


class UndoForm(Form):
    """Which placement is taken back: the last one that the page knew."""

    number = forms.IntegerField(min_value=1)


class SaidByForm(Form):
    """Somebody else said it."""

    position = forms.IntegerField(min_value=0)
    speaker = forms.UUIDField()


class SpeakersForm(Form):
    """Who each speaker is, and which of them said yes aloud. Fields are named by number."""

    recorded_by = at_times(
        Line(
            label=_("Who heard them say yes?"),
            max_length=120,
            required=False,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
    )
    on = at_times(
        forms.DateField(
            label=_("On which day?"),
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": _("This is not a day. Write it like 2026-11-23.")},
        )
    )
    how = at_times(
        Line(
            label=_("How was it asked?"),
            help_text=_("For example: aloud, at the start of the recording."),
            max_length=200,
            required=False,
        )
    )

    @classmethod
    def about(
        cls,
        request: HttpRequest,
        names: Sequence[tuple[str, str]],
        *,
        voices: Choices,
        now: Mapping[str, object],
    ) -> Self:
        """A form for these speakers: (id, name). `voices` are the seats that may be chosen."""
        form = cls.of(request, initial={"on": timezone.localdate(), **now})
        for number, (_id, name) in enumerate(names):
            others = [(f"same:{key}", other) for key, other in names if other and key != _id]
            form.fields[f"who-{number}"] = forms.ChoiceField(
                label=gettext("Who is %(name)s?") % {"name": name}
                if name
                else gettext("Who is this?"),
                choices=[
                    ("unknown", gettext("Not known yet")),
                    (gettext("A new seat at the table"), _new()),
                    *([(gettext("Somebody who takes part"), voices)] if voices else []),
                    *([(gettext("The same person as"), others)] if others else []),
                    ("out", gettext("Leave out: use nothing of this voice")),
                ],
            )
            form.fields[f"nickname-{number}"] = Line(
                label=gettext("Name in this conversation"), max_length=40, required=False
            )
            form.fields[f"agreed-{number}"] = forms.BooleanField(
                label=gettext("Said yes: these words may be used in this group"), required=False
            )
        return form

    def clean(self) -> dict[str, object]:
        """A recorded yes says who heard it and how (PR-05); one name is not the same as itself."""
        cleaned = super().clean() or self.cleaned_data
        ticked = [name for name in cleaned if name.startswith("agreed-") and cleaned[name]]
        if any(not self.initial.get(name) for name in ticked):
            for name in ("recorded_by", "how", "on"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(
                        name, _("Somebody said yes, so write this too: it belongs to the yes.")
                    )
        return cleaned


def _new() -> Choices:
    return [(f"new:{key}", str(label)) for key, label in Perspective.choices]


class NotesForm(Form):
    """Notes of all aspects in one form: what is typed in another field is never lost."""

    sent_as = ClientId()

    @classmethod
    def about(
        cls,
        request: HttpRequest,
        aspects: Sequence[str],
        *,
        people: Choices,
        now: Mapping[str, object],
    ) -> Self:
        """A form for these aspects, by key. `people` may be written for."""
        form = cls.of(request, initial=now)
        for key in aspects:
            text = Words(
                label=gettext("What was said?"),
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            form.fields[f"text-{key}"] = at_times(text)
            form.fields[f"people-{key}"] = at_times(
                forms.MultipleChoiceField(
                    label=gettext("On behalf of whom?"),
                    required=False,
                    choices=people,
                    widget=forms.CheckboxSelectMultiple,
                )
            )
            form.fields[f"name-{key}"] = Line(
                label=gettext("Somebody who is not in this list"), max_length=80, required=False
            )
        return form

    def ids(self, key: str, kind: str) -> list[UUID]:
        """The ticked seats, or the ticked speakers without a seat, of one aspect."""
        ticked = [one.partition(":") for one in self.cleaned_data[f"people-{key}"]]
        return [UUID(rest) for said, _sign, rest in ticked if said == kind]

    def whole(self, key: str) -> bool:
        """Whether the note of one aspect is complete; adds what is missing to the form."""
        if not self.cleaned_data.get(f"text-{key}"):
            self.add_error(f"text-{key}", _("There is nothing here yet. Write what was said."))
        people = self.cleaned_data.get(f"people-{key}") or self.cleaned_data.get(f"name-{key}")
        if not people:
            self.add_error(f"people-{key}", _("Tick who said it, or write a name."))
        return not self.errors


class RewordForm(Form):
    """Other words for a note."""

    text = seen_by(
        Words(
            label=_("The note"),
            max_length=LONGEST,
            error_messages={"required": _("There is nothing here. To remove it, strike the note.")},
        ),
        "private",
        _("Later: whoever said it, to say yes or no."),
    )


class ConfirmForm(Form):
    """Words that were written down, as the speaker wants them."""

    text = seen_by(
        Words(
            label=_("In your own words"),
            max_length=LONGEST,
            error_messages={
                "required": _("There is nothing here. If it must go, choose 'No, remove it'.")
            },
            widget=forms.Textarea(attrs={"rows": 5}),
        ),
        "private",
        "dialogue",
    )
