"""Answers that are the same everywhere: headers, problem pages, small parts of pages."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from zwerm.web.forms import Form

PERMISSIONS = "camera=(), microphone=(), geolocation=(), browsing-topics=()"


def headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: pages belong to who asked for them and are kept by nobody (AT-19)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        return response

    return middleware


def status_of(form: Form) -> int:
    """422 for a form that came back with errors, 200 for a first visit."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK


def attachment(content: bytes, *, name: str, kind: str) -> HttpResponse:
    """A file to keep: never shown inline, never sniffed, never run (AT-65)."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def problem(request: HttpRequest, status: int, *, kept: str = "") -> HttpResponse:
    """A plain page that says what happened, what is kept, and where to go."""
    return render(request, "web/problem.html", {"status": status, "kept": kept}, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same words for "does not exist" and "not yours" (AT-01)."""
    return problem(request, HTTPStatus.NOT_FOUND)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return problem(request, HTTPStatus.FORBIDDEN)


def bad(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return problem(request, HTTPStatus.BAD_REQUEST)


def broken(request: HttpRequest) -> HttpResponse:
    """500: nothing of the request is shown or logged."""
    return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was older than its protection token: what was typed is shown to copy or resend."""
    typed = request.POST.get("text", "")
    return problem(request, HTTPStatus.FORBIDDEN, kept=typed)
