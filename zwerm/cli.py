"""The console command `zwerm`: run, seed, check, doctor; Django's own under `zwerm manage`."""

import os
import sys
from collections.abc import Callable, Sequence

USAGE = """zwerm: reflection dialogues, from voice to change

  zwerm run       set up the database, fill an empty one with an example, and serve
  zwerm seed      make the example hub (once)
  zwerm check     recompute what is kept, and say what differs
  zwerm doctor    say in plain words what is wrong and how to mend it
  zwerm manage    Django's own commands, and import_transcript, export_dialogue
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwerm.settings")
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in {"help", "-h", "--help"}:
        sys.stdout.write(USAGE)
        return 0
    name, rest = words[0], words[1:]
    commands: dict[str, Callable[[list[str]], int]] = {
        "run": _run,
        "seed": _manage_as("seed"),
        "check": _manage_as("check_counts"),
        "doctor": _manage_as("doctor"),
        "manage": _manage,
    }
    if name not in commands:
        sys.stderr.write(f"There is no command {name!r}.\n\n{USAGE}")
        return 2
    return commands[name](rest)


def _manage(rest: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["zwerm manage", *rest])
    return 0


def _manage_as(command: str) -> Callable[[list[str]], int]:
    return lambda rest: _manage([command, *rest])


def _run(rest: list[str]) -> int:
    from zwerm.running import run

    return run(rest)
