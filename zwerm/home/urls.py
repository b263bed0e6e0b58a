"""Addresses of home."""

from django.urls import path

from zwerm.home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("praktijk/<uuid:practice_id>/", views.practice, name="practice"),
    path("uitleg/", views.help, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("taal/", views.language, name="language"),
    path("gezond/", views.health, name="health"),
    path(".well-known/security.txt", views.security, name="security"),
]
