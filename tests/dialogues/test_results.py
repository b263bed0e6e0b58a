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
from zwerm.dialogues.actions import close as closing
from zwerm.dialogues.actions import lead
from zwerm.dialogues.models import CellCount, Contribution, Dialogue, Seat
from zwerm.dialogues.queries import results
from zwerm.dialogues.queries.report import report as report_of
from zwerm.dialogues.terms import LEADS, Level
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


def what_leaves(client: Client, dialogue: Dialogue) -> str:
    """All words of all files and pages to share, those of the PDF as typst was given them."""
    texts = [opens(client, name, dialogue, share=True).decode(errors="ignore") for name in PAGES]
    printed = results.report_print(dialogue, "nl", ours=False)
    return "\n".join([*texts, json.dumps(printed, ensure_ascii=False)])


def test_P7_no_sentence_of_the_room_leaves_in_the_print_to_share(confident: Dialogue) -> None:
    bakker, sam = guests(confident, 2)
    bakker.says(confident, "Letterlijk van mij")
    sam.says(confident, "Dat moet niet blijven")
    confident.afterwards = "Wij bespreken het met het bestuur"
    confident.save(update_fields=["afterwards"])
    first = Contribution.objects.filter(text="Letterlijk van mij")
    lead.put_together(confident, list(first), title="Wie de soep kookt")
    noor = Seat.objects.get(dialogue=confident, role__in=LEADS)
    lead.hide(
        noor, Contribution.objects.get(text="Dat moet niet blijven"), because="Over iemand thuis"
    )
    close(confident)
    closing.reopen(confident, by=noor, because="Ali kwam later")
    close(confident)
    shared = what_leaves(bakker.client, confident)
    for words in (
        "Letterlijk van mij",
        "Dat moet niet blijven",
        "Wij bespreken het met het bestuur",
        "Wie de soep kookt",
        "Over iemand thuis",
        "Ali kwam later",
        "verborgen",
    ):
        assert words not in shared, words
    page = opens(bakker.client, "report", confident, share=True).decode()
    assert "1 antwoord in de woorden van wie het gaf" in page
    assert "1 naam van een thema" in page
    assert "opnieuw geopend" in page
    ours = opens(bakker.client, "report", confident).decode()
    assert "Wie de soep kookt" in ours
    assert "Over iemand thuis" in ours


def test_P7_to_share_no_text_is_even_asked_from_the_database(confident: Dialogue) -> None:
    bakker = Guest().joins(confident)
    bakker.says(confident, "Letterlijk van mij")
    close(confident)
    with CaptureQueriesContext(connection) as asked:
        opens(bakker.client, "report", confident, share=True)
    table = Contribution._meta.db_table
    assert not [one for one in asked if f'"{table}"."text"' in one["sql"]]


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


def put_first_together(dialogue: Dialogue) -> None:
    """Six people answer; the first answer becomes a theme."""
    everybody = guests(dialogue, 6)
    for number, guest in enumerate(everybody):
        guest.says(dialogue, f"Antwoord {number}")
        seat = guest.seat(dialogue)
        seat.nickname = ("Sam", "", "Yusuf", "", "ali", "Rietje")[number]
        seat.save(update_fields=["nickname"])
    lead.reveal(dialogue)
    first = Contribution.objects.filter(dialogue=dialogue, text="Antwoord 0")
    lead.put_together(dialogue, list(first), title="Samen")


def test_nobody_left_out_names_people_in_confidence_and_counts_who_gave_no_name(
    confident: Dialogue,
) -> None:
    put_first_together(confident)
    page = opens(guests_client(confident), "report", confident).decode()
    assert "staan woorden van: ali, Rietje, Yusuf, 2 mensen zonder naam." in page
    assert "Antwoord 5" in page
    printed = results.report_print(confident, "nl", ours=True)
    assert "ali, Rietje, Yusuf" in str(printed["silent"])


def test_P3_nobody_left_out_names_nobody_without_name_neither_open_nor_closed(
    nameless: Dialogue,
) -> None:
    put_first_together(nameless)
    for closed in (False, True):
        if closed:
            close(nameless)
        page = opens(guests_client(nameless), "report", nameless).decode()
        assert "Antwoord 5" in page
        assert "Rietje" not in page
        assert "staan woorden van" not in page


def test_nobody_left_out_is_the_same_every_time_in_the_order_of_the_framework(
    confident: Dialogue,
) -> None:
    put_first_together(confident)
    bakker = Guest().joins(confident)
    for aspect in ("outcome", "activity", "context"):
        bakker.says(confident, f"Over {aspect}", aspect=aspect)
    first = report_of(confident, "nl", ours=True)
    again = report_of(confident, "nl", ours=True)
    assert first == again
    assert [line.text for line in first.left_out if line.text.startswith("Over")] == [
        "Over activity",
        "Over context",
        "Over outcome",
    ]


def test_when_every_answer_stands_in_a_theme_the_report_says_so(confident: Dialogue) -> None:
    bakker = Guest().joins(confident)
    bakker.says(confident, "Hoort erbij")
    page = bakker.opens("report", confident)
    assert "Niemand vergeten" not in page
    lead.put_together(confident, list(Contribution.objects.all()), title="Alles")
    page = bakker.opens("report", confident)
    assert "Elk antwoord staat in een thema." in page


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


def test_every_pdf_is_set_in_the_letter_of_the_screen(confident: Dialogue) -> None:
    Guest().joins(confident).says(confident, "Şahin en Łukasz koken")
    client = guests_client(confident)
    for name in ("report_pdf", "picture_poster"):
        with pikepdf.open(io.BytesIO(opens(client, name, confident))) as file:
            fonts = {
                str(one["/FontName"]).partition("+")[2]
                for one in file.objects
                if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
            }
        assert fonts
        assert all(font.startswith("AtkinsonHyperlegibleNext") for font in fonts), fonts


def test_AX14_the_wall_has_a_picture_that_is_told_in_words_and_one_without_colour(
    confident: Dialogue,
) -> None:
    Guest().joins(confident).says(confident, "Aan de muur")
    client = guests_client(confident)
    where = reverse("dialogues:picture_poster", args=[confident.pk])
    made = [client.get(where, ink).content for ink in ({}, {"inkt": "zwart"})]
    assert made[0] != made[1]
    for content in made:
        with pikepdf.open(io.BytesIO(content)) as file:
            (sheet,) = file.pages
            wide, high = (float(side) / 72 * 25.4 for side in list(sheet.mediabox)[2:])
            assert (round(wide), round(high)) == (297, 420)
            assert str(file.docinfo["/Title"]) == confident.title
            assert str(file.Root.Lang) == "nl"
            assert "/StructTreeRoot" in file.Root
            told = [str(one["/Alt"]) for one in file.objects if has_alt(one)]
        assert [words for words in told if "1 antwoord" in words]


def has_alt(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and "/Alt" in one


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
    close(dialogue)
    with CaptureQueriesContext(connection) as spent:
        opens(bakker.client, "report", dialogue, share=True)
    assert costs | {"share": len(spent)} == {"picture": 2, "report": 5, "share": 5}


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
