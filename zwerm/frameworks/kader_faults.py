"""What can be wrong in a framework file, in plain words. Pure.

Each fault has a code and values, so that a screen can say it in the reader's own language.
"""

import dataclasses
from collections.abc import Mapping, Sequence

MESSAGES: Mapping[str, str] = {
    "too_big": "The file is larger than %(limit)s bytes.",
    "not_utf8": "This is not UTF-8 text. Save the file as UTF-8 and try again.",
    "long_line": "This line is longer than %(limit)s characters.",
    "many_dots": "This line holds more than %(limit)s full stops.",
    "not_toml": "This cannot be read as TOML: %(reason)s.",
    "too_deep": "Tables or lists stand too deep inside each other.",
    "unknown": "“%(key)s” is not known here. Known are: %(known)s.",
    "unknown_near": "“%(key)s” is not known here. Did you mean “%(near)s”?",
    "missing": "“%(key)s” is missing.",
    "not_text": "This must be text between quotes.",
    "not_yes_no": "This must be true or false.",
    "not_tables": "Write these as %(header)s tables.",
    "none": "There is no %(header)s yet; at least one is needed.",
    "empty": "This text is empty.",
    "too_long": "This text has %(length)s characters; at most %(limit)s fit.",
    "one_line": "This text must stay on one line.",
    "hidden": "This text holds a character that cannot be seen (%(character)s).",
    "not_a_key": "“%(value)s” may hold only small letters, digits, - and _, from a letter on.",
    "not_a_language": "“%(value)s” is not a language code such as nl or en.",
    "not_one_of": "“%(value)s” is not possible here. Choose from: %(choices)s.",
    "twice": "“%(key)s” was already used on line %(line)s.",
    "no_main": "The aspect “%(aspect)s” has no main question for “%(audience)s”.",
    "two_mains": "The aspect “%(aspect)s” has a second main question for “%(audience)s”.",
    "main_loops": (
        "The main questions of “%(aspect)s” must share one loop; the first one has “%(loop)s”."
    ),
    "no_language": "There is no language in this framework.",
    "other_language": "This was given as “%(given)s”, but the file says “%(said)s”.",
    "other_slug": "This is “%(slug)s”, but %(file)s is “%(other)s”.",
    "not_in": "“%(key)s” is in %(file)s, but not here.",
    "only_here": "“%(key)s” is here, but not in %(file)s.",
    "other_value": "“%(key)s” says “%(value)s” here, but “%(other)s” in %(file)s.",
    "other_order": "The order differs from %(file)s, first at “%(key)s”.",
}

SHOWN = 50
"""Faults written out in the text of an error; more would bury the first."""


@dataclasses.dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and where. Line 0: the place has no line (stored content)."""

    file: str
    line: int
    field: str
    code: str
    params: Mapping[str, str | int] = dataclasses.field(default_factory=dict)

    @property
    def message(self) -> str:
        return MESSAGES[self.code] % self.params

    def __str__(self) -> str:
        place = [self.file, f"line {self.line}" if self.line else "", self.field]
        return f"{', '.join(part for part in place if part)}: {self.message}"


class KaderError(ValueError):
    """A framework cannot be used; holds every fault found, in the order of the file."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        shown = [str(fault) for fault in self.faults[:SHOWN]]
        if len(self.faults) > SHOWN:
            shown.append(f"and {len(self.faults) - SHOWN} more")
        super().__init__("\n".join(shown))

    @property
    def line(self) -> int:
        return self.faults[0].line

    @property
    def field(self) -> str:
        return self.faults[0].field

    @property
    def message(self) -> str:
        return self.faults[0].message
