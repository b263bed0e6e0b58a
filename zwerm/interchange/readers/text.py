"""Plain text with names, and the paragraphs of a Word document: the forms people paste and type.

`Naam: tekst`, `[00:01:02] Naam: tekst`, `Naam (0:12): tekst`, a line `Naam 0:12` with the text
under it, and the older form of Teams: a line with two times, a line with the name, the text.

A line right under a turn goes on with it. After a blank line (in Word: in a new paragraph) a text
without a name stands on its own and keeps None: it is not given to whoever spoke before.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zwerm.interchange.readers.clock import TIME, seconds
from zwerm.interchange.readers.letters import clean
from zwerm.interchange.readers.names import LONGEST_NAME, find_names, looks_like_name, split_name
from zwerm.interchange.readers.turns import limited, settle
from zwerm.interchange.speech import Transcript, Turn, UnreadableSpeech

PAIR = re.compile(rf"({TIME})\s*-->\s*({TIME})", re.ASCII)
LEADING = re.compile(rf"(?:\[({TIME})\]|\(({TIME})\)|({TIME}))(?:\s*[-–—])?(?:\s+|$)", re.ASCII)
TRAILING = re.compile(rf"[\s,]+(?:\[({TIME})\]|\(({TIME})\)|({TIME}))\s*:?$", re.ASCII)
INNER = re.compile(rf"\s*[\[(]({TIME})[\])](?=\s*:(?:\s|$))", re.ASCII)
MEANT_AS_PAIR = re.compile(r"\d{1,4}:[\d:.,]{1,20}\s*-->", re.ASCII)
MACHINE = re.compile(
    r"[^:.,;?!]{1,80} (?:(?:started|stopped) transcription"
    r"|(?:heeft de transcriptie|transcriptie is) (?:gestart|gestopt|beëindigd))\.?"
)
SHORT = 100
"""Characters: a line of the heading above the talk is no longer than this."""
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its place; `opens` when it begins a paragraph."""

    text: str
    place: int
    opens: bool
    bold: str = ""
    """The bold words it begins with: Teams prints names bold."""


@dataclass
class _Open:
    """The turn that is being read."""

    speaker: str | None
    at: float | None
    until: float | None
    place: int
    texts: list[str]
    awaits_name: bool = False
    perhaps_said: str = ""
    """A name or all that was said (`[0:12] Precies`): without text under it, the latter."""

    def close(self) -> Iterator[Turn]:
        if any(text.strip() for text in self.texts):
            yield Turn(self.speaker, " ".join(self.texts), self.at, self.until, self.place)
        elif self.perhaps_said:
            yield Turn(None, self.perhaps_said, self.at, self.until, self.place)


def read_text(text: str) -> Transcript:
    """Turns of a plain text; `line` is the line of the file."""
    return transcribe(_lines(text), kind="text")


def transcribe(lines: Iterable[Line], *, kind: str) -> Transcript:
    """Turns from lines with a place; short lines above the first speaker are the title.

    Raises UnreadableSpeech time_on_line for `time --> time` that cannot be read.
    """
    spoken = [line for line in lines if not _is_machine(line.text)]
    turns = list(limited(_turns(spoken)))
    heading = _heading(turns)
    return Transcript(kind, " · ".join(heading), settle(turns[len(heading) :]))


def _is_machine(text: str) -> bool:
    """Teams notes in the document that it began and stopped writing; nobody said that."""
    return "transcripti" in text and MACHINE.fullmatch(text) is not None


def _lines(text: str) -> Iterator[Line]:
    opens = True
    for place, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if stripped:
            yield Line(stripped, place, opens)
        opens = not stripped


def _turns(lines: list[Line]) -> Iterator[Turn]:
    names = find_names(_bare(line.text) for line in lines)
    current: _Open | None = None
    for line in lines:
        begun = _begin(line, names)
        if begun is None and current is not None and current.awaits_name:
            _name(current, line)
        elif begun is None and current is not None and (not line.opens or not current.texts):
            current.texts.append(line.text)
        else:
            if current is not None:
                yield from current.close()
            current = begun or _Open(None, None, None, line.place, [line.text])
    if current is not None:
        yield from current.close()


