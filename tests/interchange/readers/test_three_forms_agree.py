"""One conversation in three forms: the same words and voices, as far as each form can tell.

Our own made-up talk always; and the 13 minutes of a real debate, when that folder lies beside the
repository. It is public record and not ours to ship; without it a warning says what was not read.
"""

import warnings
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.interchange.readers.making import KITCHEN, read, srt, teams_paragraphs, vtt, word

DEBATE = Path(__file__).parents[4] / "shared" / "data" / "transcripts"


def conversations() -> dict[str, Mapping[str, bytes]]:
    found: dict[str, Mapping[str, bytes]] = {
        "kitchen": {
            "vtt": vtt(KITCHEN),
            "docx": word(*teams_paragraphs(KITCHEN)),
            "srt": srt(KITCHEN, names=False),
        }
    }
    files = {form: sorted(DEBATE.glob(f"*.{form}")) for form in ("vtt", "docx", "srt")}
    if all(files.values()):
        found["debate"] = {form: paths[0].read_bytes() for form, paths in files.items()}
    else:
        warnings.warn(f"{DEBATE} is absent: the real debate was not read.", stacklevel=1)
    return found


CONVERSATIONS = conversations()


@pytest.mark.parametrize("which", CONVERSATIONS)
def test_three_forms_hold_the_same_words_in_the_same_order(which: str) -> None:
    told = {
        form: " ".join(turn.text for turn in read(content, f"a.{form}").turns)
        for form, content in CONVERSATIONS[which].items()
    }
    assert told["vtt"] == told["docx"] == told["srt"]


@pytest.mark.parametrize("which", CONVERSATIONS)
def test_teams_gives_the_same_voices_in_both_its_forms(which: str) -> None:
    forms = CONVERSATIONS[which]
    said = {
        form: [(voice.name, voice.words) for voice in read(forms[form], f"a.{form}").speakers]
        for form in ("vtt", "docx")
    }
    assert said["vtt"] == said["docx"]
    assert len(said["vtt"]) == {"kitchen": 5, "debate": 29}[which]


@pytest.mark.parametrize("which", CONVERSATIONS)
def test_srt_without_names_names_nobody(which: str) -> None:
    transcript = read(CONVERSATIONS[which]["srt"], "a.srt")
    assert transcript.unnamed == len(transcript.turns) == {"kitchen": 6, "debate": 186}[which]


def test_turns_keep_the_order_and_the_times_of_their_file() -> None:
    """A time that jumps back is left as it stands: the order of a file is the order of speaking."""
    first, second, *rest = KITCHEN
    jumps = [second, first, *rest]
    assert [turn.at for turn in read(vtt(jumps), "a.vtt").turns] == [at for at, _, _ in jumps]
