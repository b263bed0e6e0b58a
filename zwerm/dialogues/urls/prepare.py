"""Addresses of everything before a dialogue begins."""

from django.urls import path

from zwerm.dialogues.views import outsider, paper, prepare

urlpatterns = [
    path("praktijk/<uuid:practice_id>/gesprek/", prepare.prepare, name="prepare"),
    path("g/<uuid:dialogue_id>/voorbereiden/", prepare.prepare_again, name="prepare_again"),
    path("g/<uuid:dialogue_id>/klaarzetten/", prepare.ready, name="ready"),
    path("g/<uuid:dialogue_id>/openen/", prepare.open_up, name="open_up"),
    path("g/<uuid:dialogue_id>/poster/", prepare.poster, name="poster"),
    path("g/<uuid:dialogue_id>/agenda.ics", prepare.agenda, name="agenda"),
    path("g/<uuid:dialogue_id>/uitnodigen/", outsider.invite, name="invite"),
    path("g/<uuid:dialogue_id>/uitnodigen/beeindigen/", outsider.end_outsider, name="end_outsider"),
    path("uitnodiging/<str:token>/", outsider.invitation, name="invitation"),
    path("g/<uuid:dialogue_id>/van-elders/", outsider.outsider, name="outsider"),
    path("g/<uuid:dialogue_id>/meenemen/", outsider.take_home, name="take_home"),
    path("g/<uuid:dialogue_id>/papier/", paper.sheets, name="paper"),
    path("g/<uuid:dialogue_id>/papier/vraagkaarten/", paper.question_cards, name="question_cards"),
    path("g/<uuid:dialogue_id>/papier/<uuid:seat_id>/", paper.type_in, name="type_in"),
]
