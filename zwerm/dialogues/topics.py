"""Names of the live topics of a dialogue: the audience is part of the name (ADR live-audiences)."""

from uuid import UUID

KIND = "dialogue"
SEATS = "seats"
LEAD = "lead"
SCREEN = "screen"


def seats(dialogue_id: UUID) -> str:
    """What every seat may see: what was shared, what is suggested, quiet time."""
    return f"{KIND}:{dialogue_id}:{SEATS}"


def lead(dialogue_id: UUID) -> str:
    """What only who leads may see: who is in, what was said on which question."""
    return f"{KIND}:{dialogue_id}:{LEAD}"


def screen(dialogue_id: UUID) -> str:
    """What stands on the wall for everybody in the room, also who has no seat: how to come in,
    what is suggested, quiet time. Never what was said."""
    return f"{KIND}:{dialogue_id}:{SCREEN}"


def both(dialogue_id: UUID) -> tuple[str, str]:
    """Seats and who leads."""
    return seats(dialogue_id), lead(dialogue_id)


def everywhere(dialogue_id: UUID) -> tuple[str, str, str]:
    """All three audiences."""
    return seats(dialogue_id), lead(dialogue_id), screen(dialogue_id)


def read(topic: str) -> tuple[UUID, str]:
    """The dialogue and the audience behind a name."""
    _, dialogue_id, audience = topic.split(":")
    return UUID(dialogue_id), audience
