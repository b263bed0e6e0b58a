"""The made-up talk about a neighbourhood kitchen, with which a new user gets to know Zwerm."""

from importlib.resources import files
from itertools import pairwise

import pytest

from tests.interchange.readers.making import read
from zwerm.interchange.speech import Transcript


@pytest.fixture(scope="module")
def talk() -> Transcript:
    file = files("zwerm.interchange") / "examples" / "wijkkeuken.vtt"
    return read(file.read_bytes(), file.name)


def test_it_is_twenty_minutes_of_six_people(talk: Transcript) -> None:
    voices = {"Roos", "Sam", "Mevrouw Bakker", "Yusuf", "Ilse", "Noor"}
    assert {speaker.name for speaker in talk.speakers} == voices
    assert 2_500 <= talk.words <= 3_100
    assert 19 * 60 < (talk.turns[-1].until or 0) < 22 * 60


def test_nobody_speaks_more_than_a_quarter_of_the_time(talk: Transcript) -> None:
    assert max(speaker.words for speaker in talk.speakers) < talk.words / 4


def test_noor_comes_late_and_one_voice_belongs_to_nobody(talk: Transcript) -> None:
    assert talk.speakers[-1].name == "Noor"
    first = next(turn for turn in talk.turns if turn.speaker == "Noor")
    assert first.at is not None
    assert first.at > 8 * 60
    assert talk.unnamed == 1


def test_silences_and_interruptions_can_be_seen(talk: Transcript) -> None:
    gaps = [(after.at or 0) - (before.until or 0) for before, after in pairwise(talk.turns)]
    assert max(gaps) > 10
    assert min(gaps) < 0
