"""The pattern page with the addresses that every page links to, and a server for its modules."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path

from zwerm.web.patterns import patterns

DRAFTS: list[dict[str, str]] = []
"""What the browser sent as drafts."""
PARTS = ["<p>Een stem</p>"]
"""What the live part looks like; the last one is now."""


def keep(request: HttpRequest) -> HttpResponse:
    DRAFTS.append({key: str(value) for key, value in request.POST.items()})
    return JsonResponse({"saved": True})


def part(request: HttpRequest) -> HttpResponse:
    if not PARTS:
        return HttpResponse(status=404)
    tag = f'"{len(PARTS)}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304)
    return HttpResponse(PARTS[-1], headers={"ETag": tag})


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


HOME = [
    path(f"{name}/", empty, name=name)
    for name in ("start", "help", "privacy", "accessibility", "security", "language")
]

urlpatterns = [
    path("patronen/concept/", keep),
    path("patronen/deel/", part),
    path("patronen/", patterns),
    path("", include((HOME, "home"))),
]
