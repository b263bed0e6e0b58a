"""What the group takes home: the picture, the report, the files; and what stays out of them."""

import csv
import io
import json
import re

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Guest, a_dialogue, close, guests, signed_in
from zwerm.dialogues import printing
from zwerm.dialogues.actions import lead
from zwerm.dialogues.models import CellCount, Contribution, Dialogue
from zwerm.dialogues.terms import Level
from zwerm.frameworks.models import FrameworkVersion
from zwerm.people.models import Person
from zwerm.practices.models import Practice
from zwerm.privacy.models import Look

PAGES = (
    "picture",
    "picture_file",
    "picture_poster",
    "report",
    "report_pdf",
    "data_csv",
    "data_json",
)


def opens(client: Client, name: str, dialogue: Dialogue, *, share: bool = False) -> bytes:
    answer = client.get(
        reverse(f"dialogues:{name}", args=[dialogue.pk]), {"voor": "delen"} if share else {}
    )
    assert answer.status_code == 200
    return bytes(answer.content)


def pdf_text(content: bytes) -> str:
    """What a reader of the file is told beside the drawing: title, language, and its tags."""
    with pikepdf.open(io.BytesIO(content)) as file:
        assert "/StructTreeRoot" in file.Root
        assert str(file.Root.Lang) == "nl"
        return str(file.docinfo)


@pytest.mark.parametrize("name", PAGES)
def test_AT07_what_a_group_takes_home_opens_for_its_own_seats_alone(
    confident: Dialogue, noor: Person, stranger: Person, name: str
) -> None:
    bakker = Guest().joins(confident)
    bakker.says(confident, "Van ons")
    assert opens(bakker.client, name, confident)
    assert opens(signed_in(noor), name, confident)
    for client in (Client(), signed_in(stranger)):
        assert client.get(reverse(f"dialogues:{name}", args=[confident.pk])).status_code == 404


def test_the_report_holds_what_was_shared_with_the_name_people_chose(confident: Dialogue) -> None:
    bakker, sam = guests(confident, 2)
    bakker.client.post(
        reverse("dialogues:speak", args=[confident.pk]),
        {
            "question": bakker.question(confident),
            "text": "We eten samen",
            "nickname": "mevrouw B.",
            "sent_as": "6f0a5b6e-7d0f-4d6e-9c53-0a3f6d1c9a11",
            "share": "yes",
        },
    )
    sam.says(confident, "Alleen voor mij", shared=False)
    page = opens(bakker.client, "report", confident).decode()
    assert "We eten samen" in page
    assert "mevrouw B." in page
    assert "Alleen voor mij" not in page


def test_P7_no_literal_word_leaves_in_the_print_to_share(confident: Dialogue) -> None:
    bakker = Guest().joins(confident)
    bakker.says(confident, "Letterlijk van mij")
    close(confident)
    for name in PAGES:
        assert b"Letterlijk van mij" not in opens(bakker.client, name, confident, share=True)
    page = opens(bakker.client, "report", confident, share=True).decode()
    assert "1: letterlijke antwoorden" in page


def test_P4_before_closing_nothing_is_decided_so_there_is_no_print_to_share(
    confident: Dialogue,
) -> None:
    bakker = Guest().joins(confident)
    bakker.says(confident, "Nog bezig")
    assert (
        "Verslag voor onze eigen groep"
        in opens(bakker.client, "report", confident, share=True).decode()
    )


def told(dialogue: Dialogue) -> dict[str, int]:
    return {
        row.perspective: row.voices
        for row in CellCount.objects.filter(dialogue=dialogue, outside=True)
        if row.perspective
    }


@pytest.mark.parametrize(("students", "shown"), [(4, False), (12, True)])
def test_P4_a_perspective_is_told_only_when_enough_speak_from_it(
    nameless: Dialogue, students: int, shown: bool
) -> None:
    for guest in guests(nameless, students, "student"):
        guest.says(nameless, "Wij leren")
    close(nameless)
    assert (told(nameless).get("student") == students) is shown


def test_P4_P8_a_withdrawal_after_sealing_lowers_the_cell_and_takes_its_colours(
    nameless: Dialogue,
) -> None:
    everybody = guests(nameless, 12, "student")
    for number, guest in enumerate(everybody):
        guest.says(nameless, f"Nummer {number}")
    close(nameless)
    assert told(nameless) == {"student": 12}
    everybody[0].takes_back(nameless, Contribution.objects.get(text="Nummer 0"))
    assert told(nameless) == {}
    cells = CellCount.objects.filter(dialogue=nameless)
    assert {cell.voices for cell in cells} == {11}


def test_a_cell_opens_its_contributions_and_no_other(confident: Dialogue) -> None:
    bakker = Guest().joins(confident)
    bakker.says(confident, "Over de bedoeling", aspect="intention")
    bakker.says(confident, "Over het doen", aspect="activity")
    said = Contribution.objects.get(text="Over de bedoeling")
    page = bakker.opens("cell", confident, "intention", said.loop)
    assert "Over de bedoeling" in page
    assert "Over het doen" not in page
    wrong = reverse("dialogues:cell", args=[confident.pk, "nergens", "how"])
    assert bakker.client.get(wrong).status_code == 404


def test_silent_and_not_asked_are_different_words(
    practice: Practice, version: FrameworkVersion, noor: Person
) -> None:
    dialogue = a_dialogue(practice, version, noor)
    dialogue.aspects = ["intention"]
    dialogue.save(update_fields=["aspects"])
    page = Guest().joins(dialogue).opens("picture", dialogue)
    assert "Hier is het nog stil" in page
    assert "Niet gevraagd" in page


