"""The one door: what is this file, and what does a person read when it is refused?"""

import re

import pytest

from tests.interchange.readers.making import (
    KITCHEN,
    claim_size,
    document,
    docx,
    package,
    paragraph,
    read,
    refused,
    run,
    srt,
    vtt,
    word,
)
from zwerm.interchange.speech import MESSAGES

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
ENCRYPTED = bytearray(word(paragraph(run("Hoi"))))
for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
    ENCRYPTED[ENCRYPTED.rfind(mark) + flag] |= 1

REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "a.vtt"),
    "too_large": (b"a" * (10 * 1024 * 1024 + 1), "a.txt"),
    "too_many_turns": (b"Sam: ja\n\n" * 100_001, "a.txt"),
    "too_many_lines": (b"ja\n" * 500_001, "a.txt"),
    "no_speech": (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "a.vtt"),
    "image": (PNG, "foto.png"),
    "recording": (b"\x00\x00\x00\x20ftypisom\x00\x00", "gesprek.mp4"),
    "pdf": (b"%PDF-1.7\n", "a.pdf"),
    "old_word": (OLE, "a.doc"),
    "locked": (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx"),
    "rtf": (b"{\\rtf1 hoi}", "a.rtf"),
    "other_office": (package({"xl/workbook.xml": "<a/>"}), "a.xlsx"),
    "web_page": (b"<!DOCTYPE html><html>hoi", "a.html"),
    "other_kind": (b"naam;tekst\nSam;hoi\n", "a.csv"),
    "binary": (bytes(range(256)) * 10, "a.bin"),
    "encoding": ("één twéé ".encode() + b"\xe9 drie", "a.txt"),
    "cut_off": ("één café".encode()[:-1], "a.txt"),
    "time": (b"WEBVTT\n\n00:0x.000 --> 00:02.000\nhoi\n", "a.vtt"),
    "time_on_line": (b"0:0:75 --> 0:1:20\nSam\nhoi\n", "a.txt"),
    "time_in_paragraph": (word(paragraph(run("0:0:75 --> 0:1:20"))), "a.docx"),
    "no_times": (b"zomaar", "a.srt"),
    "package_broken": (b"PK\x03\x04", "a.docx"),
    "package_members": (package([(str(n), "") for n in range(1_001)]), "a.docx"),
    "package_size": (claim_size(word(), "word/document.xml", 2**30), "a.docx"),
    "package_encrypted": (bytes(ENCRYPTED), "a.docx"),
    "package_doctype": (docx("<!DOCTYPE a>" + document([])), "a.docx"),
    "package_depth": (docx(document(["<w:p>" * 200])), "a.docx"),
    "xml": (docx(document(["<w:p></w:q>"])), "a.docx"),
}
"""A file for every reason there is to refuse one."""


def test_every_reason_has_a_file_here() -> None:
    assert set(REFUSED) == set(MESSAGES)


@pytest.mark.parametrize("code", sorted(REFUSED))
def test_a_refused_file_says_why_in_a_whole_sentence(code: str) -> None:
    problem = refused(*REFUSED[code])
    assert problem.code == code
    sentence = problem.explain()
    assert sentence.endswith(".")
    assert "%" not in sentence
    assert set(re.findall(r"%\((\w+)\)s", MESSAGES[code])) == set(problem.params)
    assert str(problem) == sentence


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.jpg", "image"),
        (b"GIF89a\x01\x00", "a.gif", "image"),
        (b"RIFF\x00\x00\x00\x00WEBP", "a.webp", "image"),
        (b"\x00\x00\x00\x18ftypheic", "a.heic", "image"),
        (b"RIFF\x00\x00\x00\x00WAVE", "a.wav", "recording"),
        (b"ID3\x03\x00\x00", "a.mp3", "recording"),
        (PNG, "gesprek.vtt", "image"),
        (b"  \r\n ", "a.txt", "empty"),
        (b"\xef\xbb\xbf", "a.txt", "empty"),
        (b"\xff\xfe", "a.txt", "empty"),
        (b"<?xml version='1.0'?><a/>", "a.txt", "binary"),
        (b"<svg onload=alert(1)>", "a.txt", "binary"),
        (b"PK\x05\x06" + bytes(18), "a.docx", "package_broken"),
    ],
)
def test_what_is_no_conversation_is_refused_by_what_it_is(
    content: bytes, name: str, code: str
) -> None:
    assert refused(content, name).code == code


@pytest.mark.parametrize("name", ["a.vtt", "a.srt", "a.txt", "a.docx", "", "a.png"])
def test_the_content_decides_before_the_name(name: str) -> None:
    assert read(vtt(KITCHEN), name).kind == "vtt"
    assert read(word(paragraph(run("Sam: Hoi"))), name).kind == "docx"
    if name != "a.vtt":
        assert read(srt(KITCHEN, names=True), name).kind == "srt"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Gesprek 3 maart.vtt", "Gesprek 3 maart"),
        ("C:\\Users\\noor\\Gesprek.v2.vtt", "Gesprek.v2"),
        ("../../etc/passwd", "passwd"),
        ("gesprek\u202egnp.vtt", "gesprekgnp"),
        ("", ""),
    ],
)
def test_a_file_without_title_is_called_by_its_name(name: str, title: str) -> None:
    assert read(vtt(KITCHEN), name).title == title


def test_what_a_file_quotes_in_its_error_is_short_and_clean() -> None:
    text = "WEBVTT\n\n00:0x\u202e" + "<b>" * 100 + " --> 00:02.000\nhoi\n"
    problem = refused(text.replace("<b>" * 100, "9" * 20), "a.vtt")
    assert "\u202e" not in problem.explain()
    assert len(str(problem.params["found"])) <= 60
