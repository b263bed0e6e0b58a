"""Names of the live topics of a dialogue: the audience is part of the name (ADR live-audiences)."""

from uuid import UUID

KIND = "dialogue"
SEATS = "seats"
LEAD = "lead"


def seats(dialogue_id: UUID) -> str:
    """What every seat may see: what was shared, what is suggested, quiet time."""
    return f"{KIND}:{dialogue_id}:{SEATS}"


def lead(dialogue_id: UUID) -> str:
    """What only who leads may see: who is in, what waits, what is hidden."""
    return f"{KIND}:{dialogue_id}:{LEAD}"


def both(dialogue_id: UUID) -> tuple[str, str]:
    """Both audiences."""
    return seats(dialogue_id), lead(dialogue_id)
