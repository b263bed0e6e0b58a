"""The live parts of a dialogue: one kind of topic, three audiences, the same templates as a reload.

What is one's own lies outside these parts, so that all who may see one get the same bytes (AT-27).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from zwerm.dialogues import topics
from zwerm.dialogues.models import Dialogue, Seat
from zwerm.dialogues.queries import live as queries
from zwerm.dialogues.terms import State
from zwerm.live import tickets
from zwerm.live.topics import Part, register, version

PARTS: dict[str, tuple[str, Callable[[Dialogue, str], Any]]] = {
    topics.SEATS: ("dialogues/_seats_now.html", queries.seats_now),
    topics.LEAD: ("dialogues/_lead_now.html", queries.lead_now),
    topics.SCREEN: ("dialogues/_lead_screen_now.html", queries.screen_now),
}
"""Audience to its template and its query."""


def draw(topic: str, language: str) -> Part | None:
    """One audience's part of a dialogue; the last one when the dialogue is closed."""
    dialogue = queries.dialogue_of(topic)
    if dialogue is None:
        return None
    _, audience = topics.read(topic)
    template, now = PARTS[audience]
    html = render_to_string(template, {"now": now(dialogue, language)})
    return Part(html, last=dialogue.state == State.CLOSED)


@dataclass(frozen=True)
class Live:
    """What a page needs to show a part and keep it as it is on the server."""

    address: str
    now: Any


def part(seat: Seat, audience: str, language: str) -> Live:
    """A part for a page: its present value, and the address of its stream for this seat alone.

    The caller has asked `access` for the seat. 1 query, and those of the part.
    """
    topic = f"{topics.KIND}:{seat.dialogue_id}:{audience}"
    ticket = tickets.Ticket(topic, language, bearer=str(seat.pk))
    # The version first: what changes in between is then seen twice, never missed.
    seen = version(topic)
    _, now = PARTS[audience]
    return Live(tickets.address(ticket, seen=seen), now(seat.dialogue, language))


def begin() -> None:
    """Let the live stream know this kind; called in `AppConfig.ready`."""
    register(topics.KIND, render=draw, admits=queries.listening)
