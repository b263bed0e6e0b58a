"""Files that mean harm, or are broken (AT-67, AT-68, AT-69): refused, with a place and a reason."""

import io
import struct
import tracemalloc
import zipfile

import pytest

from tests.interchange.readers.making import (
    KITCHEN,
    LINKS,
    claim_size,
    document,
    docx,
    package,
    paragraph,
    read,
    refused,
    run,
    teams_paragraphs,
    told,
    word,
)
from zwerm.interchange.readers import package as packages
from zwerm.interchange.readers.package import Package
from zwerm.interchange.speech import UnreadableSpeech

MEGABYTE = 1024 * 1024
MAIN = "word/document.xml"


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """200 MB of one letter in a document of some 200 KB."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", LINKS % MAIN)
        with archive.open(MAIN, "w") as part:
            part.write(document([]).removesuffix("</w:body></w:document>").encode())
            for _ in range(200):
                part.write(b"a" * MEGABYTE)
    return made.getvalue()


def test_AT67_a_bomb_is_refused_by_the_size_it_claims(bomb: bytes) -> None:
    assert len(bomb) < MEGABYTE
    problem = refused(bomb, "a.docx")
    assert (problem.code, problem.where) == ("package_size", MAIN)
    assert problem.params == {"member": MAIN, "limit": 16}


@pytest.mark.parametrize("claim", [0, 1000, 15 * MEGABYTE])
def test_AT67_a_bomb_that_lies_about_its_size_is_refused_while_it_inflates(
    bomb: bytes, claim: int
) -> None:
    lying = claim_size(bomb, MAIN, claim)
    tracemalloc.start()
    problem = refused(lying, "a.docx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert problem.code in {"package_broken", "package_size", "xml"}
    assert peak < 8 * MEGABYTE


def test_AT67_bytes_are_counted_while_they_come_out(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Package(word(*teams_paragraphs(KITCHEN)))
    monkeypatch.setattr(packages, "LARGEST_MEMBER", 1000)
    with pytest.raises(UnreadableSpeech) as caught:
        list(opened.inflate(MAIN))
    assert caught.value.code == "package_size"


def test_AT67_many_parts_that_are_large_together_are_refused() -> None:
    made = package({f"word/media/{number}.bin": b"0" * 15 * MEGABYTE for number in range(5)})
    problem = refused(made, "a.docx")
    assert (problem.code, problem.params["limit"]) == ("package_size", 64)


@pytest.mark.parametrize("claimed", [1_001, 3])
def test_AT67_a_thousand_and_one_entries_are_refused_also_when_fewer_are_claimed(
    claimed: int,
) -> None:
    made = bytearray(package([(str(number), b"") for number in range(1_001)]))
    struct.pack_into("<HH", made, made.rindex(b"PK\x05\x06") + 8, claimed, claimed)
    assert refused(bytes(made), "a.docx").code == "package_members"


def test_AT67_a_zip_inside_the_zip_stays_shut(bomb: bytes) -> None:
    made = package({MAIN: document([paragraph(run("Sam: Hoi"))]), "word/embeddings/a.zip": bomb})
    assert told(read(made, "a.docx")) == [("Sam", "Hoi")]


def test_AT67_elements_nested_too_deep_are_refused() -> None:
    problem = refused(docx(document(["<w:p>" * 200])), "a.docx")
    assert problem.code == "package_depth"


EXTERNAL = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE w SYSTEM "http://127.0.0.1:1/a.dtd">'
TENFOLD = "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
LAUGHS = f"<!DOCTYPE w [<!ENTITY a 'ha'>{TENFOLD}]>"


@pytest.mark.parametrize("doctype", [EXTERNAL, REMOTE, LAUGHS, "<!DOCTYPE w>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_AT68_any_doctype_is_refused(doctype: str, encoding: str) -> None:
    xml = doctype + document([paragraph("<w:r><w:t>Sam: &x;&j;</w:t></w:r>")])
    problem = refused(docx(xml.encode(encoding)), "a.docx")
    assert (problem.code, problem.where) == ("package_doctype", MAIN)


def test_AT68_a_doctype_in_the_links_is_refused_too() -> None:
    made = package({"_rels/.rels": EXTERNAL + LINKS % MAIN, MAIN: document([])})
    assert refused(made, "a.docx").where == "_rels/.rels"


@pytest.mark.parametrize(
    "name",
    ["../word/document.xml", "/word/document.xml", "..\\word\\document.xml", "c:/document.xml"],
)
def test_AT69_a_name_that_leads_outside_is_never_opened(name: str) -> None:
    made = package({"_rels/.rels": LINKS % name, name: document([paragraph(run("Sam: Hoi"))])})
    assert refused(made, "a.docx").code in {"other_office", "package_broken"}


@pytest.mark.parametrize(
    "twin", ["word/document.xml", "Word/Document.xml", "word/document.xml\x00.png"]
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_AT69_two_parts_with_one_name_are_refused(twin: str) -> None:
    made = package([(MAIN, document([])), (twin, document([]))])
    assert refused(made, "a.docx").code == "package_broken"


def test_a_part_with_a_password_is_refused() -> None:
    made = bytearray(docx(document([])))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.rfind(mark) + at] |= 1
    problem = refused(bytes(made), "a.docx")
    assert (problem.code, problem.params["member"]) == ("package_encrypted", MAIN)


@pytest.mark.parametrize("kept", [4, 30, 200, 0.5, 0.9, -1])
def test_a_document_that_was_cut_off_is_refused(kept: float) -> None:
    whole = word(*teams_paragraphs(KITCHEN))
    size = int(len(whole) * kept) if 0 < kept < 1 else int(kept)
    assert refused(whole[:size], "a.docx").code == "package_broken"


def test_a_document_with_a_damaged_byte_is_refused() -> None:
    made = bytearray(word(*teams_paragraphs(KITCHEN)))
    at = made.index(MAIN.encode()) + 60
    made[at] ^= 0xFF
    assert refused(bytes(made), "a.docx").code in {"package_broken", "xml"}


def test_more_than_a_hundred_thousand_turns_are_refused() -> None:
    problem = refused("Sam: ja\n\n" * 100_001)
    assert (problem.code, problem.where) == ("too_many_turns", "turn 100001")


def test_a_file_over_ten_megabytes_is_refused_unread() -> None:
    assert refused(b"a" * (10 * MEGABYTE + 1)).code == "too_large"
