"""Verbs on people and hubs."""

from django.db import transaction

from zwerm.people.models import Affiliation, Hub, Person
from zwerm.people.terms import Role


@transaction.atomic
def found_hub(
    *, name: str, controller: str = "", joint_controllers: str = "", privacy_contact: str = ""
) -> Hub:
    """A new hub with who is responsible for its data (PR-02)."""
    return Hub.objects.create(
        name=name,
        controller=controller,
        joint_controllers=joint_controllers,
        privacy_contact=privacy_contact,
    )


def welcome(person: Person, hub: Hub, *, role: str = Role.MEMBER) -> Affiliation:
    """Make a person part of a hub; welcoming twice changes nothing."""
    affiliation, _ = Affiliation.objects.get_or_create(
        person=person, hub=hub, defaults={"role": role}
    )
    return affiliation
