"""A framework (kader) as a value: its aspects and dialogue questions in one language. Pure.

One readable TOML file per set and language goes in, a frozen `Kader` comes out, or every fault of
the file at once, each with file, line and field. Nothing here is bound to seven aspects, to three
loops or to four audiences: a set says itself what it holds.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zwerm.frameworks import kader_rules
from zwerm.frameworks.kader_faults import Fault, KaderError
from zwerm.frameworks.kader_rules import About, Audience, Level, Loop, Names, clean
from zwerm.frameworks.toml_lines import Path, lines_of

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
"""Longer than any allowed text."""
MOST_DOTS = 100
"""On one line. tomllib takes quadratic time and memory over a dotted key of many parts."""


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

    def as_json(self) -> dict[str, Any]:
        """Plain values only; `from_json` gives the same kader back."""
        return {
            "slug": self.slug,
            "title": self.title,
            "language": self.language,
            "source": self.source,
            "about": self.about,
            "aspects": [
                {
                    "key": aspect.key,
                    "plain": aspect.plain,
                    "formal": aspect.formal,
                    "explanation": aspect.explanation,
                    "more": aspect.more,
                    "questions": [
                        {
                            "key": question.key,
                            "audience": question.audience.value,
                            "loop": question.loop.value,
                            "level": question.level.value,
                            "about": question.about.value,
                            "main": question.main,
                            "text": question.text,
                        }
                        for question in aspect.questions
                    ],
                }
                for aspect in self.aspects
            ],
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any], *, name: str = "") -> "Kader":
        """A kader from what `as_json` gave. Raises `KaderError`, without lines, for any else."""
        return _kader(content, file=name, names=kader_rules.IN_JSON, lines={})


def read(source: bytes, *, name: str) -> Kader:
    """The kader of one TOML file; `name` is the file's name in messages.

    Raises `KaderError` with all faults. Never takes a file it does not wholly understand: a key
    with a typing error would otherwise be a question that silently lost its audience.
    """
    if len(source) > MOST_BYTES:
        raise KaderError([Fault(name, 0, "", "too_big", {"limit": MOST_BYTES})])
    text = _decoded(source, name)
    _refuse_monstrous_lines(text, name)
    try:
        content = tomllib.loads(text)
    except RecursionError:
        raise KaderError([Fault(name, 0, "", "too_deep")]) from None
    except tomllib.TOMLDecodeError as error:
        raise KaderError([_syntax_fault(str(error), text, name)]) from None
    return _kader(content, file=name, names=kader_rules.IN_FILE, lines=lines_of(text))


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
        Fault(
            _file(kader), 0, "language", "other_language", {"given": given, "said": kader.language}
        )
        for given, kader in kaders.items()
        if given != kader.language
    ]
    first, *others = kaders.values()
    for other in others:
        faults += _differences(first, other)
    if faults:
        raise KaderError(faults)


def _kader(
    content: Mapping[str, Any], *, file: str, names: Names, lines: Mapping[Path, int]
) -> Kader:
    faults = kader_rules.faults_in(content, file=file, names=names, lines=lines)
    if faults:
        raise KaderError(faults)
    return Kader(
        aspects=tuple(_aspect(aspect, names) for aspect in content[names.aspects]),
        **{name: clean(content[name]) for name in kader_rules.KADER},
    )


def _aspect(content: Mapping[str, Any], names: Names) -> Aspect:
    return Aspect(
        questions=tuple(_question(question) for question in content[names.questions]),
        **{name: clean(content[name]) for name in kader_rules.ASPECT},
    )


def _question(content: Mapping[str, Any]) -> Question:
    return Question(
        key=clean(content["key"]),
        audience=Audience(content["audience"]),
        loop=Loop(content["loop"]),
        level=Level(content["level"]),
        about=About(content["about"]),
        main=content.get("main", False),
        text=clean(content["text"]),
    )


def _decoded(source: bytes, name: str) -> str:
    """The text of a file, without the mark some editors put before it."""
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise KaderError([Fault(name, line, "", "not_utf8")]) from None


def _refuse_monstrous_lines(text: str, name: str) -> None:
    """Before tomllib sees them: no set needs them and they cost seconds."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MOST_IN_LINE:
            fault = Fault(name, number, _field_on(line), "long_line", {"limit": MOST_IN_LINE})
            raise KaderError([fault])
        if line.count(".") > MOST_DOTS:
            raise KaderError([Fault(name, number, "", "many_dots", {"limit": MOST_DOTS})])


_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def _syntax_fault(said: str, text: str, name: str) -> Fault:
    """What tomllib said, with the line and the key on that line."""
    place = _PLACE.search(said)
    line = int(place[1]) if place and place[1] else text.rstrip("\n").count("\n") + 1
    field = _field_on(text.split("\n")[line - 1])
    return Fault(name, line, field, "not_toml", {"reason": _PLACE.sub("", said)})


def _field_on(line: str) -> str:
    """The key a line begins with, as far as it can be told."""
    found = re.match(r"[ \t]*([A-Za-z0-9_-]{1,60})[ \t]*=", line)
    return found[1] if found else ""


def _differences(first: Kader, other: Kader) -> Iterator[Fault]:
    """Where another language does not hold the same aspects and questions."""
    file, own = _file(first), _file(other)
    if other.slug != first.slug:
        params = {"slug": other.slug, "file": file, "other": first.slug}
        yield Fault(own, 0, "slug", "other_slug", params)
    theirs, ours = _skeleton(first), _skeleton(other)
    for key in sorted(theirs.keys() - ours.keys()):
        yield Fault(own, 0, "key", "not_in", {"key": key.rstrip("/"), "file": file})
    for key in sorted(ours.keys() - theirs.keys()):
        yield Fault(own, 0, "key", "only_here", {"key": key.rstrip("/"), "file": file})
    if theirs.keys() != ours.keys():
        return
    for key, fields in ours.items():
        for field, value in fields.items():
            if value != theirs[key][field]:
                params = {"key": key, "value": value, "other": theirs[key][field], "file": file}
                yield Fault(own, 0, field, "other_value", params)
    for mine, their in zip(ours, theirs, strict=True):
        if mine != their:
            yield Fault(own, 0, "key", "other_order", {"key": mine.rstrip("/"), "file": file})
            return


def _skeleton(kader: Kader) -> dict[str, dict[str, str]]:
    """Everything but the words: aspects and questions by key, in order, with their fields."""
    bones: dict[str, dict[str, str]] = {}
    for aspect in kader.aspects:
        bones[f"{aspect.key}/"] = {}
        for question in aspect.questions:
            bones[question.key] = {
                "aspect": aspect.key,
                "audience": question.audience,
                "loop": question.loop,
                "level": question.level,
                "about": question.about,
                "main": str(question.main).lower(),
            }
    return bones


def _file(kader: Kader) -> str:
    return f"{kader.slug}.{kader.language}.toml"
