"""What a page shows of a transcript before it is taken in, and how it travels. No database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwerm.interchange.readers.reading import read_speech
from zwerm.interchange.speech import Transcript, Turn
from zwerm.interchange.taking_in import Turned, minutes, packed, preview, unpacked

TURNS = st.lists(
    st.builds(
        Turned,
        st.text(max_size=20),
        st.none() | st.floats(0, 100_000, allow_nan=False),
        st.text(min_size=1, max_size=60),
    ),
    min_size=1,
    max_size=20,
).map(tuple)


@given(TURNS)
def test_what_was_read_comes_back_as_it_was(turns: tuple[Turned, ...]) -> None:
    assert unpacked(packed(turns)) == turns


@pytest.mark.parametrize(
    "wrong", [None, [], {}, "x", [["a"]], [[1, 2, "x"]], [["a", "b", "c"]], [["a", None, 3]], [3]]
)
def test_anything_else_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"no (turns?|words|time)"):
        unpacked(wrong)


def test_a_preview_says_who_speaks_how_much_and_how_long() -> None:
    talk = b"Sam: Ik kwam voor de soep.\nMevrouw Bakker: En de gezelligheid.\nSam: Ja.\n"
    shown = preview(read_speech(talk, name="keuken.txt"))
    assert [(one.name, one.turns, one.words) for one in shown.talkers] == [
        ("Sam", 2, 6),
        ("Mevrouw Bakker", 1, 3),
    ]
    assert (shown.turns, shown.words, shown.minutes) == (3, 9, None)
    assert shown.begin[0].text == "Ik kwam voor de soep."


def test_minutes_are_rounded_up_and_never_none_when_there_are_times() -> None:
    def lasts(*times: tuple[float | None, float | None]) -> int | None:
        turns = tuple(Turn("Sam", "Ja.", at, until, 1) for at, until in times)
        return minutes(Transcript("vtt", "", turns))

    assert lasts((None, None)) is None
    assert lasts((5.0, None)) == 1
    assert lasts((0.0, 60.0)) == 1
    assert lasts((3600.0, None), (3600.0 + 61, None)) == 2


def test_many_names_are_counted_and_not_all_shown() -> None:
    turns = tuple(Turn(f"Stem {n}", "Ja.", None, None, n) for n in range(75))
    shown = preview(Transcript("text", "", turns))
    assert (len(shown.talkers), shown.more_talkers, shown.speakers) == (60, 15, 75)
