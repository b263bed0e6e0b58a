"""Speech that was written down elsewhere, as plain values: who said what, when, at which line.

Pure: no Django, no disk, no clock. The readers make a Transcript; nobody has confirmed yet that a
name is a person, so a turn without a known speaker keeps None and is never given to the one before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Turn:
    """What one voice says in one go."""

    speaker: str | None
    """The name in the file, tidied; None: the file does not say who spoke."""
    text: str
    at: float | None
    """Seconds from the beginning; None: the file gives no time."""
    until: float | None
    line: int
    """Where it begins: a line of the file, in a Word document a paragraph; counted from 1."""

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True)
class Speaker:
    """A name in the file and how much was said under it. A person may have two."""

    name: str
    turns: int
    words: int


@dataclass(frozen=True)
class Transcript:
    """One conversation as its file tells it, in the order of the file."""

    kind: str
    """vtt, srt, docx or text."""
    title: str
    turns: tuple[Turn, ...]

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The names in order of first appearance; turns without a name are in `unnamed`."""
        return _count(self.turns)

    @property
    def unnamed(self) -> int:
        """Turns of which the file does not say who spoke."""
        return sum(turn.speaker is None for turn in self.turns)

    @property
    def words(self) -> int:
        return sum(turn.words for turn in self.turns)


def _count(turns: Iterable[Turn]) -> tuple[Speaker, ...]:
    found: dict[str, tuple[int, int]] = {}
    for turn in turns:
        if turn.speaker is not None:
            said, words = found.get(turn.speaker, (0, 0))
            found[turn.speaker] = (said + 1, words + turn.words)
    return tuple(Speaker(name, said, words) for name, (said, words) in found.items())


class UnreadableSpeech(Exception):
    """A file that cannot be read as a conversation.

    `code` is a key of MESSAGES and `params` fills its placeholders. Params may quote the file:
    escape them on a page (AT-64). `where` is the place for a log or JSON ("line 12",
    "paragraph 4", "word/document.xml"), empty when it is about the whole file.
    """

    def __init__(self, code: str, where: str = "", **params: str | int) -> None:
        super().__init__(code, where)
        self.code = code
        self.where = where
        self.params: Mapping[str, str | int] = MappingProxyType(params)

    def __str__(self) -> str:
        return self.explain()

    def explain(self) -> str:
        """One or two plain English sentences; a view says the same with gettext(MESSAGES[code])."""
        return MESSAGES[self.code] % self.params


def gettext_noop(msgid: str) -> str:
    """Marks a sentence for the catalogue without importing Django."""
    return msgid


MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        "empty": gettext_noop("This file is empty."),
        "too_large": gettext_noop(
            "This file is larger than %(limit)s MB. "
            "A conversation of three hours is less than 1 MB."
        ),
        "too_many_turns": gettext_noop(
            "This file has more than %(limit)s turns. Split it and bring the parts one by one."
        ),
        "too_many_lines": gettext_noop(
            "This file has more than %(limit)s lines. Split it and bring the parts one by one."
        ),
        "no_speech": gettext_noop("There are no spoken words in this file."),
        "image": gettext_noop(
            "This is a picture. Bring the conversation as text: a transcript from Teams, "
            "a Word document or plain text."
        ),
        "recording": gettext_noop(
            "This is a recording, and only text can be read here. "
            "Download the transcript that belongs to it and bring that."
        ),
        "pdf": gettext_noop(
            "This is a PDF. Bring the Word document it was made from, or paste the text."
        ),
        "old_word": gettext_noop(
            "This is an old Word document (.doc). Open it in Word and save it as .docx."
        ),
        "locked": gettext_noop("This document has a password. Save it without one and try again."),
        "rtf": gettext_noop("This is an RTF document. Open it in Word and save it as .docx."),
        "other_office": gettext_noop(
            "This is not a Word document but a spreadsheet, a presentation or "
            "another kind of file. Bring a Word document (.docx) or plain text."
        ),
        "web_page": gettext_noop("This is a web page. Copy the conversation and paste it as text."),
        "other_kind": gettext_noop(
            "A file that ends in .%(found)s cannot be read here. "
            "What can: .vtt and .docx from Teams, .srt, and plain text (.txt)."
        ),
        "binary": gettext_noop(
            "This is not a file with text. What can be read: .vtt and .docx from Teams, .srt, "
            "and plain text (.txt)."
        ),
        "encoding": gettext_noop(
            "Line %(line)s holds a letter that cannot be read. "
            "Save the file as UTF-8 and try again."
        ),
        "cut_off": gettext_noop(
            "The file stops in the middle of a letter on line %(line)s. "
            "It was probably not copied as a whole: download it again."
        ),
        "time": gettext_noop(
            "The time on line %(line)s (number %(cue)s) cannot be read: “%(found)s”. "
            "It should look like 00:01:02.345 --> 00:01:05.678."
        ),
        "time_on_line": gettext_noop(
            "The time on line %(line)s cannot be read: “%(found)s”. "
            "It should look like 0:01:02 --> 0:01:05."
        ),
        "time_in_paragraph": gettext_noop(
            "The time in paragraph %(paragraph)s cannot be read: “%(found)s”. "
            "It should look like 0:01:02 --> 0:01:05."
        ),
        "no_times": gettext_noop(
            "There is no line with times in this file, such as 00:01:02.345 --> 00:01:05.678. "
            "If it is plain text, let its name end in .txt."
        ),
        "package_broken": gettext_noop(
            "This Word document is damaged or was not copied as a whole. "
            "Open it in Word, save it again and try once more."
        ),
        "package_members": gettext_noop(
            "This document consists of more than %(limit)s parts. That is too many to open safely."
        ),
        "package_size": gettext_noop(
            "Unpacked, “%(member)s” in this document is larger than %(limit)s MB. "
            "That is too much to open safely."
        ),
        "package_encrypted": gettext_noop(
            "The part “%(member)s” of this document is locked with a password. "
            "Save it without one and try again."
        ),
        "package_doctype": gettext_noop(
            "The part “%(member)s” of this document holds a definition (DOCTYPE) that Word never "
            "writes. It is not opened, to be safe."
        ),
        "package_depth": gettext_noop(
            "The part “%(member)s” of this document is nested more than %(limit)s levels deep. "
            "It is not opened, to be safe."
        ),
        "xml": gettext_noop(
            "The part “%(member)s” of this document is damaged at paragraph %(paragraph)s. "
            "Open it in Word, save it again and try once more."
        ),
    }
)
