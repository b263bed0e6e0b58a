"""What a framework file may hold, and every way in which one does not. Pure.

The rules look at plain values, so that a file and stored content obey the same ones. A name here is
a key in TOML, in JSON and in the dataclass.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from zwerm.frameworks.kader_faults import Fault
from zwerm.frameworks.toml_lines import Path, line_at


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
class Text:
    """What one text may be: at most so many characters, of a shape."""

    most: int
    shape: str = "line"


KADER = {
    "slug": Text(60, "key"),
    "title": Text(120),
    "language": Text(20, "language"),
    "source": Text(4_000, "lines"),
    "about": Text(2_000, "lines"),
}
ASPECT = {
    "key": Text(60, "key"),
    "plain": Text(80),
    "formal": Text(60),
    "explanation": Text(600, "lines"),
    "more": Text(2_000, "lines"),
}
QUESTION = {"key": Text(100, "key"), "text": Text(200)}
CHOICES: Mapping[str, type[StrEnum]] = {
    "audience": Audience,
    "loop": Loop,
    "level": Level,
    "about": About,
}

MOST_FAULTS = 500
"""Enough to repair a file with; a hostile one could hold half a million."""

_KEY = re.compile(r"[a-z][a-z0-9_-]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""As in what people type: control characters and direction overrides hide or reorder text."""


@dataclass(frozen=True)
class Names:
    """How lists are called: singular in a file (`[[aspect]]`), plural in JSON."""

    aspects: str
    questions: str


IN_FILE = Names("aspect", "question")
IN_JSON = Names("aspects", "questions")


def clean(text: str) -> str:
    """The text as kept: what looks the same is the same, so it gives the same digest."""
    return unicodedata.normalize("NFC", text).strip()


def faults_in(
    content: Mapping[str, object], *, file: str, names: Names, lines: Mapping[Path, int]
) -> list[Fault]:
    """Everything that is wrong with a framework in one language; empty when it can be used."""
    check = _Check(file, names, lines)
    check.fields(content, (), KADER, names.aspects)
    aspects = check.tables(content, (), names.aspects)
    check.once(aspects)
    questions: list[_Placed] = []
    for path, aspect in aspects:
        check.fields(aspect, path, ASPECT, names.questions)
        for place, question in check.tables(aspect, path, names.questions):
            check.question(question, place)
            questions.append((place, question))
    check.once(questions)
    # Who has no main question can only be told when every question says whom it asks.
    if not check.faults:
        check.mains(aspects)
    return check.faults


_Placed = tuple[Path, Mapping[str, object]]


class _Check:
    """One reading of one framework: where things stand, and what was wrong so far."""

    def __init__(self, file: str, names: Names, lines: Mapping[Path, int]) -> None:
        self.file = file
        self.names = names
        self.lines = lines
        self.faults: list[Fault] = []

    def refuse(self, path: Path, code: str, **params: str | int) -> None:
        named = [part for part in path if isinstance(part, str)]
        field = named[-1] if named else ""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(self.file, line_at(self.lines, path), field, code, params))

    def fields(
        self, table: Mapping[str, object], path: Path, texts: Mapping[str, Text], *also: str
    ) -> None:
        """Every text is there and well-formed, and nothing else stands there."""
        known = [*texts, *also]
        for key in table:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                if near:
                    self.refuse((*path, key), "unknown_near", key=key, near=near[0])
                else:
                    self.refuse((*path, key), "unknown", key=key, known=", ".join(known))
        for key, rule in texts.items():
            if self.there(table, path, key):
                self.text(table[key], (*path, key), rule)

    def there(self, table: Mapping[str, object], path: Path, key: str) -> bool:
        if key not in table:
            # The line is that of the table; the field is what has to be added there.
            self.refuse((*path, key), "missing", key=key)
        return key in table

    def text(self, value: object, path: Path, rule: Text) -> None:
        if not isinstance(value, str):
            return self.refuse(path, "not_text")
        text = clean(value)
        hidden = _HIDDEN.search(text)
        if not text:
            return self.refuse(path, "empty")
        if hidden:
            return self.refuse(path, "hidden", character=f"U+{ord(hidden[0]):04X}")
        if len(text) > rule.most:
            return self.refuse(path, "too_long", length=len(text), limit=rule.most)
        if rule.shape != "lines" and "\n" in text:
            return self.refuse(path, "one_line")
        if rule.shape == "key" and not _KEY.fullmatch(text):
            return self.refuse(path, "not_a_key", value=text)
        if rule.shape == "language" and not _LANGUAGE.fullmatch(text):
            return self.refuse(path, "not_a_language", value=text)
        return None

    def tables(self, table: Mapping[str, object], path: Path, name: str) -> list[_Placed]:
        """The tables of a list with their places; a fault when there is no list or it is empty."""
        header = f"[[{'aspect.' if path else ''}{name}]]"
        value = table.get(name, [])
        if not isinstance(value, Sequence) or isinstance(value, str):
            self.refuse((*path, name), "not_tables", header=header)
            return []
        if not value:
            self.refuse((*path, name), "none", header=header)
        found: list[_Placed] = []
        for number, item in enumerate(value):
            if isinstance(item, Mapping):
                found.append(((*path, name, number), item))
            else:
                self.refuse((*path, name, number), "not_tables", header=header)
        return found

    def question(self, question: Mapping[str, object], path: Path) -> None:
        self.fields(question, path, QUESTION, *CHOICES, "main")
        for key, choices in CHOICES.items():
            if self.there(question, path, key):
                value = question[key]
                if not isinstance(value, str) or value not in list(choices):
                    self.refuse(
                        (*path, key), "not_one_of", value=str(value), choices=", ".join(choices)
                    )
        if not isinstance(question.get("main", False), bool):
            self.refuse((*path, "main"), "not_yes_no")

    def once(self, placed: Sequence[_Placed]) -> None:
        """No key twice: an answer points at one question only."""
        first: dict[object, Path] = {}
        for path, table in placed:
            key = table.get("key")
            if not isinstance(key, str):
                continue
            if key in first:
                line = line_at(self.lines, (*first[key], "key"))
                self.refuse((*path, "key"), "twice", key=key, line=line)
            else:
                first[key] = path

    def mains(self, aspects: Sequence[_Placed]) -> None:
        """Each aspect has one main question per audience of the set, all with one loop."""
        asked = {
            str(question["audience"])
            for path, aspect in aspects
            for _, question in self.tables(aspect, path, self.names.questions)
        }
        for path, aspect in aspects:
            name = str(aspect["key"])
            mains: dict[str, str] = {}
            for place, question in self.tables(aspect, path, self.names.questions):
                if not question.get("main", False):
                    continue
                audience, loop = str(question["audience"]), str(question["loop"])
                if audience in mains:
                    self.refuse((*place, "main"), "two_mains", aspect=name, audience=audience)
                elif mains and loop not in mains.values():
                    first = next(iter(mains.values()))
                    self.refuse((*place, "loop"), "main_loops", aspect=name, loop=first)
                mains.setdefault(audience, loop)
            for audience in Audience:
                if audience in asked and audience not in mains:
                    self.refuse(
                        (*path, self.names.questions), "no_main", aspect=name, audience=audience
                    )
