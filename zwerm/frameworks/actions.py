"""Verbs on frameworks."""

from collections.abc import Mapping

from django.db import transaction

from zwerm.frameworks import kader
from zwerm.frameworks.models import Framework, FrameworkVersion
from zwerm.people.models import Hub


@transaction.atomic
def publish(
    kaders: Mapping[str, kader.Kader],
    *,
    hub: Hub | None = None,
    parent: FrameworkVersion | None = None,
) -> FrameworkVersion:
    """Keep a framework's content, one kader per language, as a version.

    The same content is the same version: publishing twice gives the first one back (P6).
    Raises `kader.KaderError` when the languages do not hold the same questions.
    """
    kader.check_together(kaders)
    slug = next(iter(kaders.values())).slug
    framework, _ = Framework.objects.get_or_create(hub=hub, slug=slug)
    digest = kader.digest(kaders)
    known = framework.versions.filter(digest=digest).first()
    if known is not None:
        return known
    latest = framework.versions.order_by("-number").first()
    return FrameworkVersion.objects.create(
        framework=framework,
        number=latest.number + 1 if latest else 1,
        parent=parent or latest,
        digest=digest,
        content={language: one.as_json() for language, one in kaders.items()},
    )
