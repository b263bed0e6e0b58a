"""Addresses of what the group takes home."""

from django.urls import path

from zwerm.dialogues.views import results as views

urlpatterns = [
    path("g/<uuid:dialogue_id>/beeld/", views.show_picture, name="picture"),
    path("g/<uuid:dialogue_id>/beeld.svg", views.picture_file, name="picture_file"),
    path("g/<uuid:dialogue_id>/beeld-a3.pdf", views.poster, name="picture_poster"),
    path("g/<uuid:dialogue_id>/beeld/<slug:aspect>/<slug:loop>/", views.cell, name="cell"),
    path("g/<uuid:dialogue_id>/verslag/", views.show_report, name="report"),
    path("g/<uuid:dialogue_id>/verslag.pdf", views.report_pdf, name="report_pdf"),
    path("g/<uuid:dialogue_id>/gegevens.csv", views.data_csv, name="data_csv"),
    path("g/<uuid:dialogue_id>/gegevens.json", views.data_json, name="data_json"),
]
