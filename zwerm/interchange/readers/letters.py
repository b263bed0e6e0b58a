"""From bytes to letters that are safe to keep (AT-77): encodings and odd characters."""

import codecs
import re
import unicodedata
from functools import lru_cache

from zwerm.interchange.speech import UnreadableSpeech

NAME_LENGTH = 120
BOMS = (
    # UTF-32 first: its mark begins with the one of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Controls, marks that reverse the reading order (overrides, embeddings, isolates), byte order marks
# and noncharacters. Joiners stay: emoji and Persian need them. So do LRM and RLM: they only help.
UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")
SPACES = re.compile("[ \t\n]+")


def decode(content: bytes) -> str:
    """The text of a file: by its byte order mark, else UTF-8, else Windows-1252. Lines end in \\n.

    Raises UnreadableSpeech: binary; or encoding and cut_off with the line where it goes wrong.
    """
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _plain(_strictly(content[len(mark) :], encoding))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = _without_mark(content)
    return _plain(text)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].decode(encoding, "ignore").count("\n") + 1
        stops = error.end >= len(content) and len(content) - error.start < 4
        code = "cut_off" if stops else "encoding"
        raise UnreadableSpeech(code, f"line {line}", line=line) from None


def _without_mark(content: bytes) -> str:
    """Windows-1252, unless it is UTF-8 with a fault: then every é in the file would become Ã©."""
    guess = content.decode("utf-8", "replace")
    faults = guess.count("\ufffd")
    letters = len(guess) - len(guess.encode("ascii", "ignore")) - faults
    if letters >= faults:
        return _strictly(content, "utf-8")
    if _is_junk(guess):
        raise UnreadableSpeech("binary")
    return _strictly(content, "cp1252")


def _plain(text: str) -> str:
    if _is_junk(text):
        raise UnreadableSpeech("binary")
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def _is_junk(text: str) -> bool:
    """A stray control character is dropped later on; this many means it was never text."""
    return len(text) - len(CONTROL.sub("", text)) > max(8, len(text) // 100)


def clean(text: str) -> str:
    """Text on one line: NFC, no controls, nothing that turns the reading order round (AT-77)."""
    text = UNSAFE.sub("", BREAK.sub(" ", text))
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return SPACES.sub(" ", text).strip()


@lru_cache(maxsize=1024)
def clean_name(name: str) -> str:
    """A name as one would read it aloud: also without invisible letters, so no two look alike."""
    seen = "".join(letter for letter in name if unicodedata.category(letter) != "Cf")
    return " ".join(clean(seen).split())[:NAME_LENGTH].strip()