def test_nobody_left_out_names_people_in_confidence_and_only_answers_without_name(
    confident: Dialogue, nameless: Dialogue
) -> None:
    for dialogue in (confident, nameless):
        everybody = guests(dialogue, 6)
        for number, guest in enumerate(everybody):
            guest.says(dialogue, f"Antwoord {number}")
        lead.reveal(dialogue)
        seat = everybody[5].seat(dialogue)
        seat.nickname = "Rietje"
        seat.save(update_fields=["nickname"])
        first = Contribution.objects.filter(dialogue=dialogue, text="Antwoord 0")
        lead.put_together(dialogue, list(first), title="Samen")
        close(dialogue)
    page = opens(guests_client(confident), "report", confident).decode()
    assert "Antwoord 5" in page
    assert "Rietje" in page
    page = opens(guests_client(nameless), "report", nameless).decode()
    assert "Antwoord 5" in page
    assert "Rietje" not in page


def guests_client(dialogue: Dialogue) -> Client:
    """The browser of who prepared the dialogue."""
    assert dialogue.made_by is not None
    return signed_in(dialogue.made_by)


def test_AT66_no_cell_of_the_table_can_become_a_formula(confident: Dialogue) -> None:
    bakker = Guest().joins(confident)
    for text in ("=1+1", "+31 6", "-nee", "@allen", "＝HYPERLINK(1)", "\t=2"):
        bakker.says(confident, text)
    rows = list(csv.reader(io.StringIO(opens(bakker.client, "data_csv", confident).decode())))
    texts = [row[-1] for row in rows[1:]]
    assert len(texts) == 6
    assert all(text.startswith("'") for text in texts)


def test_AT24_AT32_files_without_name_tell_no_author_time_or_order(nameless: Dialogue) -> None:
    for number, guest in enumerate(guests(nameless, 6)):
        guest.says(nameless, f"Zin {number}")
    close(nameless)
    client = guests_client(nameless)
    rows = json.loads(opens(client, "data_json", nameless))["contributions"]
    assert {row["name"] for row in rows} == {""}
    assert {row["perspective"] for row in rows} == {""}
    for name in PAGES:
        answer = client.get(reverse(f"dialogues:{name}", args=[nameless.pk]))
        assert "Last-Modified" not in answer.headers
        assert "ETag" not in answer.headers
        times = set(re.findall(rb"\d\d:\d\d:\d\d", answer.content))
        assert times <= {b"00:00:00"}, name
    info = pdf_text(opens(client, "report_pdf", nameless))
    assert "Author" not in info


def test_AX14_the_report_is_a_tagged_pdf_in_its_own_language(confident: Dialogue) -> None:
    Guest().joins(confident).says(confident, "In een net bestand")
    close(confident)
    assert confident.title in pdf_text(opens(guests_client(confident), "report_pdf", confident))


def test_AT93_what_was_taken_back_is_in_no_file(confident: Dialogue) -> None:
    bakker = Guest().joins(confident)
    bakker.says(confident, "Toch maar niet")
    bakker.takes_back(confident, Contribution.objects.get())
    close(confident)
    for name in PAGES:
        assert b"Toch maar niet" not in opens(bakker.client, name, confident)


def test_PR17_who_leads_and_opens_raw_answers_stands_in_the_log(
    confident: Dialogue, noor: Person
) -> None:
    bakker = Guest().joins(confident)
    opens(bakker.client, "report", confident)
    assert not Look.objects.exists()
    opens(signed_in(noor), "report", confident)
    opens(signed_in(noor), "report", confident)
    assert Look.objects.get(person=noor, what="report").times == 2


@pytest.mark.parametrize("level", [Level.IN_CONFIDENCE, Level.NAMELESS])
@pytest.mark.parametrize("seats", [1, 5, 40])
def test_W3_the_picture_and_the_report_cost_the_same_however_many_speak(
    practice: Practice, version: FrameworkVersion, noor: Person, level: str, seats: int
) -> None:
    dialogue = a_dialogue(practice, version, noor, level=level)
    bakker = Guest().joins(dialogue)
    for guest in guests(dialogue, seats):
        guest.says(dialogue, "Iets")
    lead.reveal(dialogue)
    bakker.opens("picture", dialogue)
    costs = {}
    for name in ("picture", "report"):
        with CaptureQueriesContext(connection) as spent:
            bakker.opens(name, dialogue)
        costs[name] = len(spent)
    assert costs == {"picture": 2, "report": 5}


@pytest.mark.parametrize("kind", sorted(printing.FORMATS))
def test_a_dialogue_comes_out_without_a_browser(
    confident: Dialogue, tmp_path: object, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    Guest().joins(confident).says(confident, "Zonder browser")
    out = f"{tmp_path}/uit.{kind}"
    call_command("export_dialogue", str(confident.pk), "--format", kind, "--out", out)
    counted = json.loads(capsys.readouterr().out)
    assert counted["contributions"] == 1
    with open(out, "rb") as file:
        assert len(file.read()) == counted["bytes"] > 100


def test_what_may_leave_cannot_be_exported_before_it_was_decided(confident: Dialogue) -> None:
    with pytest.raises(CommandError, match="Close it first"):
        call_command(
            "export_dialogue", str(confident.pk), "--format", "csv", "--out", "x", "--share"
        )
