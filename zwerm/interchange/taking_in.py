"""Between a conversation that was read and one that is taken in: what is shown first. Pure.

Nothing is stored before the person who brings it has seen what was understood. What was read
travels meanwhile in the page itself, as `packed` writes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from zwerm.interchange.speech import Transcript

SHOWN = 6
"""Turns that the preview shows."""
SPEAKERS_SHOWN = 60
PASTED = "pasted.txt"


@dataclass(frozen=True)
class Turned:
    """One turn as it will be taken in."""

    speaker: str
    seconds: float | None
    text: str


@dataclass(frozen=True)
class Talker:
    """A name, and how much was said under it."""

    name: str
    turns: int
    words: int


@dataclass(frozen=True)
class Preview:
    """What was understood of a file, before anything is stored."""

    title: str
    turns: int
    words: int
    minutes: int | None
    """None: the file tells no times."""
    talkers: tuple[Talker, ...]
    more_talkers: int
    unnamed: int
    begin: tuple[Turned, ...]

    @property
    def speakers(self) -> int:
        return len(self.talkers) + self.more_talkers


def preview(transcript: Transcript) -> Preview:
    """Who speaks, how much and how long, and the first turns to recognise the talk by."""
    speakers = transcript.speakers
    return Preview(
        title=transcript.title,
        turns=len(transcript.turns),
        words=transcript.words,
        minutes=minutes(transcript),
        talkers=tuple(Talker(one.name, one.turns, one.words) for one in speakers[:SPEAKERS_SHOWN]),
        more_talkers=max(len(speakers) - SPEAKERS_SHOWN, 0),
        unnamed=transcript.unnamed,
        begin=turned(transcript)[:SHOWN],
    )


def minutes(transcript: Transcript) -> int | None:
    """How long the talk took, rounded up to whole minutes; None when the file tells no times."""
    begins = [turn.at for turn in transcript.turns if turn.at is not None]
    if not begins:
        return None
    ends = [turn.until for turn in transcript.turns if turn.until is not None]
    return max(int(-(-(max([*ends, *begins]) - min(begins)) // 60)), 1)


def turned(transcript: Transcript) -> tuple[Turned, ...]:
    """The turns as they will be taken in; a turn without a known speaker keeps an empty name."""
    return tuple(Turned(turn.speaker or "", turn.at, turn.text) for turn in transcript.turns)


def packed(turns: Sequence[Turned]) -> list[list[str | float | None]]:
    """Turns as plain lists, to travel in a signed field."""
    return [[turn.speaker, turn.seconds, turn.text] for turn in turns]


def unpacked(content: object) -> tuple[Turned, ...]:
    """What `packed` wrote. Raises ValueError for anything else."""
    if not isinstance(content, list) or not content:
        raise ValueError("no turns")
    return tuple(_turn(one) for one in content)


def _turn(content: object) -> Turned:
    if not isinstance(content, list) or len(content) != 3:
        raise ValueError("no turn")
    speaker, seconds, text = content
    if not isinstance(speaker, str) or not isinstance(text, str):
        raise ValueError("no words")
    if seconds is not None and not isinstance(seconds, (int, float)):
        raise ValueError("no time")
    return Turned(speaker, None if seconds is None else float(seconds), text)
