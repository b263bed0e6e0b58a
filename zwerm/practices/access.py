"""Viewer to practice."""

from uuid import UUID

from django.http import Http404

from zwerm.people.viewer import Viewer
from zwerm.practices.models import Membership, Practice
from zwerm.practices.terms import Part


def membership(viewer: Viewer, practice_id: UUID) -> Membership:
    """The viewer's present membership, or 404."""
    if viewer.person_id is None:
        raise Http404
    found = (
        Membership.objects.select_related("practice", "practice__hub")
        .filter(practice_id=practice_id, person_id=viewer.person_id, until__isnull=True)
        .first()
    )
    if found is None:
        raise Http404
    return found


def practice_for(viewer: Viewer, practice_id: UUID) -> Practice:
    """A practice the viewer is a member of, or 404."""
    return membership(viewer, practice_id).practice


def practice_to_prepare_in(viewer: Viewer, practice_id: UUID) -> Practice:
    """A practice in which the viewer prepares dialogues, or 404."""
    found = membership(viewer, practice_id)
    if found.part != Part.FACILITATOR:
        raise Http404
    return found.practice
