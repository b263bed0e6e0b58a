"""Reading grows with the length of the talk and not faster (speed.md W4)."""

from time import process_time

import pytest

from tests.interchange.readers.making import Said, read, srt, teams_paragraphs, vtt, word

SENTENCE = "Dan kook ik weer voor veertig man en niemand zegt waar het zout staat."
CAST = ("Roos", "Sam", "Mevrouw Bakker", "Yusuf", "Ilse", "Noor")


def talk(hours: float) -> list[Said]:
    """About ten thousand words an hour."""
    return [
        (number * 4.68, CAST[(number // 3) % 6], SENTENCE) for number in range(round(hours * 770))
    ]


def plain(said: list[Said]) -> bytes:
    return "\n\n".join(
        f"[{int(at) // 60}:{int(at) % 60:02}] {who}: {what}" for at, who, what in said
    ).encode()


FORMS = {
    "a.vtt": vtt,
    "a.srt": lambda said: srt(said, names=True),
    "a.docx": lambda said: word(*teams_paragraphs(said)),
    "a.txt": plain,
}


def cost(content: bytes, name: str) -> float:
    """Processor seconds, the best of five."""
    times = []
    for _ in range(5):
        begin = process_time()
        read(content, name)
        times.append(process_time() - begin)
    return min(times)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_twice_as_long_a_talk_takes_less_than_three_times_as_long(name: str) -> None:
    three = FORMS[name](talk(3))
    assert 30_000 <= read(three, name).words <= 35_000
    assert cost(FORMS[name](talk(6)), name) < 3 * cost(three, name)


@pytest.mark.parametrize(
    ("start", "unit", "end"),
    [
        ("WEBVTT\n\n00:01 --> 00:02\n", "<v ", ""),
        ("WEBVTT\n\n00:01 --> 00:02\n", "</v>", "a"),
        ("WEBVTT\n\n00:01 --> 00:02\n", "<c.", ""),
        ("WEBVTT\n\n00:01 --> 00:02\n", "&#1", ""),
        ("WEBVTT\n\n", "1", " x-->\n00:01 --> 00:02\na"),
        ("", " " * 85 + ":x\n", ""),
        ("", "(" * 70 + ": a\n", ""),
        ("", "[0:12]", ""),
        ("Sam: ja\n", "nou ja\n", ""),
        ("", "a", ""),
    ],
)
def test_text_made_to_be_slow_is_not(start: str, unit: str, end: str) -> None:
    """A pattern that goes over its own tracks would take four times as long, or never end."""
    size = 400_000

    def made(length: int) -> bytes:
        return (start + unit * (length // len(unit)) + end).encode()

    assert cost(made(2 * size), "a.txt") < 3 * cost(made(size), "a.txt") + 0.5
