"""Addresses of speech from elsewhere. Bringing it in stands in `zwerm.interchange.urls`."""

from django.urls import path

from zwerm.dialogues.views import confirming, material, notes

MATERIAL = "g/<uuid:dialogue_id>/materiaal/<uuid:material_id>/"

urlpatterns = [
    path(f"{MATERIAL}sprekers/", material.speakers, name="speakers"),
    path(
        f"{MATERIAL}sprekers/<uuid:speaker_id>/kaart/", material.speaker_card, name="speaker_card"
    ),
    path(f"{MATERIAL}plaatsen/", material.place, name="place"),
    path(f"{MATERIAL}plaatsen/terug/", material.undo_place, name="undo_place"),
    path(f"{MATERIAL}plaatsen/verder/", material.skip, name="skip"),
    path(f"{MATERIAL}plaatsen/wie/", material.said_by, name="said_by"),
    path(f"{MATERIAL}weg/", material.throw_away, name="throw_away"),
    path("g/<uuid:dialogue_id>/notities/", notes.notes, name="notes"),
    path("g/<uuid:dialogue_id>/notities/concept/", notes.hold_notes, name="hold_notes"),
    path("g/<uuid:dialogue_id>/notities/<int:number>/", notes.reword_note, name="reword_note"),
    path("g/<uuid:dialogue_id>/notities/<int:number>/weg/", notes.strike_note, name="strike_note"),
    path("g/<uuid:dialogue_id>/klopt-dit/", confirming.confirm, name="confirm"),
    path("g/<uuid:dialogue_id>/klopt-dit/<uuid:placement_id>/", confirming.say_yes, name="say_yes"),
    path(
        "g/<uuid:dialogue_id>/klopt-dit/<uuid:placement_id>/nee/", confirming.say_no, name="say_no"
    ),
]
