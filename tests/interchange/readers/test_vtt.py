"""WebVTT as Teams writes it, and as others do."""

import pytest

from tests.interchange.readers.making import KITCHEN, read, refused, told, vtt
from zwerm.interchange.speech import Turn


def one_cue(text: str, header: str = "WEBVTT") -> str:
    return f"{header}\n\n00:01.000 --> 00:05.000\n{text}\n"


def test_a_teams_file_gives_who_said_what_when_and_at_which_line() -> None:
    transcript = read(vtt(KITCHEN), "Wijkkeuken 3 maart.vtt")

    assert transcript.kind == "vtt"
    assert transcript.title == "Wijkkeuken 3 maart"
    assert told(transcript) == [(who, what) for _, who, what in KITCHEN]
    assert transcript.turns[1] == Turn("Sam", KITCHEN[1][2], at=6.0, until=10.0, line=9)


def test_speakers_come_in_order_of_appearance_with_turns_and_words() -> None:
    speakers = read(vtt(KITCHEN), "a.vtt").speakers

    assert [(speaker.name, speaker.turns) for speaker in speakers] == [
        ("Roos (werkplaats Noord)", 1),
        ("Sam", 1),
        ("Mevrouw Bakker", 2),
        ("Yusuf", 1),
        ("Ilse de Vries", 1),
    ]
    assert speakers[2].words == len((KITCHEN[2][2] + " " + KITCHEN[5][2]).split())


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_do_not_matter(newline: str, mark: bytes) -> None:
    transcript = read(mark + vtt(KITCHEN, newline=newline), "a.vtt")
    assert told(transcript) == [(who, what) for _, who, what in KITCHEN]


@pytest.mark.parametrize(
    "name", ["12", "cf9e9dc4-f6b1-412f-95f7-2c50029ae9e5/12-0", "intro deel 1", ""]
)
def test_a_cue_id_of_any_kind_is_not_speech(name: str) -> None:
    cue = f"{name}\n" if name else ""
    text = f"WEBVTT\n\n{cue}00:01.000 --> 00:02.000\n<v Sam>Hoi</v>\n"
    assert told(read(text, "a.vtt")) == [("Sam", "Hoi")]


def test_two_voices_in_one_cue_keep_their_own_words() -> None:
    transcript = read(one_cue("<v Jan de Vries>Hoi.\n<v Sem>Hallo."), "a.vtt")
    assert told(transcript) == [("Jan de Vries", "Hoi."), ("Sem", "Hallo.")]
    assert [turn.line for turn in transcript.turns] == [4, 5]


def test_words_without_a_voice_are_never_given_to_the_former_speaker() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Sam>Ik weet het niet.</v> Wat zeg je?\n\n"
        "00:02.100 --> 00:03.000\nNiets.\n\n00:03.100 --> 00:04.000\n<v >Iets.</v>\n"
    )
    transcript = read(text, "a.vtt")
    assert told(transcript) == [
        ("Sam", "Ik weet het niet."),
        (None, "Wat zeg je?"),
        (None, "Niets."),
        (None, "Iets."),
    ]
    assert transcript.unnamed == 3


def test_cues_of_one_speaker_become_one_turn_until_a_silence() -> None:
    said = [(0, "Sam", "Ik dacht"), (4.3, "Sam", "aan soep."), (13, "Sam", "En aan thuis.")]
    first, second = read(vtt(said), "a.vtt").turns
    assert first == Turn("Sam", "Ik dacht aan soep.", at=0.0, until=8.3, line=5)
    assert (second.at, second.text) == (13.0, "En aan thuis.")


def test_who_speaks_through_another_does_not_lose_a_word() -> None:
    said = [(0, "Sam", "Ik vond"), (1, "Yusuf", "Ja!"), (2, "Sam", "het eng.")]
    assert told(read(vtt(said), "a.vtt")) == [
        ("Sam", "Ik vond"),
        ("Yusuf", "Ja!"),
        ("Sam", "het eng."),
    ]


def test_overlapping_cues_of_one_speaker_are_joined() -> None:
    said = [(0, "Sam", "Ik vond"), (2, "Sam", "het eng.")]
    assert told(read(vtt(said, long=5), "a.vtt")) == [("Sam", "Ik vond het eng.")]