def _begin(line: Line, names: frozenset[str]) -> _Open | None:
    """The turn that begins on this line, or None when the line does not say that one begins."""
    if ":" not in line.text:  # names and times all have one, and most lines of speech do not
        return None
    if MEANT_AS_PAIR.match(line.text):
        at, until = _read_pair(line)
        return _Open(None, at, until, line.place, [], awaits_name=True)
    for begun in (_bold(line), _prefixed(line, names), _headed(line)):
        if begun is not None:
            return begun
    return None


def _bold(line: Line) -> _Open | None:
    """**Naam** 0:12 and **Naam:** tekst: the bold print makes even an odd name certain."""
    if not line.bold or not line.text.startswith(line.bold):
        return None
    rest = line.text[len(line.bold) :].strip()
    name = line.bold.rstrip(": ")
    match = LEADING.match(rest)
    if match and not rest[match.end() :].strip(": "):
        return _Open(name, _time(match), None, line.place, [])
    if line.bold.endswith(":") or rest.startswith(":"):
        said = rest.removeprefix(":").strip()
        return _Open(name, None, None, line.place, [said] if said else [])
    return None


def _prefixed(line: Line, names: frozenset[str]) -> _Open | None:
    """Naam: tekst, with a time before or after the name or without; [0:12] tekst without a name."""
    match = LEADING.match(line.text)
    at = _time(match) if match else None
    inner = INNER.search(line.text[: LONGEST_NAME + 20])
    if inner:
        at = seconds(inner[1])
    name, said = split_name(_bare(line.text), names)
    if name is not None:
        return _Open(name, at, None, line.place, [said] if said else [])
    if match and match[3] is None and not looks_like_name(said):
        return _Open(None, at, None, line.place, [said] if said else [])
    return None


def _headed(line: Line) -> _Open | None:
    """A line with a name and a time, and nothing else: `Naam 0:12`, `00:00:05 Spreker 1`."""
    match = LEADING.match(line.text)
    name = line.text[match.end() :] if match else ""
    if not match and len(line.text) <= LONGEST_NAME + 20:
        match = TRAILING.search(line.text)
        name = line.text[: match.start()] if match else ""
    if match is None:
        return None
    at = _time(match)
    if at is None or (name and not looks_like_name(name)):
        return None
    return _Open(name or None, at, None, line.place, [], perhaps_said=name)


def _name(current: _Open, line: Line) -> None:
    """The first line under a pair of times: a name by itself, or at once what is said."""
    current.awaits_name = False
    if looks_like_name(line.text):
        current.speaker = current.perhaps_said = line.text
    else:
        current.texts.append(line.text)


def _bare(text: str) -> str:
    """The line without the times around its name."""
    match = LEADING.match(text)
    if match:
        text = text[match.end() :]
    return INNER.sub("", text[: LONGEST_NAME + 20], count=1) + text[LONGEST_NAME + 20 :]


def _time(match: re.Match[str]) -> float | None:
    written = match[1] or match[2] or match[3]
    return seconds(written) if written else None


def _read_pair(line: Line) -> tuple[float, float]:
    match = PAIR.fullmatch(line.text)
    at = seconds(match[1]) if match else None
    until = seconds(match[2]) if match else None
    if at is None or until is None:
        place, found = line.place, clean(line.text)[:60]
        raise UnreadableSpeech("time_on_line", f"line {place}", line=place, found=found)
    return at, max(at, until)


def _heading(turns: list[Turn]) -> list[str]:
    """The short lines above the first turn that has a name or a time; [] if there are none."""
    heading: list[str] = []
    for turn in turns:
        if turn.speaker is not None or turn.at is not None:
            return heading
        heading.append(clean(turn.text))
        if len(heading[-1]) > SHORT or heading[-1].endswith((".", "?", "!", "…")):
            return []
        if sum(len(text) + 3 for text in heading) > LONGEST_TITLE:
            return []
    return []
