"""Take a dialogue out without a browser: the same content, decided at the same place."""

import json
from argparse import ArgumentParser
from pathlib import Path
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from zwerm.dialogues.models import Dialogue
from zwerm.dialogues.printing import FORMATS
from zwerm.dialogues.queries.report import report
from zwerm.dialogues.terms import State


class Command(BaseCommand):
    """`zwerm manage export_dialogue ID --format csv|json|pdf|svg --out FILE`"""

    help = "Write a dialogue's report, data or picture to a file. Prints what stayed behind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For the own group, unless `--share` asks for what may leave it."""
        parser.add_argument("dialogue", type=UUID, help="the id in its address")
        parser.add_argument("--format", choices=sorted(FORMATS), required=True)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--language", choices=["nl", "en"], default="nl")
        parser.add_argument("--share", action="store_true", help="the print to share with others")

    def handle(
        self, *, dialogue: UUID, out: Path, language: str, share: bool, **options: str
    ) -> None:
        """Exit code 1 and one plain sentence when nothing was written."""
        found = Dialogue.objects.select_related("practice").filter(pk=dialogue).first()
        if found is None:
            raise CommandError(f"There is no dialogue with the id {dialogue}.")
        if share and found.state != State.CLOSED:
            raise CommandError("What may leave the group is decided at closing. Close it first.")
        with translation.override(language):
            content = FORMATS[options["format"]](found, language, ours=not share)
            said = report(found, language, ours=not share)
        try:
            out.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror}") from error
        self.stdout.write(
            json.dumps(
                {
                    "file": out.name,
                    "bytes": len(content),
                    "contributions": sum(len(part.lines) for part in said.parts),
                    "stayed_behind": [[one.how_many, str(one.why)] for one in said.stayed_behind],
                },
                ensure_ascii=False,
            )
        )
