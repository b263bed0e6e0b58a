"""A framework (kader) as a value: its aspects and dialogue questions in one language. Pure.

One readable TOML file per set and language goes in, a frozen `Kader` comes out, or every fault of
the file at once, each with file, line and field. Nothing here is bound to seven aspects, to three
loops or to four audiences: a set says itself what it holds.
"""

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from itertools import zip_longest
from typing import TypeVar

from zwerm.frameworks.kader_faults import Fault, KaderError
from zwerm.frameworks.toml_lines import Path, line_at, lines_of

__all__ = [
    "About",
    "Aspect",
    "Audience",
    "Fault",
    "Kader",
    "KaderError",
    "Level",
    "Loop",
    "Question",
    "check_together",
    "digest",
    "read",
]

MOST_BYTES = 1_000_000
MOST_IN_LINE = 4_000
"""Longer than any allowed text. tomllib takes quadratic time over one very long dotted key."""


class Loop(StrEnum):
    """How deep a question goes: single, double and triple loop learning."""

    HOW = "how"
    WHY = "why"
    WHAT_FOR = "what_for"


class Level(StrEnum):
    """Whose learning a question asks for."""

    PERSON = "person"
    ORGANISATION = "organisation"


class About(StrEnum):
    """Whether a question asks how it goes or what came of it."""

    PROCESS = "process"
    RESULT = "result"


class Audience(StrEnum):
    """In whose words a question is asked."""

    STUDENT = "student"
    PROFESSIONAL = "professional"
    RESIDENT = "resident"
    MANAGER = "manager"


@dataclass(frozen=True)
class Question:
    """One question for one audience; `key` is the same in every language and version."""

    key: str
    audience: Audience
    loop: Loop
    level: Level
    about: About
    main: bool
    text: str


@dataclass(frozen=True)
class Aspect:
    """One theme: a plain label, the formal term behind it, and its questions."""

    key: str
    plain: str
    formal: str
    explanation: str
    more: str
    questions: tuple[Question, ...]

    @property
    def loop(self) -> Loop:
        """The loop of the main questions: so an answer to one knows its column."""
        return next(question.loop for question in self.questions if question.main)

    def main(self, audience: str) -> Question:
        """The question an audience gets first. `LookupError`: the set does not ask them."""
        for question in self.questions:
            if question.main and question.audience == audience:
                return question
        raise LookupError(f"{self.key} asks {audience} nothing")

    def deeper(self, audience: str) -> tuple[Question, ...]:
        """The prompts for an audience, in the order of the file; none when it is not asked."""
        return tuple(q for q in self.questions if not q.main and q.audience == audience)


@dataclass(frozen=True)
class Kader:
    """A whole framework in one language."""

    slug: str
    title: str
    language: str
    source: str
    about: str
    aspects: tuple[Aspect, ...]

    @property
    def questions(self) -> Iterator[Question]:
        return (question for aspect in self.aspects for question in aspect.questions)

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Who this framework asks, always in the same order."""
        used = {question.audience for question in self.questions}
        return tuple(audience for audience in Audience if audience in used)

    @property
    def loops(self) -> tuple[Loop, ...]:
        """The columns this framework can fill, always in the same order."""
        used = {question.loop for question in self.questions}
        return tuple(loop for loop in Loop if loop in used)

    def as_json(self) -> dict[str, object]:
        """Plain values only; `from_json` gives the same kader back."""
        return _texts(self, _KADER) | {
            "aspects": [
                _texts(aspect, _ASPECT)
                | {
                    "questions": [
                        _texts(question, _QUESTION)
                        | {name: str(getattr(question, name)) for name in _CHOICES}
                        | {"main": question.main}
                        for question in aspect.questions
                    ]
                }
                for aspect in self.aspects
            ]
        }

    @classmethod
    def from_json(cls, content: object, *, name: str = "framework") -> "Kader":
        """A kader from what `as_json` gave. Raises `KaderError`, without lines, for any else."""
        return _checked(content, _Check(name, {}), aspects="aspects", questions="questions")


def read(source: bytes, *, name: str) -> Kader:
    """The kader of one TOML file; `name` is the file's name in messages.

    Raises `KaderError` with all faults. Never takes a file it does not wholly understand: a key
    with a typing error would otherwise be a question that silently lost its audience.
    """
    if len(source) > MOST_BYTES:
        raise KaderError([Fault(name, 0, "", "too_big", {"limit": MOST_BYTES})])
    text = _decoded(source, name)
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MOST_IN_LINE:
            fault = Fault(name, number, _field_on(line), "long_line", {"limit": MOST_IN_LINE})
            raise KaderError([fault])
    try:
        content = tomllib.loads(text)
    except RecursionError:
        raise KaderError([Fault(name, 0, "", "too_deep")]) from None
    except tomllib.TOMLDecodeError as error:
        raise KaderError([_syntax_fault(str(error), text, name)]) from error
    return _checked(
        content, _Check(name, lines_of(text)), aspects="aspect", questions="question"
    )


def digest(kaders: Mapping[str, Kader]) -> str:
    """What identifies a version (P6): SHA-256 over the content of all its languages."""
    content = {language: kader.as_json() for language, kader in kaders.items()}
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def check_together(kaders: Mapping[str, Kader]) -> None:
    """Refuse languages that do not ask the same questions in the same order; `KaderError`.

    An answer points at a question's key: in every language it must have the same aspect, audience,
    loop and level, or one answer would stand in two places of the picture.
    """
    if not kaders:
        raise KaderError([Fault("", 0, "language", "no_language")])
    faults = [
        Fault(_file(kader), 0, "language", "other_language", {"given": given, "said": kader.language})
        for given, kader in kaders.items()
        if given != kader.language
    ]
    first, *others = kaders.values()
    for other in others:
        faults += _differences(first, other)
    if faults:
        raise KaderError(faults)


# The rules of the file. A name here is a key in TOML, in JSON and in the dataclass.


@dataclass(frozen=True)
class _Text:
    most: int
    shape: str = "line"


_KADER = {
    "slug": _Text(60, "key"),
    "title": _Text(120),
    "language": _Text(20, "language"),
    "source": _Text(4_000, "lines"),
    "about": _Text(2_000, "lines"),
}
_ASPECT = {
    "key": _Text(60, "key"),
    "plain": _Text(80),
    "formal": _Text(60),
    "explanation": _Text(600, "lines"),
    "more": _Text(2_000, "lines"),
}
_QUESTION = {"key": _Text(100, "key"), "text": _Text(200)}
_CHOICES: dict[str, type[StrEnum]] = {
    "audience": Audience,
    "loop": Loop,
    "level": Level,
    "about": About,
}
_SHAPES = {
    "key": (re.compile(r"[a-z][a-z0-9_-]*"), "not_a_key"),
    "language": (re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"), "not_a_language"),
}
_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""As in what people type: control characters and direction overrides hide or reorder text."""

_Choice = TypeVar("_Choice", bound=StrEnum)


class _Check:
    """One reading of one file: where things stand, and what was wrong so far."""

    def __init__(self, name: str, lines: Mapping[Path, int]) -> None:
        self.name = name
        self.lines = lines
        self.faults: list[Fault] = []

    def refuse(self, path: Path, code: str, **params: str | int) -> None:
        named = [part for part in path if isinstance(part, str)]
        field = named[-1] if named else ""
        self.faults.append(Fault(self.name, line_at(self.lines, path), field, code, params))
