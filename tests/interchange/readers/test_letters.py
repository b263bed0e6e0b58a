"""Encodings and odd characters (AT-77, FI-40)."""

import pytest

from tests.interchange.readers.making import read, refused, told, vtt


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_dutch_is_read_in_every_usual_encoding(encoding: str) -> None:
    text = "Sam: Eén coördinator, naïef “café” à € 3\r\nNoor: Ja, hè\r\n"
    assert told(read(text.encode(encoding))) == [
        ("Sam", "Eén coördinator, naïef “café” à € 3"),
        ("Noor", "Ja, hè"),
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_from_notepad_is_read(encoding: str) -> None:
    text = "\ufeff" + vtt([(0, "Yusuf", "Hè, één pan")]).decode()
    assert told(read(text.encode(encoding), "a.vtt")) == [("Yusuf", "Hè, één pan")]


def test_a_fault_in_utf8_is_named_with_its_line_and_not_taken_for_windows() -> None:
    problem = refused("Sam: één\nNoor: twéé\n".encode() + b"Sam: dri\xe9\n")
    assert (problem.code, problem.where) == ("encoding", "line 3")


def test_a_file_that_stops_halfway_a_letter_was_cut_off() -> None:
    problem = refused("Sam: één\nNoor: dat café".encode()[:-1])
    assert (problem.code, problem.where) == ("cut_off", "line 2")


def test_AT77_no_character_can_turn_the_reading_order_or_hide() -> None:
    text = "Sam: goed\u202e thcels\u202c, \u2066ja\u2069\x00\x07 en\ufeff nee\u0085nu\u2028dan"
    assert told(read(text)) == [("Sam", "goed thcels, ja en nee nu dan")]


def test_AT77_also_when_written_as_an_entity() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v S&#8238;am>a&#x202E;b&#0;&#1;c</v>\n"
    assert told(read(text, "a.vtt")) == [("Sam", "ab\ufffdc")]


def test_AT77_two_names_that_look_the_same_are_the_same() -> None:
    names = ["Zo\u0308e", "Zöe", "Z\u200böe", "Z\u00adöe\u200e", "Zöe\u00a0"]
    said = [(10.0 * number, name, "Ja") for number, name in enumerate(names)]
    assert [speaker.name for speaker in read(vtt(said), "a.vtt").speakers] == ["Zöe"]


def test_FI40_emoji_arabic_and_persian_stay_as_they_are() -> None:
    text = "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 مرحبا می‌خواهم ‘zo’ — 3 €"
    assert told(read(f"Sam: {text}")) == [("Sam", text)]


def test_FI40_a_turn_of_ten_thousand_characters_stays_whole_and_a_longer_one_is_split() -> None:
    sentence = "Dan kook ik weer eens voor veertig man. "
    whole = (sentence * 250)[:10_000].strip()
    assert told(read(f"Sam: {whole}")) == [("Sam", whole)]

    longer = (sentence * 600).strip()
    parts = read(f"Sam: {longer}").turns
    assert [turn.speaker for turn in parts] == ["Sam"] * len(parts)
    assert all(len(turn.text) <= 10_000 and turn.text.endswith(".") for turn in parts)
    assert " ".join(turn.text for turn in parts) == longer
    assert "".join(turn.text for turn in read("b" * 25_000).turns) == "b" * 25_000


def test_a_stray_control_is_dropped_but_many_mean_it_is_no_text() -> None:
    assert told(read("Sam: ho\x00i\x01")) == [("Sam", "hoi")]
    assert refused("Sam: " + "\x00\x01" * 20).code == "binary"
