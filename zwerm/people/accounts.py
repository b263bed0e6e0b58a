"""How Zwerm uses django-allauth: the site's own address in links, names kept, no passwords."""

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from zwerm.people.models import Person


class Adapter(DefaultAccountAdapter):
    """Rules for signing in."""

    def is_safe_url(self, url: str) -> bool:
        """Only addresses on our own site, whatever host a header claims (AT-52, AT-53)."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Mail that names the configured site."""
        context["site_url"] = settings.SITE_URL
        super().send_mail(template_prefix, email, context)

    def send_account_already_exists_mail(self, email: str) -> None:
        """To who makes an account twice: there are no passwords here, so no way to renew one."""
        self.send_mail("account/email/account_already_exists", email, {})

    def save_user(
        self, request: HttpRequest, user: Person, form: forms.Form, commit: bool = True
    ) -> Person:
        """A new person: the address, the name, and no password."""
        user.name = form.cleaned_data.get("name", "")
        saved = super().save_user(request, user, form, commit)
        assert isinstance(saved, Person)
        return saved
