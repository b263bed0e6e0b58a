"""Plain text, the way people type and paste a conversation."""

import pytest

from tests.interchange.readers.making import read, refused, told
from zwerm.interchange.readers.names import looks_like_name

TALK = """Reflectiegesprek wijkkeuken

Roos: Welkom. Wie begint?
Neem de tijd.

Sam: Ik zeg: gewoon doen.

(het blijft even stil)

[00:01:02] Mevrouw Bakker: Nou.
Let op: het is heet.
Ilse de Vries (0:45): Om 14:30 begon het, zie https://example.org.
Noor 1:12
Sorry dat ik laat ben.

Ik zat vast.
00:01:20 Spreker 1
Dag.
"""


def test_the_forms_people_use_can_stand_in_one_file() -> None:
    transcript = read(TALK)
    assert transcript.kind == "text"
    assert transcript.title == "Reflectiegesprek wijkkeuken"
    assert [(turn.line, turn.at, turn.speaker, turn.text) for turn in transcript.turns] == [
        (3, None, "Roos", "Welkom. Wie begint? Neem de tijd."),
        (6, None, "Sam", "Ik zeg: gewoon doen."),
        (8, None, None, "(het blijft even stil)"),
        (10, 62.0, "Mevrouw Bakker", "Nou. Let op: het is heet."),
        (12, 45.0, "Ilse de Vries", "Om 14:30 begon het, zie https://example.org."),
        (13, 72.0, "Noor", "Sorry dat ik laat ben."),
        (16, None, None, "Ik zat vast."),
        (17, 80.0, "Spreker 1", "Dag."),
    ]


def test_the_line_under_a_turn_goes_on_and_a_new_paragraph_does_not() -> None:
    text = "Sam: Ik kookte.\nVoor twaalf.\n\nEn toen was het stil."
    assert told(read(text)) == [("Sam", "Ik kookte. Voor twaalf."), (None, "En toen was het stil.")]


def test_interviewer_and_respondent_may_be_one_letter() -> None:
    text = "I: Hoe ging het?\nR: Goed. Kortom: leuk.\nI: En nu?\n"
    assert told(read(text)) == [
        ("I", "Hoe ging het?"),
        ("R", "Goed. Kortom: leuk."),
        ("I", "En nu?"),
    ]


def test_a_label_in_small_letters_is_a_name_when_it_keeps_coming_back() -> None:
    text = (
        "spreker 1: hoi\nspreker 2: dag\nspreker 1: ja\nspreker 2: nee\nspreker 1: o\nspreker 2: ok"
    )
    assert [speaker.name for speaker in read(text).speakers] == ["spreker 1", "spreker 2"]


def test_the_older_form_of_teams_has_times_name_and_text_on_three_lines() -> None:
    text = "0:0:5.100 --> 0:0:8.250\nRoos\nWelkom.\n0:0:9.0 --> 0:0:10.0\nSam\nHoi.\nDaar.\n"
    transcript = read(text)
    assert told(transcript) == [("Roos", "Welkom."), ("Sam", "Hoi. Daar.")]
    assert (transcript.turns[0].at, transcript.turns[0].until) == (5.1, 8.25)


def test_a_single_word_after_a_time_is_not_lost_when_it_might_be_a_name() -> None:
    transcript = read("[0:12] Precies\n[0:15] Sam: ja\n")
    assert told(transcript) == [(None, "Precies"), ("Sam", "ja")]


def test_text_without_names_keeps_everything_and_names_nobody() -> None:
    transcript = read("Eerste alinea\n\nTweede alinea.\n")
    assert told(transcript) == [(None, "Eerste alinea"), (None, "Tweede alinea.")]


def test_the_note_of_teams_that_it_began_is_not_speech() -> None:
    text = "Noor started transcription\nSam: Hoi\n\nNoor heeft de transcriptie gestopt\n"
    assert told(read(text)) == [("Sam", "Hoi")]


def test_a_broken_pair_of_times_is_named_with_its_line() -> None:
    problem = refused("Sam: Hoi\n0:0:75 --> 0:1:20\nNoor\nDag\n")
    assert (problem.code, problem.where) == ("time_on_line", "line 2")


@pytest.mark.parametrize(
    "name",
    [
        "Sam", "Mevrouw Bakker", "mevrouw Bakker", "Mw. Bakker", "J. van den Berg",
        "De heer Rog ( CDA )", "Bakker, Ans", "Sophie in 't Veld", "Van der Berg", "Spreker 1",
        "SPEAKER_00", "Ilse (gemeente)", "Özlem Yıldız", "سمير", "prof. dr. De Wit",
    ],
)  # fmt: skip
def test_this_looks_like_a_name(name: str) -> None:
    assert looks_like_name(name)


@pytest.mark.parametrize(
    "phrase",
    [
        "Let op", "Ik dacht", "Kortom", "Het punt is", "Datum", "Ja", "Toen zei Sam", "En toen",
        "We begonnen om", "Goed. Sam", "Wie? Sam", "", "de", "2026", "zomaar wat",
    ],
)  # fmt: skip
def test_this_does_not_look_like_a_name(phrase: str) -> None:
    assert not looks_like_name(phrase)
