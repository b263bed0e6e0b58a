"""Reading frameworks."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import Q

from zwerm.frameworks import kader
from zwerm.frameworks.models import FrameworkVersion
from zwerm.people.models import Hub


@lru_cache(maxsize=64)
def kader_of(version_id: UUID, language: str) -> kader.Kader:
    """The content of a version in a language, or in its first language when it has no such one.

    A version never changes (P6), so it is read once per process. 1 query, then none.
    """
    content = FrameworkVersion.objects.values_list("content", flat=True).get(pk=version_id)
    return kader.Kader.from_json(content.get(language) or next(iter(content.values())))


@dataclass(frozen=True)
class Choice:
    """A framework one can prepare a dialogue with."""

    version_id: UUID
    title: str
    aspects: int


def choices(hub: Hub, language: str) -> tuple[Choice, ...]:
    """The newest version of each framework a hub may use, shipped ones first. 1 query."""
    newest: dict[UUID, FrameworkVersion] = {}
    versions = (
        FrameworkVersion.objects.filter(Q(framework__hub=None) | Q(framework__hub=hub))
        .select_related("framework")
        .order_by("framework__hub_id", "framework__slug", "number")
    )
    for version in versions:
        newest[version.framework_id] = version
    out = []
    for version in newest.values():
        content = version.content.get(language) or next(iter(version.content.values()))
        out.append(Choice(version.pk, content["title"], len(content["aspects"])))
    return tuple(sorted(out, key=lambda choice: (-choice.aspects, choice.title)))
