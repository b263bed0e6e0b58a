"""SubRip, with and without names."""

from tests.interchange.readers.making import KITCHEN, read, refused, srt, told


def test_without_names_nobody_is_guessed() -> None:
    transcript = read(srt(KITCHEN, names=False), "a.srt")
    assert transcript.kind == "srt"
    assert told(transcript) == [(None, what) for _, _, what in KITCHEN]
    assert transcript.speakers == ()


def test_names_before_a_colon_are_speakers() -> None:
    transcript = read(srt(KITCHEN, names=True), "a.srt")
    assert told(transcript) == [(who, what) for _, who, what in KITCHEN]
    assert (transcript.turns[1].at, transcript.turns[1].until) == (6.0, 10.0)
    assert transcript.turns[1].line == 7


def test_times_with_a_dot_and_no_blank_lines_between_cues() -> None:
    text = "1\n0:00:01.5 --> 0:00:02.0\nSam: Hoi\n2\n0:00:03.000 --> 0:00:04.000\nYusuf: Dag\n"
    transcript = read(text, "a.srt")
    assert told(transcript) == [("Sam", "Hoi"), ("Yusuf", "Dag")]
    assert transcript.turns[0].at == 1.5


def test_two_dashes_are_two_voices() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n- Kom je?\n- Nee.\n"
    assert told(read(text, "a.srt")) == [(None, "Kom je?"), (None, "Nee.")]


def test_two_names_in_one_cue() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nSam: Kom je?\nNoor: Nee,\nstraks.\n"
    assert told(read(text, "a.srt")) == [("Sam", "Kom je?"), ("Noor", "Nee, straks.")]


def test_markup_of_subtitles_goes() -> None:
    text = '1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>Sam:</i> <font color="#fff">Ja</font>\n'
    assert told(read(text, "a.srt")) == [("Sam", "Ja")]


def test_voice_tags_in_an_srt_are_read_too() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n<v Sam>Ja\n"
    assert told(read(text, "a.srt")) == [("Sam", "Ja")]


def test_a_broken_time_is_named_with_its_line_and_number() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nHoi\n\n2\n00:00:0u,000 --> 00:00:04,000\nDag\n"
    problem = refused(text, "a.srt")
    assert (problem.code, problem.where, problem.params["cue"]) == ("time", "line 6", 2)


def test_an_srt_without_any_times_is_refused() -> None:
    assert refused("zomaar tekst", "a.srt").code == "no_times"
