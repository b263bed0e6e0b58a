"""Make the example hub, once, so that every screen has life (`zwerm seed`)."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from zwerm.dialogues import doors
from zwerm.dialogues.models import Dialogue
from zwerm.dialogues.terms import State
from zwerm.home.example.build import PEOPLE, build
from zwerm.people.models import Hub


class Command(BaseCommand):
    """`zwerm seed`."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--if-empty: do nothing when there is a hub already."""
        parser.add_argument("--if-empty", action="store_true")

    def handle(self, *args: object, **options: object) -> None:
        """Build, and say where to look."""
        if settings.PRODUCTION:
            raise CommandError("Example people do not belong among real people.")
        if Hub.objects.exists():
            if not options["if_empty"]:
                raise CommandError("There is a hub already. An example needs an empty database.")
        else:
            build()
        self._say_where()

    def _say_where(self) -> None:
        lines = ["", "Example content is there. Look around:"]
        opened = Dialogue.objects.filter(state=State.OPEN, joinable=True).order_by("title")
        for dialogue in opened:
            address = doors.address(dialogue.join_code or "")
            lines.append(f"  join '{dialogue.title}':  {address}")
        email = PEOPLE[0][0]
        lines += [
            f"  sign in as {email}; the code from the mail appears in this window and in var/mail",
            "",
        ]
        self.stdout.write("\n".join(lines))
