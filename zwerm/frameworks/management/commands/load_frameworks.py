"""Publish the frameworks that come with the software; nothing happens to what is there."""

from django.core.management.base import BaseCommand

from zwerm.frameworks.shipped import load_shipped


class Command(BaseCommand):
    """`zwerm manage load_frameworks`."""

    help = __doc__ or ""

    def handle(self, *args: object, **options: object) -> None:
        """Load all."""
        for version in load_shipped():
            if options.get("verbosity"):
                self.stdout.write(f"{version.framework.slug}, version {version.number}")
