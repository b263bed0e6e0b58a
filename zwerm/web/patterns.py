"""The pattern page: every component in every state. Only there when ZWERM_DEBUG is on."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from zwerm.web.forms import ClientId, Form, Line, Words
from zwerm.web.icons import ICONS, PERSPECTIVES
from zwerm.web.reach import REACHES, seen_by, with_marks

LONG = "Arbeidsongeschiktheidsverzekeringsmaatschappijenoverleg"


class Example(Form):
    """Every kind of field once."""

    name = Line(label="Hoe wil je heten in dit gesprek?", help_text="Een bijnaam mag ook.")
    text = seen_by(
        Words(label="Wat merk jij van de buurt als je hier werkt of woont?"), "private", "dialogue"
    )
    place = forms.ChoiceField(
        label="Waar komen jullie bij elkaar?",
        required=False,
        choices=[("", "Kies een plek"), ("a", "Buurthuis de Spreeuw"), ("b", LONG)],
    )
    speaks = with_marks(
        forms.ChoiceField(
            label="Vanuit welk perspectief spreek je?",
            widget=forms.RadioSelect,
            choices=[
                ("resident", "Bewoner\nJe woont hier, of je weet uit eigen ervaring hoe het is."),
                ("student", "Student"),
                ("other", LONG),
            ],
        )
    )
    uses = forms.MultipleChoiceField(
        label="Waarvoor mag dit gebruikt worden?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("learn", "Om van te leren in deze praktijk"), ("quote", "Als citaat")],
    )
    yes = forms.BooleanField(label="Ja, ik doe mee en deel met de groep")
    day = forms.DateField(label="Wanneer?", widget=forms.DateInput(attrs={"type": "date"}))
    sheet = forms.FileField(label="Foto van een vel", required=False)


class Speaking(Form):
    """The form that is kept while somebody types."""

    sent_as = ClientId()
    text = seen_by(Words(label="Wat nam je mee?", max_length=500), "private", "dialogue")


def patterns(request: HttpRequest) -> HttpResponse:
    """All components; `?lang` follows the language switch like every page."""
    messages.success(request, _("This is what a message after an action looks like."))
    wrong = Example({"name": "", "text": "", "speaks": "nobody", "day": "gisteren"}, prefix="wrong")
    return render(
        request,
        "web/patterns.html",
        {
            "long": LONG,
            "icons": sorted(ICONS),
            "perspectives": list(PERSPECTIVES),
            "reaches": list(REACHES),
            "form": Example(),
            "draft": Speaking(auto_id="draft_%s"),
            "wrong": wrong,
            "page": Paginator(range(95), 10).page(4),
            "ends": timezone.now() + timedelta(minutes=5),
            "steps": ["Vraag kiezen", "Mensen", "Uitnodigen", "Klaar"],
        },
    )
