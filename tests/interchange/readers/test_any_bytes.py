"""Whatever the bytes are: a conversation, or UnreadableSpeech; never another error."""

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.interchange.readers.making import (
    KITCHEN,
    Said,
    docx,
    read,
    teams_paragraphs,
    told,
    vtt,
    word,
)
from zwerm.interchange.readers.letters import UNSAFE, clean, clean_name
from zwerm.interchange.readers.reading import read_speech
from zwerm.interchange.speech import UnreadableSpeech

NAMES = st.sampled_from(["a.vtt", "a.srt", "a.docx", "a.txt", "", "a.doc"])
STARTS = st.sampled_from(
    [
        b"",
        b"WEBVTT\n\n",
        b"PK\x03\x04",
        b"\xff\xfe",
        b"\xef\xbb\xbf1\n00:01 --> 00:02\n",
        b"\xfe\xff",
    ]
)
PIECES = st.sampled_from(
    ["\n", "\n\n", "WEBVTT", "NOTE", "1", "00:01.000 --> 00:02.000", "0:0:5 --> 0:0:8", "-->",
     "00:0x", "<v Sam>", "</v>", "<v", "<i>", "&amp;", "&#8238;", "Sam: ", "Noor 0:12", "[0:12]",
     "(0:12)", ":", "- ", " ", "\t", "ja", "één", "\u202e", "\x00", "\u2028", "سمير",
     "👩\u200d👧", "{\\an8}", "abc-1/2-0"]
)  # fmt: skip
WHOLE = word(*teams_paragraphs(KITCHEN))


def holds(content: bytes, name: str) -> None:
    """The promise about every file."""
    try:
        transcript = read_speech(content, name=name)
    except UnreadableSpeech as problem:
        assert problem.explain()
        return
    assert transcript.turns
    for turn in transcript.turns:
        assert 0 < len(turn.text) <= 10_000
        assert turn.line >= 1
        assert turn.at is None or turn.until is None or 0 <= turn.at <= turn.until
        for text in (turn.text, turn.speaker or "-"):
            assert text == text.strip()
            assert not UNSAFE.search(text)
            assert unicodedata.is_normalized("NFC", text)
            text.encode()
    assert sum(speaker.turns for speaker in transcript.speakers) + transcript.unnamed == len(
        transcript.turns
    )


@given(start=STARTS, rest=st.binary(max_size=400), name=NAMES)
def test_any_bytes(start: bytes, rest: bytes, name: str) -> None:
    holds(start + rest, name)


@given(pieces=st.lists(PIECES, max_size=40), name=NAMES)
@example(pieces=["WEBVTT", "\n\n", "1"], name="a.vtt")
def test_any_text_made_of_what_transcripts_are_made_of(pieces: list[str], name: str) -> None:
    holds("".join(pieces).encode(), name)


@given(text=st.text(max_size=300), name=NAMES)
def test_any_text(text: str, name: str) -> None:
    holds(text.encode("utf-8", "replace"), name)


@given(at=st.integers(0, len(WHOLE)), gone=st.integers(0, 60), put=st.binary(max_size=30))
@settings(max_examples=300)
def test_any_damage_to_a_word_document(at: int, gone: int, put: bytes) -> None:
    holds(WHOLE[:at] + put + WHOLE[at + gone :], "a.docx")


@given(xml=st.binary(max_size=200))
def test_any_bytes_as_the_text_of_a_word_document(xml: bytes) -> None:
    holds(docx(xml), "a.docx")


SPOKEN = st.text(
    st.one_of(
        st.sampled_from("abc éëïü<>&;:.,?!-()[]{}\\'\"=/# \n"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    min_size=1,
    max_size=80,
).filter(lambda text: "-->" not in text and clean(text) != "")


@given(
    st.lists(
        st.tuples(st.sampled_from(["Sam", "Mevrouw Bakker", "Özlem <3", "A & B"]), SPOKEN),
        min_size=1,
        max_size=8,
    )
)
def test_what_is_written_as_webvtt_is_read_back(said: list[tuple[str, str]]) -> None:
    timed: list[Said] = [
        (number * 10.0, who.replace("<", "‹"), what.replace("\n", " "))
        for number, (who, what) in enumerate(said)
    ]
    transcript = read(vtt(timed), "a.vtt")
    assert told(transcript) == [(clean_name(who), clean(what)) for _, who, what in timed]
    assert [turn.at for turn in transcript.turns] == [at for at, _, _ in timed]
