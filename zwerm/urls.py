"""The map of the site: one include per app; paths people see are Dutch and short."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

handler400 = "zwerm.web.http.bad"
handler403 = "zwerm.web.http.refused"
handler404 = "zwerm.web.http.not_found"
handler500 = "zwerm.web.http.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("zwerm.people.urls")),
    path("praktijk/", include("zwerm.practices.urls")),
    path("", include("zwerm.dialogues.urls")),
    path("", include("zwerm.interchange.urls")),
    path("", include("zwerm.home.urls")),
]

if settings.DEBUG:
    from zwerm.web.patterns import patterns

    urlpatterns.append(path("patronen/", patterns, name="patterns"))
