"""Say in plain words what is wrong with this installation and how to mend it."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from zwerm.frameworks.models import FrameworkVersion
from zwerm.people.models import Person


class Command(BaseCommand):
    """`zwerm doctor`."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--production also refuses what may never be there for real people."""
        parser.add_argument("--production", action="store_true")

    def handle(self, *args: object, **options: object) -> None:
        """Exit code 1 when something is wrong."""
        faults = list(self._faults())
        if options.get("production") or settings.PRODUCTION:
            faults += self._unfit_for_people()
        for fault in faults:
            self.stdout.write(f"- {fault}")
        if faults:
            raise CommandError("Something needs mending first.")
        self.stdout.write("All is well.")

    def _faults(self) -> list[str]:
        found = []
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return ["The database is older than the program. Run: zwerm manage migrate"]
        if not FrameworkVersion.objects.exists():
            found.append("There is no framework yet. Run: zwerm manage load_frameworks")
        return found

    def _unfit_for_people(self) -> list[str]:
        if Person.objects.filter(demo=True).exists():
            return ["There are example people in this database. Begin with an empty one."]
        return []
