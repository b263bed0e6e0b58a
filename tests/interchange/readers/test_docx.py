"""Word documents: the transcript of Teams, and what people write themselves."""

import pytest

from tests.interchange.readers.making import (
    KITCHEN,
    document,
    docx,
    paragraph,
    read,
    refused,
    run,
    teams_paragraphs,
    told,
    word,
)


def test_a_teams_document_gives_name_time_and_text_per_paragraph() -> None:
    transcript = read(word(*teams_paragraphs(KITCHEN)), "a.docx")
    assert transcript.kind == "docx"
    assert transcript.title == "Wijkkeuken · 3 maart 2026, 14:00"
    assert told(transcript) == [(who, what) for _, who, what in KITCHEN]
    assert [turn.at for turn in transcript.turns] == [at for at, _, _ in KITCHEN]
    assert [turn.line for turn in transcript.turns] == [3, 4, 5, 6, 7, 8]


def test_name_and_time_may_be_a_paragraph_above_the_text() -> None:
    made = word(
        paragraph(run("iPad van Ans", bold=True), run(" 0:03")),
        paragraph(run("Hallo allemaal.")),
        paragraph(run("En wie is dit?")),
    )
    assert told(read(made, "a.docx")) == [
        ("iPad van Ans", "Hallo allemaal."),
        (None, "En wie is dit?"),
    ]


def test_paragraphs_with_a_name_and_a_colon() -> None:
    made = word(
        paragraph(run("Sam: Ik zeg: soep.")),
        paragraph(run("de buurvrouw:", bold=True), run(" Nee, pap.")),
        paragraph(run("Stilte.")),
    )
    assert told(read(made, "a.docx")) == [
        ("Sam", "Ik zeg: soep."),
        ("de buurvrouw", "Nee, pap."),
        (None, "Stilte."),
    ]


def test_only_what_one_sees_in_word_is_read() -> None:
    made = word(
        paragraph(
            run("Sam: ik", bold=False),
            "<w:del><w:r><w:delText>weg</w:delText><w:t>weg</w:t></w:r></w:del>",
            "<w:ins>" + run(" blijf") + "</w:ins>",
            run(" geheim", more="<w:vanish/>"),
            "<w:r><w:instrText>PAGE</w:instrText></w:r>",
            "<w:r><w:tab/></w:r>",
            run("hier"),
            "<w:r><w:noBreakHyphen/></w:r>",
            run("daar"),
        )
    )
    assert told(read(made, "a.docx")) == [("Sam", "ik blijf hier-daar")]


def test_a_text_box_that_is_written_twice_is_read_once() -> None:
    box = paragraph(run("Let even op de pan"))
    alternate = f"<w:r><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:r>"
    transcript = read(word(paragraph(run("Sam: Hoi"), alternate)), "a.docx")
    assert told(transcript) == [("Sam", "Hoi"), (None, "Let even op de pan")]


def test_the_main_part_may_have_another_name() -> None:
    made = docx(document([paragraph(run("Sam: Hoi"))]), part="word/document2.xml")
    assert told(read(made, "a.docx")) == [("Sam", "Hoi")]


@pytest.mark.parametrize("name", ["a.docx", "a.txt", "zonder einde"])
def test_the_content_tells_that_it_is_a_word_document(name: str) -> None:
    assert read(word(*teams_paragraphs(KITCHEN)), name).kind == "docx"


def test_a_broken_pair_of_times_is_named_with_its_paragraph() -> None:
    problem = refused(
        word(paragraph(run("Sam: Hoi")), paragraph(run("0:0:75 --> 0:1:20"))), "a.docx"
    )
    assert (problem.code, problem.where) == ("time_in_paragraph", "paragraph 2")
    assert "paragraph 2" in problem.explain()


def test_damaged_xml_is_named_with_its_paragraph() -> None:
    broken = document([paragraph(run("Sam: Hoi"))]).replace("</w:body>", "<w:p></w:q>")
    problem = refused(docx(broken), "a.docx")
    assert problem.code == "xml"
    assert problem.params == {"member": "word/document.xml", "paragraph": 2}
