"""Files made up for these tests, about the cast of Zwerm: nobody in them exists."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape

import pytest

from zwerm.interchange.readers.reading import read_speech
from zwerm.interchange.speech import Transcript, UnreadableSpeech

Said = tuple[float, str, str]
"""When (seconds), who, what."""

KITCHEN: tuple[Said, ...] = (
    (0, "Roos (werkplaats Noord)", "Welkom. Wie vertelt waar het om begonnen is?"),
    (6, "Sam", "Ik kwam voor mijn stage, eerlijk gezegd. En nu kom ik voor de soep."),
    (15, "Mevrouw Bakker", "Hij schilde de eerste dag één aardappel. Eén!"),
    (22, "Yusuf", "Maar wél een mooie."),
    (26, "Ilse de Vries", "Bij ons heet dit ‘inloop’. Ik vind dat een kaal woord."),
    (34, "Mevrouw Bakker", "Zeg dan gewoon keuken."),
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="%s"/></Relationships>'
)


def clock(at: float) -> str:
    minutes, seconds = divmod(round(at * 1000), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds // 1000:02}.{seconds % 1000:03}"


def vtt(said: Iterable[Said], *, long: float = 4.0, newline: str = "\r\n") -> bytes:
    """As Teams writes it: a GUID, two times, a voice tag."""
    lines = ["WEBVTT", ""]
    for number, (at, who, what) in enumerate(said):
        lines += [
            f"cf9e9dc4-f6b1-412f-95f7-2c50029ae9e5/{number}-0",
            f"{clock(at)} --> {clock(at + long)}",
            f"<v {escape(who, quote=False)}>{escape(what, quote=False)}</v>",
            "",
        ]
    return newline.join(lines).encode()


def srt(said: Iterable[Said], *, names: bool) -> bytes:
    cues = [
        f"{number}\r\n{clock(at)} --> {clock(at + 4)}".replace(".", ",")
        + f"\r\n{who + ': ' if names else ''}{what}\r\n"
        for number, (at, who, what) in enumerate(said, start=1)
    ]
    return b"\xef\xbb\xbf" + "\r\n".join(cues).encode()


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str, *, bold: bool = False, more: str = "") -> str:
    form = f"<w:rPr>{'<w:b/>' if bold else ''}{more}</w:rPr>"
    return f'<w:r>{form}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def teams_paragraphs(said: Iterable[Said]) -> list[str]:
    """As Teams writes a Word document: bold name, time, line break, text."""
    head = [paragraph(run("Wijkkeuken")), paragraph(run("3 maart 2026, 14:00"))]
    return head + [
        paragraph(
            run(who, bold=True),
            run(f"   {int(at) // 60}:{int(at) % 60:02}"),
            "<w:r><w:br/></w:r>",
            run(what),
        )
        for at, who, what in said
    ]


def document(paragraphs: Iterable[str]) -> str:
    return f'<w:document xmlns:w="{W}"><w:body>{"".join(paragraphs)}</w:body></w:document>'


def package(members: Mapping[str, str | bytes] | Sequence[tuple[str, str | bytes]]) -> bytes:
    parts = list(members.items()) if isinstance(members, Mapping) else list(members)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return made.getvalue()


def docx(main: str | bytes, *, part: str = "word/document.xml") -> bytes:
    return package({"[Content_Types].xml": "<Types/>", "_rels/.rels": LINKS % part, part: main})


def word(*paragraphs: str) -> bytes:
    return docx(document(paragraphs))


def claim_size(content: bytes, member: str, size: int) -> bytes:
    """The same zip, in which a member claims another size than it has."""
    made = bytearray(content)
    name = member.encode()
    for mark, at_size, at_name in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = made.find(mark)
        while at >= 0:
            if made[at + at_name : at + at_name + len(name)] == name:
                struct.pack_into("<L", made, at + at_size, size)
            at = made.find(mark, at + 4)
    return bytes(made)


def read(content: bytes | str, name: str = "gesprek.txt") -> Transcript:
    return read_speech(content.encode() if isinstance(content, str) else content, name=name)


def refused(content: bytes | str, name: str = "gesprek.txt") -> UnreadableSpeech:
    """Why this file is not read."""
    with pytest.raises(UnreadableSpeech) as caught:
        read(content, name)
    return caught.value


def told(transcript: Transcript) -> list[tuple[str | None, str]]:
    """Who said what, without times and places."""
    return [(turn.speaker, turn.text) for turn in transcript.turns]
