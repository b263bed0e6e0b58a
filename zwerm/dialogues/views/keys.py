"""The key of a seat on the device: one cookie per dialogue, out of reach of scripts."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse

from zwerm.people.viewer import key_prefix

DAYS = 200


def _name(dialogue_id: UUID) -> str:
    return key_prefix() + dialogue_id.hex


def carry(response: HttpResponse, dialogue_id: UUID, secret: str) -> HttpResponse:
    """Let this device carry the secret of a seat."""
    response.set_cookie(
        _name(dialogue_id),
        secret,
        max_age=DAYS * 24 * 3600,
        secure=settings.PRODUCTION,
        httponly=True,
        samesite="Lax",
    )
    return response


def drop(response: HttpResponse, dialogue_id: UUID) -> HttpResponse:
    """Let this device forget the seat: the next person finds nothing (AT-56)."""
    response.delete_cookie(_name(dialogue_id), samesite="Lax")
    return response
