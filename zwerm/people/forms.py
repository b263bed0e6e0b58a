"""The one thing we ask a newcomer beside the address: what to call her."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zwerm.web.cleaning import one_line


class SignupName(forms.Form):
    """Part of allauth's sign-up form; `accounts.Adapter.save_user` keeps the name."""

    name = forms.CharField(label=_("What shall we call you?"), max_length=80, validators=[one_line])

    def signup(self, request: HttpRequest, user: object) -> None:
        """Asked for by allauth; there is nothing left to do here."""
