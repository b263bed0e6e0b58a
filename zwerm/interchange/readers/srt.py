"""SubRip (SRT): times with a comma or a dot, and perhaps `Name:` before what is said."""

import re
from collections.abc import Iterable, Iterator

from zwerm.interchange.readers.cues import Cue, cut_cues, without_markup
from zwerm.interchange.readers.names import find_names, split_name
from zwerm.interchange.readers.turns import join, settle
from zwerm.interchange.speech import Transcript, Turn, UnreadableSpeech

# In subtitles a dash before every line means: another voice on each.
DASH = re.compile(r"\s*[-–—]\s*(?=\S)")


def read_srt(text: str) -> Transcript:
    """Turns with times. Raises UnreadableSpeech time (with line and cue) and no_times."""
    cues = list(cut_cues(text.split("\n")))
    if all(cue.at is None for cue in cues):
        raise UnreadableSpeech("no_times")
    return Transcript("srt", "", settle(join(by_prefix(cues))))


def by_prefix(cues: Iterable[Cue]) -> Iterator[Turn]:
    """Cues as turns, with the speaker only where `Name:` stands before the words."""
    plain = [
        (cue, [(row, without_markup(line)) for row, line in enumerate(cue.lines)]) for cue in cues
    ]
    names = find_names(line for _, rows in plain for _, line in rows)
    for cue, rows in plain:
        speaker: str | None = None
        texts: list[str] = []
        line = cue.line
        dialogue = len(rows) > 1 and all(DASH.match(text) for _, text in rows)
        for row, text in rows:
            name, rest = split_name(text, names)
            if name is not None or dialogue:
                yield from _turn(cue, speaker, texts, line)
                speaker, texts, line = name, [], cue.line + row
            texts.append(DASH.sub("", rest, count=1) if dialogue else rest)
        yield from _turn(cue, speaker, texts, line)


def _turn(cue: Cue, speaker: str | None, texts: list[str], line: int) -> Iterator[Turn]:
    if any(text.strip() for text in texts):
        yield Turn(speaker, " ".join(texts), cue.at, cue.until, line)
