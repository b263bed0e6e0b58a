"""Bringing in a conversation without a browser: the same actions, counts as JSON."""

import json
import warnings
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from tests.cast import close
from tests.dialogues.talk import lead_of
from zwerm.dialogues.models import Consent, Dialogue, Material, Passage, Seat, Speaker
from zwerm.interchange import actions

EXAMPLE = Path(actions.__file__).parent / "examples" / "wijkkeuken.vtt"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "transcripts"


def brings(file: Path, dialogue: Dialogue, *more: str) -> dict[str, object]:
    out = StringIO()
    call_command("import_transcript", str(file), "--dialogue", str(dialogue.pk), *more, stdout=out)
    counted = json.loads(out.getvalue())
    assert isinstance(counted, dict)
    return counted


def test_the_made_up_talk_is_taken_in_and_counted(confident: Dialogue) -> None:
    counted = brings(EXAMPLE, confident)
    material = Material.objects.get()
    assert counted["material"] == str(material.pk)
    assert counted["passages"] == Passage.objects.count()
    assert counted["speakers"] == Speaker.objects.exclude(name="").count()
    assert counted["consents"] == 0
    assert counted["unnamed"] == Passage.objects.filter(speaker__name="").count()
    assert 18 <= int(str(counted["minutes"])) <= 24
    assert material.brought_by == lead_of(confident)


def test_PR05_a_recorded_yes_seats_every_named_speaker(confident: Dialogue) -> None:
    counted = brings(
        EXAMPLE, confident, "--consent-recorded-by", "Roos", "--consent-how", "aan het begin"
    )
    assert counted["consents"] == counted["speakers"]
    assert Seat.objects.filter(dialogue=confident, channel="spoken").count() == counted["speakers"]
    assert set(Consent.objects.values_list("recorded_by", "how", "given")) == {
        ("Roos", "aan het begin", True)
    }


@pytest.mark.parametrize("half", [("--consent-how", "x"), ("--consent-recorded-by", "x")])
def test_PR05_half_a_yes_is_none(confident: Dialogue, half: tuple[str, str]) -> None:
    with pytest.raises(CommandError):
        brings(EXAMPLE, confident, *half)
    assert not Material.objects.exists()


def test_a_broken_file_names_its_place_and_takes_nothing_in(
    confident: Dialogue, tmp_path: Path
) -> None:
    broken = tmp_path / "stuk.vtt"
    broken.write_text("WEBVTT\n\n00:00:01.000 --> gisteren\n<v Sam>Ja\n")
    with pytest.raises(CommandError, match=r"stuk\.vtt.*3"):
        brings(broken, confident)
    with pytest.raises(CommandError, match="weg"):
        brings(tmp_path / "weg.vtt", confident)
    assert not Material.objects.exists()


def test_only_an_open_dialogue_takes_something_in(confident: Dialogue) -> None:
    nowhere = Dialogue(pk=uuid4())
    with pytest.raises(CommandError, match=str(nowhere.pk)):
        brings(EXAMPLE, nowhere)
    close(confident)
    with pytest.raises(CommandError):
        brings(EXAMPLE, confident)


@pytest.mark.parametrize(
    ("name", "speakers"),
    [("debate_teams_shape.vtt", 29), ("debate_teams_shape.docx", 29), ("debate.srt", 0)],
)
def test_a_real_debate_is_taken_in(confident: Dialogue, name: str, speakers: int) -> None:
    file = SHARED / name
    if not file.exists():
        warnings.warn(f"Not tested: {file} is not on this machine.", stacklevel=1)
        return
    counted = brings(file, confident)
    assert counted["speakers"] == speakers
    assert int(str(counted["passages"])) > 20
    if not speakers:
        assert counted["unnamed"] == counted["passages"]
