"""The one page on which a dialogue is prepared. Title and button are enough."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Self
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zwerm.dialogues.forms.prepare_words import (
    AUDIENCES,
    DEPTHS,
    FOLLOW,
    FORMS,
    HTTPS_ONLY,
    LEVELS,
    LONGEST_MEETING,
    NO_QUESTIONS,
    NOT_SILENTLY,
)
from zwerm.dialogues.plan import Offer, Plan
from zwerm.dialogues.terms import Depth, Form, Level
from zwerm.practices.terms import Perspective
from zwerm.web.cleaning import one_line
from zwerm.web.forms import Form as WebForm
from zwerm.web.forms import Line, Words
from zwerm.web.reach import seen_by


@dataclass(frozen=True)
class Fold:
    """A part of the page that may stay closed: its heading says what is chosen now."""

    key: str
    title: str
    now: str
    open: bool
    fields: tuple[BoundField, ...]


class PrepareForm(WebForm):
    """Everything that is decided beforehand. What folds away has a good default."""

    title = seen_by(
        Line(
            label=gettext_lazy("What do you call this conversation?"),
            max_length=120,
            error_messages={"required": gettext_lazy("Give the conversation a name.")},
        ),
        "dialogue",
        gettext_lazy("It also stands on the poster and in the calendar."),
    )
    day = forms.DateField(
        label=gettext_lazy("Which day?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
    )
    time = forms.TimeField(
        label=gettext_lazy("What time?"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    place = Line(label=gettext_lazy("Where?"), max_length=200, required=False)
    has_power = forms.ChoiceField(
        label=gettext_lazy(
            "Does somebody who leads grade, pay or decide about somebody who takes part?"
        ),
        choices=(
            ("no", gettext_lazy("No\nThen the group talks in confidence, as at a table.")),
            ("yes", gettext_lazy("Yes\nThen everyone answers without name.")),
        ),
        initial="no",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say yes or no.")},
    )
    form = forms.ChoiceField(
        label=gettext_lazy("How do you hold it?"),
        choices=FORMS,
        initial=Form.TOGETHER,
        widget=forms.RadioSelect,
    )
    version = forms.ChoiceField(
        label=gettext_lazy("With which set of questions?"), widget=forms.RadioSelect
    )
    depth = forms.ChoiceField(
        label=gettext_lazy("How many questions does everyone get?"),
        choices=DEPTHS,
        initial=Depth.DEEPER,
        widget=forms.RadioSelect,
    )
    audiences = forms.MultipleChoiceField(
        label=gettext_lazy("In whose words do you ask?"),
        help_text=gettext_lazy("Tick nothing: then everyone gets the question in their own words."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes does it take?"),
        min_value=10,
        max_value=LONGEST_MEETING,
        initial=90,
    )
    place_feels = Words(
        label=gettext_lazy("How does that place feel, and for whom?"),
        help_text=gettext_lazy(
            "Who is at home there, and who is a guest? It helps to choose a place."
        ),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    meeting_url = forms.URLField(
        label=gettext_lazy("Link to the call"),
        help_text=gettext_lazy("For example the link of the Teams meeting."),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[one_line],
    )
    afterwards = seen_by(
        Words(
            label=gettext_lazy("What happens with it afterwards?"),
            help_text=gettext_lazy("Everyone reads this before the first question."),
            max_length=600,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        ),
        "dialogue",
    )
    dependencies = Words(
        label=gettext_lazy("Who depends on whom?"),
        help_text=gettext_lazy(
            "For example a student on a teacher, or an organisation on the municipality that pays."
        ),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    level = forms.ChoiceField(
        label=gettext_lazy("How do people speak here?"),
        choices=LEVELS,
        initial=FOLLOW,
        widget=forms.RadioSelect,
    )
    level_agreed = forms.BooleanField(
        label=gettext_lazy("Everyone knows this, and chose it freely."), required=False
    )

    @classmethod
    def offering(
        cls,
        request: HttpRequest,
        offers: Sequence[Offer],
        initial: dict[str, object],
        *,
        promised: Sequence[str] = (),
    ) -> Self:
        """The form with the frameworks one can choose from; what was promised is not asked."""
        form = cls.of(request, initial)
        form.offers = tuple(offers)
        form._offer_frameworks()
        for key, perspective in Perspective.choices:
            form.fields[f"expected_{key}"] = forms.IntegerField(
                label=perspective, min_value=0, max_value=500, required=False
            )
        for name in promised:
            del form.fields[name]
        return form

    offers: tuple[Offer, ...] = ()

    def _offer_frameworks(self) -> None:
        versions = self.fields["version"]
        assert isinstance(versions, forms.ChoiceField)
        versions.choices = [(str(offer.version_id), offer.title) for offer in self.offers]
        versions.initial = str(self.offers[0].version_id) if self.offers else None
        if len(self.offers) == 1:
            del self.fields["version"]
        for at, offer in enumerate(self.offers):
            self.fields[f"aspects_{at}"] = forms.MultipleChoiceField(
                label=self._aspects_label(offer),
                choices=offer.aspects,
                initial=[key for key, _plain in offer.aspects],
                required=self._wants(offer),
                error_messages={"required": _("Tick at least one.")},
                widget=forms.CheckboxSelectMultiple,
            )
        asked = {audience for offer in self.offers for audience in offer.audiences}
        audiences = self.fields["audiences"]
        assert isinstance(audiences, forms.MultipleChoiceField)
        audiences.choices = [(key, label) for key, label in AUDIENCES.items() if key in asked]

    def _wants(self, offer: Offer) -> bool:
        """Whether the subjects of this framework are asked: always, but of what was sent only
        those of the chosen one count."""
        chosen = self.data.get("version", "") if self.is_bound else ""
        return len(self.offers) == 1 or chosen in {"", str(offer.version_id)}

    def _aspects_label(self, offer: Offer) -> str:
        if len(self.offers) == 1:
            return _("What do you talk about?")
        return _("What do you talk about, with %(title)s?") % {"title": offer.title}

    def clean_meeting_url(self) -> str:
        """Only https: the link stands in a calendar and on a page of ours."""
        address = str(self.cleaned_data["meeting_url"])
        if address and not address.startswith("https://"):
            raise ValidationError(str(HTTPS_ONLY), code="https")
        return address

    def clean(self) -> dict[str, Any]:
        """There is something to talk about, and power is never overlooked."""
        cleaned = super().clean() or {}
        if not self.offers:
            raise ValidationError(str(NO_QUESTIONS), code="no_questions")
        if "level" in self.fields and (
            cleaned.get("has_power") == "yes"
            and cleaned.get("level") == Level.IN_CONFIDENCE
            and not cleaned.get("level_agreed")
        ):
            self.add_error("level_agreed", str(NOT_SILENTLY))
        return dict(cleaned)

    def _chosen(self) -> int:
        chosen = self.cleaned_data.get("version")
        for at, offer in enumerate(self.offers):
            if str(offer.version_id) == chosen:
                return at
        return 0

    @property
    def version_id(self) -> UUID:
        """The chosen framework version."""
        return self.offers[self._chosen()].version_id

    def plan(self) -> Plan:
        """What was decided. What was promised before and is not asked again has a stand-in, that
        the action leaves aside."""
        given = self.cleaned_data
        has_power = given.get("has_power") == "yes"
        follows = Level.NAMELESS if has_power else Level.IN_CONFIDENCE
        return Plan(
            title=given["title"],
            form=given.get("form", Form.TOGETHER),
            aspects=tuple(given[f"aspects_{self._chosen()}"]),
            depth=given["depth"],
            audiences=tuple(given["audiences"]),
            has_power=has_power,
            level=follows if given.get("level", FOLLOW) == FOLLOW else given["level"],
            starts_at=_moment(given["day"], given["time"]),
            minutes=given["minutes"],
            place=given["place"],
            place_feels=given["place_feels"],
            meeting_url=given["meeting_url"],
            afterwards=given.get("afterwards", ""),
            dependencies=given["dependencies"],
            expected={
                key: given[f"expected_{key}"]
                for key in Perspective.values
                if given.get(f"expected_{key}")
            },
        )

    def folds(self) -> Iterator[Fold]:
        """The parts that may stay closed; one with an error, or a doubt, stands open."""
        aspects = [name for name in self.fields if name.startswith("aspects_")]
        expected = [name for name in self.fields if name.startswith("expected_")]
        yield self._fold(
            "how", _("How, and about what"), self._how_now(), ["form", "version", *aspects]
        )
        yield self._fold(
            "words", _("Whose words, and how deep"), self._words_now(), ["audiences", "depth"]
        )
        yield self._fold(
            "where",
            _("More about time and place"),
            self._minutes_now(),
            ["minutes", "meeting_url", "place_feels"],
        )
        yield self._fold("who", _("Who do you expect?"), self._who_now(), expected)
        yield self._fold(
            "level",
            _("Who depends on whom, and what follows"),
            self._level_now(),
            ["dependencies", "level", "level_agreed"],
        )
        after = str(self["afterwards"].value() or "") if "afterwards" in self.fields else ""
        yield self._fold("after", _("What happens with it afterwards"), after, ["afterwards"])

    def _fold(self, key: str, title: str, now: str, names: list[str]) -> Fold:
        fields = tuple(self[name] for name in names if name in self.fields)
        wrong = any(field.errors for field in fields)
        return Fold(key=key, title=title, now=now, open=wrong, fields=fields)

    def _how_now(self) -> str:
        if "form" not in self.fields:
            return ""
        chosen = str(self["form"].value() or "")
        label = next((str(words) for key, words in FORMS if key == chosen), "")
        ticked = self["aspects_0"].value() or [] if self.offers else []
        topics = ngettext("%(number)s subject", "%(number)s subjects", len(ticked)) % {
            "number": len(ticked)
        }
        return f"{label.partition(chr(10))[0]}, {topics}"

    def _words_now(self) -> str:
        chosen = self["audiences"].value() or []
        if not chosen:
            return _("Everyone in their own words")
        return ", ".join(str(label) for key, label in AUDIENCES.items() if key in chosen)

    def _minutes_now(self) -> str:
        return _("%(minutes)s minutes") % {"minutes": self["minutes"].value()}

    def _level_now(self) -> str:
        chosen = str(self["level"].value() or "") if "level" in self.fields else FOLLOW
        label = next((str(words) for key, words in LEVELS if key == chosen), "")
        return label.partition("\n")[0] if "level" in self.fields else ""

    def _who_now(self) -> str:
        typed = [
            str(self[name].value() or "") for name in self.fields if name.startswith("expected_")
        ]
        total = sum(int(number) for number in typed if number.isdecimal())
        if not total:
            return _("Not filled in yet")
        return ngettext("%(number)s person", "%(number)s people", total) % {"number": total}


def _moment(day: datetime | None, hour: time | None) -> datetime | None:
    """Day and hour of here; without an hour midnight, which means: only the day is agreed."""
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day, hour or time.min))
