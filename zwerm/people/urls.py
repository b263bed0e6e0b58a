"""Signing in by a code from the mail. Only these of allauth's pages exist here."""

from allauth.account import views
from django.urls import path

urlpatterns = [
    path("inloggen/", views.request_login_code, name="account_request_login_code"),
    path("inloggen/wachtwoord/", views.request_login_code, name="account_login"),
    path("inloggen/code/", views.confirm_login_code, name="account_confirm_login_code"),
    path("nieuw/", views.signup, name="account_signup"),
    path("nieuw/code/", views.email_verification_sent, name="account_email_verification_sent"),
    path("uit/", views.logout, name="account_logout"),
    path("inactief/", views.account_inactive, name="account_inactive"),
]
