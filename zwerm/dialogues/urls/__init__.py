"""Addresses of dialogues: short and Dutch, one file per job."""

from zwerm.dialogues.urls import lead, material, prepare, results, take_part

app_name = "dialogues"
urlpatterns = [
    *take_part.urlpatterns,
    *results.urlpatterns,
    *prepare.urlpatterns,
    *lead.urlpatterns,
    *material.urlpatterns,
]
