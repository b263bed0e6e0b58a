"""Bring in a conversation without a browser; the same actions as the page."""

import json
from argparse import ArgumentParser
from pathlib import Path
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from zwerm.dialogues.actions.speakers import Yes
from zwerm.interchange import actions
from zwerm.interchange.readers.reading import read_speech
from zwerm.interchange.speech import MESSAGES, UnreadableSpeech


class Command(BaseCommand):
    """`zwerm manage import_transcript FILE --dialogue ID`"""

    help = "Bring a transcript into an open dialogue. Prints counts as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What is needed, and how a spoken yes was recorded."""
        parser.add_argument("file", type=Path, help="WebVTT, SRT, DOCX or plain text")
        parser.add_argument("--dialogue", type=UUID, required=True, help="the id in its address")
        parser.add_argument("--consent-recorded-by", default="", metavar="NAME")
        parser.add_argument("--consent-how", default="", metavar="TEXT")

    def handle(self, *, file: Path, dialogue: UUID, **options: str) -> None:
        """Exit code 1 and one plain sentence when nothing was taken in."""
        yes = _yes(options["consent_recorded_by"], options["consent_how"])
        try:
            transcript = read_speech(file.read_bytes(), name=file.name)
            counted = actions.take_in_for(dialogue, transcript, yes=yes)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except UnreadableSpeech as unreadable:
            said = _(MESSAGES[unreadable.code]) % unreadable.params
            raise CommandError(f"{file.name}: {said}") from unreadable
        except actions.NoSuchDialogue as error:
            raise CommandError(
                _("There is no open conversation with the id %(id)s. Nothing was taken in.")
                % {"id": dialogue}
            ) from error
        self.stdout.write(json.dumps(counted.as_json()))


def _yes(recorded_by: str, how: str) -> Yes | None:
    if bool(recorded_by) != bool(how):
        raise CommandError(_("A recorded yes needs both --consent-recorded-by and --consent-how."))
    return Yes(recorded_by, how) if recorded_by else None
