"""Verbs on practices."""

from django.db import transaction

from zwerm.people.actions import welcome
from zwerm.people.models import Hub, Person
from zwerm.practices.models import Membership, Practice
from zwerm.practices.terms import Part


@transaction.atomic
def begin_practice(
    founder: Person, hub: Hub, *, name: str, perspective: str, about: str = "", where: str = ""
) -> Practice:
    """A new practice; who begins it prepares its dialogues."""
    welcome(founder, hub)
    practice = Practice.objects.create(hub=hub, name=name, about=about, where=where)
    join(practice, founder, perspective=perspective, part=Part.FACILITATOR)
    return practice


def join(
    practice: Practice, person: Person, *, perspective: str, part: str = Part.MEMBER
) -> Membership:
    """A person comes into a practice, or comes back to it."""
    membership, _ = Membership.objects.update_or_create(
        practice=practice,
        person=person,
        defaults={"perspective": perspective, "part": part, "until": None},
    )
    return membership
