"""Where one begins, and the pages that belong to everyone."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from zwerm.home import queries
from zwerm.home.forms import LanguageForm
from zwerm.people import access as people
from zwerm.people.viewer import Request
from zwerm.practices import access as practices
from zwerm.practices.terms import Part

SECURITY_TEXT_VALID = timedelta(days=180)
LANGUAGE_KEPT = 365 * 24 * 3600


@require_GET
def start(request: Request) -> HttpResponse:
    """For a visitor: what this is and how to take part. For who prepares: what lies ready."""
    viewer = people.anybody(request.viewer)
    if viewer.person_id is None:
        return render(request, "home/welcome.html")
    return render(request, "home/desk.html", {"desk": queries.desk(viewer.person_id)})


@require_GET
def practice(request: Request, practice_id: UUID) -> HttpResponse:
    """A practice and its dialogues."""
    membership = practices.membership(request.viewer, practice_id)
    page = queries.practice_page(
        membership.practice,
        request.viewer.person_id,
        prepares=membership.part == Part.FACILITATOR,
        page=request.GET.get("page", "1"),
    )
    return render(request, "home/practice.html", {"practice": page})


@require_GET
def help(request: Request) -> HttpResponse:
    """How it works, for who takes part and for who prepares."""
    people.anybody(request.viewer)
    return render(request, "home/help.html")


@require_GET
def privacy(request: Request) -> HttpResponse:
    """What is kept of whom, why and how long; who answers for it (PR-02, PR-03)."""
    people.anybody(request.viewer)
    return render(request, "home/privacy.html", {"controllers": queries.controllers()})


@require_GET
def accessibility(request: Request) -> HttpResponse:
    """What works, what does not yet, and where to say so."""
    people.anybody(request.viewer)
    return render(request, "home/accessibility.html", {"contact": settings.SECURITY_CONTACT})


@require_GET
def security(request: Request) -> HttpResponse:
    """security.txt (RFC 9116): where to report a leak. Its end is always near enough (EC-03)."""
    people.anybody(request.viewer)
    ends = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {(ends + SECURITY_TEXT_VALID).isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}{reverse('home:security')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_GET
def health(request: Request) -> HttpResponse:
    """Whether this process and its database answer; says nothing else."""
    people.anybody(request.viewer)
    queries.database_answers()
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_POST
def language(request: Request) -> HttpResponse:
    """Remember the chosen language on this device and go back to where one was (AT-53)."""
    people.anybody(request.viewer)
    form = LanguageForm.of(request)
    if not form.is_valid():
        return HttpResponseBadRequest()
    back = form.cleaned_data["next"]
    own = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    response = redirect(back if own else reverse("home:start"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        form.cleaned_data["language"],
        max_age=LANGUAGE_KEPT,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
