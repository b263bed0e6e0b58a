"""Addresses of interchange."""

from django.urls import path

from zwerm.interchange import views

app_name = "interchange"
urlpatterns = [
    path("g/<uuid:dialogue_id>/materiaal/", views.bring_in, name="bring_in"),
    path("g/<uuid:dialogue_id>/materiaal/opnemen/", views.take_in, name="take_in"),
]
