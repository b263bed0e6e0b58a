"""Shapes of printing sheets and of typing them in."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from django import forms
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zwerm.dialogues.consent_texts import ConsentTexts
from zwerm.dialogues.questions import Asked
from zwerm.practices.terms import Perspective
from zwerm.web.forms import Form, Words
from zwerm.web.reach import with_marks

MOST_SHEETS = 40
LONGEST = 10_000


class SheetsForm(Form):
    """How many answer sheets, and in whose words."""

    number = forms.IntegerField(
        label=_("How many answer sheets?"),
        help_text=_("One for everyone who writes on paper. Each sheet has a card of its own."),
        min_value=1,
        max_value=MOST_SHEETS,
        initial=4,
    )
    perspective = with_marks(
        forms.ChoiceField(
            label=_("For whom are these sheets?"),
            help_text=_("The questions are then asked in their words."),
            choices=Perspective.choices,
            initial=Perspective.RESIDENT,
            widget=forms.RadioSelect,
        )
    )


@dataclass(frozen=True)
class Line:
    """One question of the sheet: a field to type its answer in, or to take it back."""

    aspect: str
    question: str
    answer: BoundField | None
    takes_back: BoundField | None


class SheetForm(Form):
    """One sheet, typed in by somebody else on behalf of who wrote it."""

    yes = forms.BooleanField(
        error_messages={
            "required": _("Without this yes on the sheet nothing may be typed in."),
        },
    )
    perspective = with_marks(
        forms.ChoiceField(
            label=_("From which place does this person speak?"),
            choices=Perspective.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose what is ticked on the sheet.")},
        )
    )
    purposes = forms.MultipleChoiceField(
        label=_("Ticked at the end of the sheet"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def of_sheet(
        cls,
        request: HttpRequest,
        asked: Sequence[Asked],
        texts: ConsentTexts,
        *,
        typed: Collection[str],
        initial: dict[str, object],
    ) -> Self:
        """A field per question; what was typed in before can only be taken back."""
        form = cls.of(request, initial)
        form.asked = tuple(asked)
        form.fields["yes"].label = texts.take_part.ask
        purposes = form.fields["purposes"]
        assert isinstance(purposes, forms.MultipleChoiceField)
        purposes.choices = [(one.purpose, one.ask) for one in texts.further]
        for one in asked:
            key = one.question.key
            if key in typed:
                form.fields[f"back_{key}"] = forms.BooleanField(
                    label=_("Take this answer back, because the writer asks for it"),
                    required=False,
                )
            else:
                form.fields[f"answer_{key}"] = Words(
                    label=one.question.text,
                    max_length=LONGEST,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 3}),
                )
        return form

    asked: tuple[Asked, ...] = ()

    def lines(self) -> Iterator[Line]:
        """The questions in the order of the sheet."""
        for one in self.asked:
            key = one.question.key
            yield Line(
                aspect=one.aspect.plain,
                question=one.question.text,
                answer=self[f"answer_{key}"] if f"answer_{key}" in self.fields else None,
                takes_back=self[f"back_{key}"] if f"back_{key}" in self.fields else None,
            )

    def answers(self) -> dict[str, str]:
        """What was typed, by question; empty lines of the sheet are no answers."""
        typed = self.cleaned_data
        keys = [one.question.key for one in self.asked]
        return {key: typed[f"answer_{key}"] for key in keys if typed.get(f"answer_{key}")}

    def taken_back(self) -> frozenset[str]:
        """The questions of which the answer is taken back."""
        return frozenset(
            one.question.key
            for one in self.asked
            if self.cleaned_data.get(f"back_{one.question.key}")
        )
