"""WebVTT, as Teams writes it: <v Name> says who speaks, also several times in one cue.

The tags are read here and not by webvtt-py, which gives a cue with two voices to the first one.
Zoom writes `Name: text` instead; that is read when a file has no voice tag at all.
Format: https://www.w3.org/TR/webvtt1/
"""

import re
from collections.abc import Iterator
from itertools import chain

from zwerm.interchange.readers import srt
from zwerm.interchange.readers.cues import Cue, cut_cues, is_times, unescape, without_markup
from zwerm.interchange.readers.letters import clean
from zwerm.interchange.readers.turns import join, settle
from zwerm.interchange.speech import Transcript, Turn, UnreadableSpeech

VOICE = re.compile(r"<v(?:\.[^\s<>]{0,100})?(?:\s([^<>]{0,300}))?>|</v>")
NOT_SPEECH = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


def read_vtt(text: str) -> Transcript:
    """Turns with times; neighbouring cues of one speaker joined. Lines count from the file's first.

    Raises UnreadableSpeech time (with line and cue) and no_times.
    """
    lines = text.split("\n")
    begin, title = _head(lines)
    cues = [cue for cue in cut_cues(lines, begin=begin) if not _is_note(cue)]
    if all(cue.at is None for cue in cues):
        raise UnreadableSpeech("no_times")
    tagged = any(VOICE.search(line) for cue in cues for line in cue.lines)
    said = chain.from_iterable(map(_voices, cues)) if tagged else srt.by_prefix(cues)
    return Transcript("vtt", title, settle(join(said)))


def _head(lines: list[str]) -> tuple[int, str]:
    """Index of the first line under the header, and the title after WEBVTT.

    A part that someone copied without its header is read as well.
    """
    if not lines[0].startswith("WEBVTT"):
        return 0, ""
    for row in range(1, len(lines)):
        if not lines[row].strip():
            return row, _title(lines[0])
        if is_times(lines[row]):
            return (row - 1 if row > 1 else row), _title(lines[0])
    return len(lines), _title(lines[0])


def _title(line: str) -> str:
    return clean(line.removeprefix("WEBVTT")).lstrip("-–— ")[:200]


def _is_note(cue: Cue) -> bool:
    return cue.at is None and NOT_SPEECH.match(cue.lines[0]) is not None


def _voices(cue: Cue) -> Iterator[Turn]:
    """One turn per voice. What stands before the first tag or after </v> is nobody's we know."""
    speaker: str | None = None
    line = cue.line
    whole = "\n".join(cue.lines)
    done = 0
    for tag in VOICE.finditer(whole):
        yield from _turn(cue, speaker, whole[done : tag.start()], line)
        line += whole.count("\n", done, tag.end())
        speaker = unescape(tag[1]).strip() or None if tag[1] else None
        done = tag.end()
    yield from _turn(cue, speaker, whole[done:], line)


def _turn(cue: Cue, speaker: str | None, text: str, line: int) -> Iterator[Turn]:
    words = without_markup(text)
    if words.strip():
        yield Turn(speaker, words, cue.at, cue.until, line)
