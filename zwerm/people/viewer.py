"""Who is looking: ids and keys only, made once per request."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

KEY_COOKIE = "zwerm-key-"
"""A device holds one key per dialogue; the server keeps only a hash of it (`domain.md`)."""


@dataclass(frozen=True)
class Viewer:
    """A frozen answer to "who asks?". A seat is found from a key by `dialogues.access` alone."""

    person_id: UUID | None = None
    language: str = "nl"
    keys: Mapping[UUID, str] = field(default_factory=dict, repr=False)
    """The card secrets this device carries, by dialogue. Never logged, never stored."""

    def key_for(self, dialogue_id: UUID) -> str | None:
        """The secret this device carries for one dialogue, or None."""
        return self.keys.get(dialogue_id)


class Request(HttpRequest):
    """A request that has passed `seen`."""

    viewer: Viewer


def viewer_of(request: HttpRequest) -> Viewer:
    """Read the viewer from session and cookies. One query when somebody is signed in."""
    person = getattr(request, "user", None)
    signed_in = person is not None and person.is_authenticated
    return Viewer(
        person_id=person.pk if signed_in and person is not None else None,
        language=(get_language() or "nl")[:2],
        keys=_keys(request.COOKIES),
    )


def key_prefix() -> str:
    """How the name of a key's cookie begins. For real people only this host can have set it: a key
    planted by a neighbouring site would let its owner read what somebody else says (AT-54)."""
    return f"__Host-{KEY_COOKIE}" if settings.PRODUCTION else KEY_COOKIE


def _keys(cookies: Mapping[str, str]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    prefix = key_prefix()
    for name, value in cookies.items():
        if not name.startswith(prefix):
            continue
        try:
            found[UUID(hex=name.removeprefix(prefix))] = value
        except ValueError:
            continue
    return found


def seen(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse | Awaitable[HttpResponse]]:
    """Middleware: put the viewer on the request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.__dict__["viewer"] = viewer_of(request)
        return get_response(request)

    return middleware
