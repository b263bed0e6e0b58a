"""Viewer to person and hub: the only place where an id of these becomes an object."""

from uuid import UUID

from django.http import Http404

from zwerm.people.models import Affiliation, Hub, Person
from zwerm.people.viewer import Viewer


def anybody(viewer: Viewer) -> Viewer:
    """A page for everyone. Named, so that every view asks access first and a reader sees it."""
    return viewer


def person(viewer: Viewer) -> Person:
    """The signed-in person, or 404."""
    if viewer.person_id is None:
        raise Http404
    found = Person.objects.filter(pk=viewer.person_id, is_active=True).first()
    if found is None:
        raise Http404
    return found


def hubs_for(viewer: Viewer) -> list[Hub]:
    """Hubs where the person may begin a practice: her own, and those that welcome newcomers."""
    if viewer.person_id is None:
        raise Http404
    own = Affiliation.objects.filter(person_id=viewer.person_id).values_list("hub_id", flat=True)
    mine = list(Hub.objects.filter(pk__in=own).order_by("name"))
    if mine:
        return mine
    return list(Hub.objects.filter(welcomes_newcomers=True).order_by("name"))


def hub_for(viewer: Viewer, hub_id: UUID) -> Hub:
    """One of the hubs where this person may begin a practice, or 404."""
    for hub in hubs_for(viewer):
        if hub.pk == hub_id:
            return hub
    raise Http404