@pytest.mark.parametrize(
    "block",
    [
        "NOTE gemaakt door Teams",
        "NOTE\nover\nmeer regels",
        "STYLE\n::cue { color: red }",
        "REGION\nid:a",
    ],
)
def test_notes_styles_and_regions_are_not_speech(block: str) -> None:
    text = f"WEBVTT\n\n{block}\n\n00:01.000 --> 00:02.000\n<v Sam>Hoi\n\n{block}\n"
    assert told(read(text, "a.vtt")) == [("Sam", "Hoi")]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("<v Sam>Ik <i>wil</i> <c.geel.groot>soep</c></v>", "Ik wil soep"),
        ("<v.luid Sam>Peper &amp; zout &lt;3 &#233;&eacute;n", "Peper & zout <3 één"),
        ("<v Sam><00:00:01.500>Ja <b><u>zeker</u></b>", "Ja zeker"),
        ("<v Sam>Eerst &amp;lt; en dan", "Eerst &lt; en dan"),
        ("<v Sam>Wat <onverstaanbaar> zeg je", "Wat <onverstaanbaar> zeg je"),
        ("<v Sam>3 < 5 en R&D", "3 < 5 en R&D"),
        ("<v Sam>van boos --> naar rustig", "van boos --> naar rustig"),
    ],
)
def test_markup_goes_and_words_stay(written: str, said: str) -> None:
    assert told(read(one_cue(written), "a.vtt")) == [("Sam", said)]


def test_a_name_is_read_with_its_entities() -> None:
    assert told(read(one_cue("<v Ans &amp; Bert>Wij!"), "a.vtt")) == [("Ans & Bert", "Wij!")]


def test_zoom_writes_the_name_before_a_colon() -> None:
    text = (
        "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nIlse de Vries: Ik zeg: keuken.\n\n"
        "2\n00:02.500 --> 00:03.000\nmooi woord\n"
    )
    assert told(read(text, "a.vtt")) == [("Ilse de Vries", "Ik zeg: keuken."), (None, "mooi woord")]


def test_the_title_after_the_header_is_kept() -> None:
    text = one_cue("<v Sam>Hoi", header="WEBVTT - Wijkkeuken\nKind: captions")
    assert read(text, "a.vtt").title == "Wijkkeuken"


def test_text_that_lost_its_times_is_kept_without_speaker() -> None:
    text = one_cue("<v Sam>Hoi") + "\nnog iets\n"
    assert told(read(text, "a.vtt")) == [("Sam", "Hoi"), (None, "nog iets")]


@pytest.mark.parametrize(
    "times",
    [
        "00:00:0x.000 --> 00:00:02.000",
        "00:00:01.000 -->",
        "--> 00:00:02.000",
        "00:00:61.000 --> 00:01:02.000",
        "00:61:01.000 --> 01:01:02.000",
        "00:00:01.000 --> straks",
        "99999:00:00.000 --> 99999:00:01.000",
    ],
)
def test_a_broken_time_is_named_with_its_line_and_number(times: str) -> None:
    text = f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Sam>Hoi\n\nid\n{times}\n<v Sam>Dag\n"
    problem = refused(text, "a.vtt")
    assert problem.code == "time"
    assert problem.where == "line 7"
    assert problem.params == {"line": 7, "cue": 2, "found": times}
    assert "line 7 (number 2)" in problem.explain()


def test_an_end_before_the_beginning_loses_only_the_end() -> None:
    (turn,) = read("WEBVTT\n\n00:05.000 --> 00:01.000\n<v Sam>Hoi\n", "a.vtt").turns
    assert (turn.at, turn.until, turn.text) == (5.0, 5.0, "Hoi")


def test_a_file_cut_off_halfway_gives_what_is_whole() -> None:
    whole = vtt(KITCHEN)
    cut = whole[: whole.rindex(b"cf9e9dc4") + 30]
    assert told(read(cut, "a.vtt")) == [(who, what) for _, who, what in KITCHEN[:-1]]


def test_a_vtt_without_any_times_is_refused() -> None:
    assert refused("WEBVTT\n\nzomaar tekst\n", "a.vtt").code == "no_times"
