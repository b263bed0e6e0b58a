"""The one door to the readers: what kind of file is this, and what was said in it?

The content decides, then the name: people rename files and browsers guess. What cannot be a
conversation is refused with the reason, in words of the person who chose the file.
"""

import re

from zwerm.interchange.readers.cues import is_times
from zwerm.interchange.readers.docx import read_docx
from zwerm.interchange.readers.letters import clean_name, decode
from zwerm.interchange.readers.srt import read_srt
from zwerm.interchange.readers.text import read_text
from zwerm.interchange.readers.vtt import VOICE, read_vtt
from zwerm.interchange.speech import Transcript, UnreadableSpeech

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes. Three hours of talk take about 0.4 MB."""

MOST_LINES = 500_000
"""The most turns with an id, a time, a text and a blank line each, and room to spare."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNATURES = (
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"ID3", "recording"),
    (b"OggS", "recording"),
    (b"fLaC", "recording"),
    (b"\x1aE\xdf\xa3", "recording"),
    (b"\xff\xfb", "recording"),
    (b"\xff\xf3", "recording"),
)
OTHER_KINDS = ("csv", "tsv", "json", "xml", "xlsx", "xls", "ods", "odt", "pptx", "eaf", "ttml")
WEB_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
MARKUP_FILE = re.compile(r"\s*<(?:\?xml|svg)\b", re.IGNORECASE)


def read_speech(content: bytes, *, name: str) -> Transcript:
    """The conversation in a file, from its bytes and its name ("" when text was pasted).

    Raises UnreadableSpeech and nothing else, whatever the bytes are.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableSpeech("too_large", limit=LARGEST_FILE // (1024 * 1024))
    if not content.strip():
        raise UnreadableSpeech("empty")
    transcript = _read(content, _extension(name))
    if not transcript.turns:
        raise UnreadableSpeech("no_speech")
    title = transcript.title or _stem(name)
    return Transcript(transcript.kind, title, transcript.turns)


def _read(content: bytes, extension: str) -> Transcript:
    if content.startswith(b"PK"):
        return read_docx(content)
    _refuse_other_kinds(content)
    text = decode(content)
    if not text.strip():
        raise UnreadableSpeech("empty")
    if text.count("\n") > MOST_LINES:
        raise UnreadableSpeech("too_many_lines", f"line {MOST_LINES + 1}", limit=MOST_LINES)
    _refuse_other_texts(text, extension)
    kind = _kind(text, extension)
    if kind == "vtt":
        return read_vtt(text)
    return read_srt(text) if kind == "srt" else read_text(text)


def _kind(text: str, extension: str) -> str:
    """WebVTT says so on its first line; SRT begins with a number and a line of times."""
    if re.match(r"WEBVTT(?:\s|$)", text) or extension == "vtt":
        return "vtt"
    first = [line for line in text[:2000].split("\n") if line.strip()][:2]
    numbered = len(first) == 2 and first[0].strip().isdigit() and is_times(first[1])
    if not numbered and extension != "srt":
        return "text"
    return "vtt" if VOICE.search(text) else "srt"


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise UnreadableSpeech("locked" if locked else "old_word")
    if content[:4] == b"RIFF":
        raise UnreadableSpeech("image" if content[8:12] == b"WEBP" else "recording")
    if content[4:8] == b"ftyp":
        raise UnreadableSpeech(
            "image" if content[8:11] in (b"hei", b"avi", b"mif") else "recording"
        )
    for signature, code in SIGNATURES:
        if content.startswith(signature) and (b"\x00" in content[:512] or signature[:1] in b"%{"):
            raise UnreadableSpeech(code)


def _refuse_other_texts(text: str, extension: str) -> None:
    if WEB_PAGE.match(text):
        raise UnreadableSpeech("web_page")
    if extension in OTHER_KINDS:
        raise UnreadableSpeech("other_kind", found=extension)
    if MARKUP_FILE.match(text):
        raise UnreadableSpeech("binary")


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _stem(name: str) -> str:
    """The name of the file as a title, without folders and ending."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return clean_name(last.rpartition(".")[0] or last)
