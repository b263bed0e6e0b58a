"""Addresses of leading and closing."""

from django.urls import path

from zwerm.dialogues.views import close as closing
from zwerm.dialogues.views import lead as views

urlpatterns = [
    path("g/<uuid:dialogue_id>/leiden/", views.lead, name="lead"),
    path("g/<uuid:dialogue_id>/leiden/wacht/", views.lead_waits, name="lead_waits"),
    path("g/<uuid:dialogue_id>/leiden/gezegd/", views.lead_said, name="lead_said"),
    path("g/<uuid:dialogue_id>/leiden/nieuw/", views.lead_new, name="lead_new"),
    path("g/<uuid:dialogue_id>/leiden/themas/", views.lead_themes, name="lead_themes"),
    path("g/<uuid:dialogue_id>/leiden/voorstel/", views.suggest, name="suggest"),
    path("g/<uuid:dialogue_id>/leiden/stilte/", views.quiet, name="quiet"),
    path("g/<uuid:dialogue_id>/leiden/laat-zien/", views.reveal, name="reveal"),
    path("g/<uuid:dialogue_id>/leiden/deur/", views.door, name="door"),
    path(
        "g/<uuid:dialogue_id>/leiden/thema/<uuid:theme_id>/samen/",
        views.merge_theme,
        name="merge_theme",
    ),
    path(
        "g/<uuid:dialogue_id>/leiden/thema/<uuid:theme_id>/eruit/<uuid:contribution_id>/",
        views.take_out,
        name="take_out",
    ),
    path("g/<uuid:dialogue_id>/leiden/verberg/<uuid:contribution_id>/", views.hide, name="hide"),
    path(
        "g/<uuid:dialogue_id>/leiden/laat-weer-zien/<uuid:contribution_id>/",
        views.show_again,
        name="show_again",
    ),
    path("g/<uuid:dialogue_id>/scherm/", views.screen, name="screen"),
    path("g/<uuid:dialogue_id>/afsluiten/", closing.close, name="close"),
    path("g/<uuid:dialogue_id>/heropenen/", closing.reopen, name="reopen"),
]
