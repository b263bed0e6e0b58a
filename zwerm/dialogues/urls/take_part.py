"""Addresses of taking part."""

from django.urls import path

from zwerm.dialogues.views import take_part as views

urlpatterns = [
    path("meedoen/", views.join, name="join"),
    path("m/<str:code>/", views.welcome, name="welcome"),
    path("kaart/", views.card_in, name="card_in"),
    path("g/<uuid:dialogue_id>/", views.speak, name="speak"),
    path("g/<uuid:dialogue_id>/bedankt/<str:question>/<str:how>/", views.thanks, name="thanks"),
    path("g/<uuid:dialogue_id>/alles-gehad/", views.answered, name="answered"),
    path("g/<uuid:dialogue_id>/kompas/", views.compass, name="compass"),
    path("g/<uuid:dialogue_id>/concept/", views.draft, name="draft"),
    path("g/<uuid:dialogue_id>/mijn/", views.mine, name="mine"),
    path("g/<uuid:dialogue_id>/mijn/<uuid:contribution_id>/delen/", views.share, name="share"),
    path(
        "g/<uuid:dialogue_id>/mijn/<uuid:contribution_id>/voor-mij/",
        views.keep_private,
        name="keep_private",
    ),
    path("g/<uuid:dialogue_id>/mijn/<uuid:contribution_id>/anders/", views.change, name="change"),
    path(
        "g/<uuid:dialogue_id>/mijn/<uuid:contribution_id>/terugnemen/",
        views.take_back,
        name="take_back",
    ),
    path("g/<uuid:dialogue_id>/goedvinden/", views.purposes, name="purposes"),
    path("g/<uuid:dialogue_id>/groep/", views.group, name="group"),
    path("g/<uuid:dialogue_id>/kaart/", views.card, name="card"),
    path("g/<uuid:dialogue_id>/klaar/", views.done, name="done"),
]
