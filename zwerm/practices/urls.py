"""Addresses of practices. The page of a practice looks across apps and lives in home."""

from django.urls import path

from zwerm.practices import views

app_name = "practices"
urlpatterns = [
    path("nieuw/", views.begin, name="begin"),
]
