"""The last step of every reader: clean turns, joined where one voice goes on, and limited."""

from collections.abc import Iterable, Iterator

from zwerm.interchange.readers.letters import clean, clean_name
from zwerm.interchange.speech import Turn, UnreadableSpeech

MOST_TURNS = 100_000
LONGEST_TURN = 10_000
"""Characters (FI-40). A longer turn is split, not refused: nothing that was said gets lost."""
SMALL_GAP = 2.0
"""Seconds. A longer silence is worth seeing, so it begins a new turn."""


def count_turn(before: int) -> int:
    """One more. Raises UnreadableSpeech too_many_turns; also before turns are joined."""
    if before == MOST_TURNS:
        raise UnreadableSpeech("too_many_turns", f"turn {MOST_TURNS + 1}", limit=MOST_TURNS)
    return before + 1


def limited(turns: Iterable[Turn]) -> Iterator[Turn]:
    """The same turns. Raises UnreadableSpeech too_many_turns at the first one too many."""
    seen = 0
    for turn in turns:
        seen = count_turn(seen)
        yield turn


def settle(raw: Iterable[Turn]) -> tuple[Turn, ...]:
    """Cleans text and names, drops what is empty, splits what is too long.

    Raises UnreadableSpeech too_many_turns.
    """
    settled: list[Turn] = []
    for turn in raw:
        speaker = clean_name(turn.speaker) or None if turn.speaker else None
        for part in _parts(clean(turn.text)):
            count_turn(len(settled))
            settled.append(Turn(speaker, part, turn.at, turn.until, turn.line))
    return tuple(settled)


def join(turns: Iterable[Turn]) -> Iterator[Turn]:
    """Joins neighbours of one named speaker with a small gap between them.

    Neighbours without a name stay apart: they may be two people.
    """
    held: Turn | None = None
    texts: list[str] = []
    length = 0
    for turn in limited(turns):
        if held is not None and _goes_on(held, turn, length):
            texts.append(turn.text)
            length += len(turn.text) + 1
            held = Turn(held.speaker, "", held.at, turn.until, held.line)
            continue
        if held is not None:
            yield Turn(held.speaker, " ".join(texts), held.at, held.until, held.line)
        held, texts, length = turn, [turn.text], len(turn.text)
    if held is not None:
        yield Turn(held.speaker, " ".join(texts), held.at, held.until, held.line)


def _goes_on(held: Turn, turn: Turn, length: int) -> bool:
    if held.speaker is None or turn.speaker is None:
        return False
    if clean_name(held.speaker) != clean_name(turn.speaker):
        return False
    if length + len(turn.text) >= LONGEST_TURN:
        return False
    if held.until is None or turn.at is None:
        return False
    return turn.at - held.until <= SMALL_GAP


def _parts(text: str) -> Iterator[str]:
    """Pieces of at most LONGEST_TURN, cut after a sentence if there is one, else after a word."""
    start = 0
    while len(text) - start > LONGEST_TURN:
        most = start + LONGEST_TURN
        stop = max(text.rfind(end, start, most) for end in (". ", "? ", "! ")) + 1
        stop = stop or text.rfind(" ", start + 1, most)
        stop = stop if stop > start else most
        yield text[start:stop].strip()
        start = stop
    rest = text[start:].strip()
    if rest:
        yield rest
