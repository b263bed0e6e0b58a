"""Hub and id to a framework version."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404

from zwerm.frameworks.models import FrameworkVersion
from zwerm.people.models import Hub


def version_for(hub: Hub, version_id: UUID) -> FrameworkVersion:
    """A version that came with the software or belongs to this hub, or 404 (P15)."""
    found = FrameworkVersion.objects.filter(
        Q(framework__hub=None) | Q(framework__hub=hub), pk=version_id
    ).first()
    if found is None:
        raise Http404
    return found
