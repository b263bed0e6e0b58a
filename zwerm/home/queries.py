"""Screens that look across: the start page and the page of a practice."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db import connection

from zwerm.dialogues.queries.prepare import DialogueLine, dialogues_in, dialogues_of
from zwerm.people.models import Hub
from zwerm.practices.models import Practice
from zwerm.practices.queries import PracticeLine, practices_of

ON_ONE_PAGE = 20
LAST_CLOSED = 4
"""How many closed dialogues the start page shows; all stand on the page of their practice."""


@dataclass(frozen=True)
class Desk:
    """What lies ready for somebody who prepares."""

    practices: tuple[PracticeLine, ...]
    open: tuple[DialogueLine, ...]
    preparing: tuple[DialogueLine, ...]
    closed: tuple[DialogueLine, ...]

    @property
    def next(self) -> DialogueLine | None:
        """The one dialogue to go on with: what is open, else what comes first."""
        waiting = [line for line in (*self.open, *self.preparing) if line.leads]
        return waiting[0] if waiting else None

    @property
    def prepares_in(self) -> PracticeLine | None:
        """A practice to prepare a dialogue in, when there is exactly one."""
        own = [practice for practice in self.practices if practice.prepares]
        return own[0] if len(own) == 1 else None


@dataclass(frozen=True)
class PracticePage:
    """One practice with the dialogues this person has a place in."""

    practice_id: UUID
    name: str
    about: str
    where: str
    hub: str
    prepares: bool
    now: tuple[DialogueLine, ...]
    """Open or being prepared."""
    closed: "Page[Any]"


@dataclass(frozen=True)
class Controller:
    """Who is responsible for the data of a werkplaats (AVG articles 13 and 26)."""

    hub: str
    name: str
    together_with: str
    contact: str


def desk(person_id: UUID) -> Desk:
    """Everything on the start page of a signed-in person. 2 queries."""
    lines = dialogues_of(person_id)
    closed = tuple(line for line in lines if line.state == "closed")
    return Desk(
        practices=practices_of(person_id),
        open=tuple(line for line in lines if line.state == "open"),
        preparing=tuple(line for line in lines if line.state == "preparing"),
        closed=closed[:LAST_CLOSED],
    )


def practice_page(
    practice: Practice, person_id: UUID | None, *, prepares: bool, page: str
) -> PracticePage:
    """One practice. 1 query."""
    lines = dialogues_in(practice.pk, person_id) if person_id else ()
    closed = [line for line in lines if line.state == "closed"]
    return PracticePage(
        practice_id=practice.pk,
        name=practice.name,
        about=practice.about,
        where=practice.where,
        hub=practice.hub.name,
        prepares=prepares,
        now=tuple(line for line in lines if line.state != "closed"),
        closed=Paginator(closed, ON_ONE_PAGE).get_page(page),
    )


def controllers() -> tuple[Controller, ...]:
    """Every werkplaats on this server with who answers for its data. 1 query."""
    return tuple(
        Controller(hub.name, hub.controller, hub.joint_controllers, hub.privacy_contact)
        for hub in Hub.objects.order_by("name")[:100]
    )


def database_answers() -> bool:
    """Whether the database answers. 1 query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())
