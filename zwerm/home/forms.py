"""Shapes of what is sent from pages that belong to nobody in particular."""

from django import forms
from django.conf import settings

from zwerm.web.forms import Form


class LanguageForm(Form):
    """Another language, and where to go back to."""

    language = forms.ChoiceField(choices=settings.LANGUAGES)
    next = forms.CharField(max_length=2000, required=False)
