"""Signing in by a code from the mail. Only these of allauth's pages exist here."""

from allauth.account import views
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods
from django.views.generic import RedirectView

# allauth takes a PUT for a POST; here an address has only what its page offers (AT-01).
asked_or_sent = require_http_methods(["GET", "POST"])
to_start = require_GET(RedirectView.as_view(pattern_name="home:start"))

urlpatterns = [
    path("inloggen/", asked_or_sent(views.request_login_code), name="account_request_login_code"),
    path("inloggen/wachtwoord/", asked_or_sent(views.request_login_code), name="account_login"),
    path(
        "inloggen/code/",
        asked_or_sent(views.confirm_login_code),
        name="account_confirm_login_code",
    ),
    path("nieuw/", asked_or_sent(views.signup), name="account_signup"),
    path(
        "nieuw/code/",
        asked_or_sent(views.email_verification_sent),
        name="account_email_verification_sent",
    ),
    path("uit/", asked_or_sent(views.logout), name="account_logout"),
    path("inactief/", require_GET(views.account_inactive), name="account_inactive"),
    # Where allauth sends who is signed in and has nothing to confirm.
    path("adres/", to_start, name="account_email"),
]
