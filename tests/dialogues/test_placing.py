"""Cutting a passage, and finding the question it answers. No database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwerm.dialogues.placing import piece, question_for, rest_after, sentences
from zwerm.frameworks.shipped import read_sets

PROSE = st.text(alphabet=st.sampled_from('aB. ?!\n"”…é1’'), max_size=120)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wij koken. Elke dinsdag.", ("Wij koken.", "Elke dinsdag.")),
        ("Mw. Bakker kookt. Dr. Jansen eet.", ("Mw. Bakker kookt.", "Dr. Jansen eet.")),
        ("Zie J. de Vries, o.a. de keuken.", ("Zie J. de Vries, o.a. de keuken.",)),
        ("Echt? Ja! Nou…  Goed.", ("Echt?", "Ja!", "Nou…", "Goed.")),
        ("Zij zei: ‘Kom.’ En ik kwam.", ("Zij zei: ‘Kom.’", "En ik kwam.")),
        ("Om 14.30 uur. 3 mensen kwamen.", ("Om 14.30 uur.", "3 mensen kwamen.")),
        ("een regel\nnog een", ("een regel", "nog een")),
        ("", ("",)),
    ],
)
def test_a_passage_is_cut_where_a_reader_would(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text) == expected


@given(PROSE)
def test_no_letter_is_lost_by_cutting(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(PROSE, st.integers(-3, 30), st.integers(-3, 30))
def test_P7_a_piece_stands_literally_in_the_passage(text: str, first: int, last: int) -> None:
    cut = piece(text, first, last)
    assert cut in text
    assert piece(text, 1, 1000) == text.strip()


@given(PROSE, st.integers(1, 30))
def test_a_piece_and_the_rest_are_the_whole(text: str, last: int) -> None:
    rest = rest_after(text, last)
    whole = "".join(text.split())
    if rest:
        both = piece(text, 1, last) + piece(text, rest, 1000)
        assert "".join(both.split()) == whole
    else:
        assert "".join(piece(text, 1, last).split()) == whole


@pytest.mark.parametrize("slug", sorted(read_sets()))
def test_every_passage_finds_a_question_of_its_loop_when_the_set_has_one(slug: str) -> None:
    kader = read_sets()[slug]["nl"]
    for aspect in kader.aspects:
        asked = {question.loop for question in aspect.questions}
        for audience in kader.audiences:
            assert question_for(aspect, loop=aspect.loop, audience=audience).main
            for loop in kader.loops:
                found = question_for(aspect, loop=loop, audience=audience)
                assert found in aspect.questions
                assert found.loop == loop or loop not in asked
