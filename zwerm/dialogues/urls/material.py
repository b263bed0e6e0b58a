"""Addresses: see the docstring of the views of the same name."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
