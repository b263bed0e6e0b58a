"""Recompute kept counts and digests of frameworks, and say what differs (`zwerm check`)."""

from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from zwerm.dialogues.actions.counting import recount
from zwerm.dialogues.models import CellCount, Dialogue
from zwerm.dialogues.terms import Level, State
from zwerm.frameworks.kader import Kader, digest
from zwerm.frameworks.models import FrameworkVersion


class Command(BaseCommand):
    """`zwerm check`."""

    help = __doc__ or ""

    def handle(self, *args: object, **options: object) -> None:
        """Exit code 1 when a count differs."""
        wrong = 0
        for dialogue in Dialogue.objects.iterator():
            if dialogue.level == Level.NAMELESS and dialogue.state == State.CLOSED:
                continue
            kept: Counter[tuple[str, str, str]] = Counter()
            for cell in CellCount.objects.filter(dialogue=dialogue, outside=False):
                kept[(cell.aspect, cell.loop, cell.perspective)] += cell.voices
            if +kept != +recount(dialogue):
                wrong += 1
                self.stdout.write(f"The counts of dialogue {dialogue.pk} differ.")
        for version in FrameworkVersion.objects.iterator():
            kaders = {name: Kader.from_json(one) for name, one in version.content.items()}
            if digest(kaders) != version.digest:
                wrong += 1
                self.stdout.write(f"Framework version {version.pk} is not what its digest says.")
        if wrong:
            raise CommandError(f"{wrong} things differ from what they should be.")
        self.stdout.write("All counts and all frameworks are right.")
