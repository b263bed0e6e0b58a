"""Paper: question cards, answer sheets with a card each, and typing them in."""

import re
from io import BytesIO
from uuid import uuid4

import pikepdf
import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import serializers
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from tests.cast import Guest, a_dialogue, close, signed_in
from zwerm.dialogues import cards, paper
from zwerm.dialogues.actions import join as joining
from zwerm.dialogues.consent_texts import texts
from zwerm.dialogues.models import Consent, Contribution, Dialogue, MarkStock, Seat
from zwerm.dialogues.queries import paper as queries
from zwerm.frameworks.models import FrameworkVersion
from zwerm.frameworks.queries import kader_of
from zwerm.people.models import Person
from zwerm.practices.models import Practice

SECRET = re.compile(r"(?:[BCDFHJKLMNPRSTVWXYZ]{4}-){4}[BCDFHJKLMNPRSTVWXYZ]{4}")


@pytest.fixture
def prepared(practice: Practice, version: FrameworkVersion, noor: Person) -> Dialogue:
    return a_dialogue(practice, version, noor, opened=False)


def words_of(page: pikepdf.Page) -> str:
    """The text of a page, as a reader of the file gets it: through the fonts' own maps."""
    fonts = page.Resources.get("/Font")
    if fonts is None:
        return ""
    maps = {name: _letters(font) for name, font in fonts.as_dict().items()}
    said, font = "", ""
    for step in pikepdf.parse_content_stream(page):
        operands, operator = step.operands, step.operator
        if str(operator) == "Tf":
            font = str(operands[0])
        if str(operator) == "BT":
            said += "\n"
        parts = operands[0] if str(operator) == "TJ" else operands
        if str(operator) in {"TJ", "Tj"}:
            for part in parts:
                if isinstance(part, pikepdf.String):
                    raw = bytes(part)
                    said += "".join(
                        maps[font].get(raw[at : at + 2], "") for at in range(0, len(raw), 2)
                    )
    return said


def _letters(font: pikepdf.Object) -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    table = font.ToUnicode.read_bytes().decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            found[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    return found


def text_of(content: bytes) -> str:
    with pikepdf.open(BytesIO(content)) as file:
        return "\n".join(words_of(page) for page in file.pages)


def joined(text: str) -> str:
    """Text without the breaks that a line on paper makes."""
    return re.sub(r"\s+", "", text)


def prints(noor: Person, dialogue: Dialogue, sheets: int = 2, **other: str) -> HttpResponse:
    """Noor asks for sheets."""
    answer = signed_in(noor).post(
        reverse("dialogues:paper", args=[dialogue.pk]),
        {"number": str(sheets), "perspective": "resident"} | other,
    )
    assert isinstance(answer, HttpResponse)
    return answer


# What is printed


def test_the_cards_hold_every_main_question_of_the_chosen_audiences(
    noor: Person, prepared: Dialogue
) -> None:
    prepared.aspects = ["intention", "context"]
    prepared.audiences = ["resident"]
    prepared.save(update_fields=["aspects", "audiences"])
    answer = signed_in(noor).get(reverse("dialogues:question_cards", args=[prepared.pk]))
    assert answer["Content-Type"] == "application/pdf"
    text = joined(text_of(answer.content))
    kader = kader_of(prepared.version_id, "nl")
    for aspect in kader.aspects:
        asked = joined(aspect.main("resident").text) in text
        assert asked is (aspect.key in {"intention", "context"})
        assert joined(aspect.main("student").text) not in text


def test_four_cards_fit_on_a_page(noor: Person, prepared: Dialogue) -> None:
    answer = signed_in(noor).get(reverse("dialogues:question_cards", args=[prepared.pk]))
    kader = kader_of(prepared.version_id, "nl")
    with pikepdf.open(BytesIO(answer.content)) as file:
        assert len(file.pages) == len(kader.aspects) * len(kader.audiences) / 4
        assert [round(float(side)) for side in file.pages[0].mediabox] == [0, 0, 595, 842]


def test_the_paper_can_be_read_aloud(noor: Person, prepared: Dialogue) -> None:
    cards_pdf = signed_in(noor).get(reverse("dialogues:question_cards", args=[prepared.pk]))
    for content in (cards_pdf.content, prints(noor, prepared).content):
        with pikepdf.open(BytesIO(content)) as file:
            assert str(file.Root.Lang) == "nl"
            assert bool(file.Root.MarkInfo.Marked)
            assert str(file.docinfo["/Title"])


def test_AT32_the_paper_names_no_author(noor: Person, prepared: Dialogue) -> None:
    for content in (
        prints(noor, prepared).content,
        signed_in(noor).get(reverse("dialogues:question_cards", args=[prepared.pk])).content,
    ):
        with pikepdf.open(BytesIO(content)) as file:
            assert "/Author" not in file.docinfo
            assert str(file.docinfo["/CreationDate"]).endswith("000000Z")


def test_each_sheet_has_its_code_its_card_and_every_question(
    noor: Person, prepared: Dialogue
) -> None:
    answer = prints(noor, prepared, 3)
    assert answer["Content-Disposition"].startswith("attachment")
    text = text_of(answer.content)
    found = SECRET.findall(text)
    assert len(found) == 3
    assert {cards.key_hash(cards.normalise(one) or "") for one in found} == {
        seat.key_hash for seat in Seat.objects.filter(channel="paper")
    }
    for sheet in ("P1", "P2", "P3"):
        assert sheet in text
    for aspect in kader_of(prepared.version_id, "nl").aspects:
        assert joined(aspect.main("resident").text) in joined(text)
    assert joined(texts("nl").take_part.ask) in joined(text)
    for one in texts("nl").further:
        assert joined(one.ask) in joined(text)


def test_the_next_sheets_go_on_counting(noor: Person, prepared: Dialogue) -> None:
    prints(noor, prepared, 2)
    prints(noor, prepared, 1)
    assert set(Seat.objects.filter(channel="paper").values_list("sheet", flat=True)) == {
        "P1",
        "P2",
        "P3",
    }


def test_the_secrets_are_in_the_file_and_nowhere_else(noor: Person, nameless: Dialogue) -> None:
    secrets = [
        one.replace("-", "") for one in SECRET.findall(text_of(prints(noor, nameless).content))
    ]
    kept = "".join(
        serializers.serialize("json", model._base_manager.all())
        for model in apps.get_models()
        if model is not Session
    )
    kept += "".join(str(session.get_decoded()) for session in Session.objects.all())
    for secret in secrets:
        assert secret not in kept
        assert cards.shown(secret) not in kept


def test_AT52_the_card_leads_to_the_configured_site(settings: Settings) -> None:
    settings.SITE_URL = "https://zwerm.example"
    assert paper.card_link("BCDF") == "https://zwerm.example/kaart/#BCDF"
    assert paper.card_address() == "zwerm.example/kaart/"


def test_what_is_typed_in_a_title_is_printed_as_it_stands(noor: Person, prepared: Dialogue) -> None:
    prepared.title = '#panic("x") *vet* $a$ <b>'
    prepared.save(update_fields=["title"])
    answer = prints(noor, prepared, 1)
    assert answer.status_code == 200
    assert joined(prepared.title) in joined(text_of(answer.content))


@pytest.mark.parametrize("number", ["0", "41", "-1", "x", ""])
def test_a_wrong_number_prints_nothing(noor: Person, prepared: Dialogue, number: str) -> None:
    assert prints(noor, prepared, 1, number=number).status_code == 422
    assert not Seat.objects.filter(channel="paper").exists()


def test_a_closed_dialogue_gets_no_new_sheets(noor: Person, confident: Dialogue) -> None:
    close(confident)
    assert prints(noor, confident).status_code == 404
    assert not Seat.objects.filter(channel="paper").exists()


# Typing in


def sheet_of(dialogue: Dialogue, number: int = 1) -> tuple[Seat, str]:
    """The address of a sheet that was laid."""
    seat = joining.lay_sheets(dialogue, number, perspective="resident")[-1][0]
    return seat, reverse("dialogues:type_in", args=[dialogue.pk, seat.pk])


def filled(dialogue: Dialogue, **other: object) -> dict[str, object]:
    """What mevrouw Bakker wrote on her sheet."""
    question = kader_of(dialogue.version_id, "nl").aspects[0].main("resident").key
    written = {
        "yes": "on",
        "perspective": "resident",
        f"answer_{question}": "Bij ons op de galerij groet niemand",
        "purposes": ["research"],
    }
    return written | other


def test_bakker_speaks_on_paper_and_noor_types_it_in(noor: Person, confident: Dialogue) -> None:
    seat, address = sheet_of(confident)
    answer = signed_in(noor).post(address, filled(confident))
    assert answer["Location"] == reverse("dialogues:paper", args=[confident.pk])
    said = Contribution.objects.get()
    assert (said.seat, said.channel, said.reach, said.shown) == (seat, "paper", "dialogue", True)
    assert said.text == "Bij ons op de galerij groet niemand"
    assert (said.aspect, said.loop) == (
        "intention",
        kader_of(confident.version_id, "nl").aspects[0].loop,
    )


def test_PR05_the_yes_on_paper_is_recorded_with_who_typed_it(
    noor: Person, confident: Dialogue
) -> None:
    seat, address = sheet_of(confident)
    signed_in(noor).post(address, filled(confident))
    agreed = {one.purpose: one for one in Consent.objects.filter(seat=seat)}
    assert all((one.channel, one.recorded_by) == ("paper", "Noor") for one in agreed.values())
    assert agreed["take_part"].given
    assert agreed["research"].given
    assert not agreed["quote"].given
    assert agreed["take_part"].text_digest == texts("nl").digest


def test_without_the_yes_nothing_is_typed_in(noor: Person, confident: Dialogue) -> None:
    _, address = sheet_of(confident)
    answer = signed_in(noor).post(address, filled(confident) | {"yes": ""})
    assert answer.status_code == 422
    assert "Bij ons op de galerij" in answer.content.decode()
    assert not Contribution.objects.exists()
    assert not Consent.objects.exists()


def test_P12_a_sheet_sent_twice_is_stored_once(noor: Person, confident: Dialogue) -> None:
    _, address = sheet_of(confident)
    client = signed_in(noor)
    for _ in range(2):
        client.post(address, filled(confident))
    assert Contribution.objects.count() == 1


def test_P3_without_name_it_waits_like_everything_else(noor: Person, nameless: Dialogue) -> None:
    _, address = sheet_of(nameless)
    signed_in(noor).post(address, filled(nameless))
    assert not Contribution.objects.get().shown


def test_P8_her_card_finds_what_was_typed_in_also_after_sealing(
    noor: Person, nameless: Dialogue
) -> None:
    secret, _other = SECRET.findall(text_of(prints(noor, nameless).content))
    seat = Seat.objects.get(sheet="P1")
    address = reverse("dialogues:type_in", args=[nameless.pk, seat.pk])
    signed_in(noor).post(address, filled(nameless))
    close(nameless)
    said = Contribution.objects.get()
    assert said.seat is None
    assert not MarkStock.objects.exists()
    assert cards.finds(cards.normalise(secret) or "", said.salt, said.mark)
    bakker = Guest()
    bakker.client.post(reverse("dialogues:card_in"), {"card": secret})
    assert "Bij ons op de galerij" in bakker.opens("mine", nameless)


def test_what_was_typed_in_is_not_shown_again_but_can_be_taken_back(
    noor: Person, confident: Dialogue
) -> None:
    _, address = sheet_of(confident)
    client = signed_in(noor)
    client.post(address, filled(confident))
    question = kader_of(confident.version_id, "nl").aspects[0].main("resident").key
    page = client.get(address).content.decode()
    assert "Bij ons op de galerij" not in page
    assert f'name="back_{question}"' in page
    client.post(address, {"yes": "on", "perspective": "resident", f"back_{question}": "on"})
    assert not Contribution.objects.exists()
    client.post(address, filled(confident))
    assert Contribution.objects.count() == 1


def test_another_perspective_keeps_the_questions_as_they_were_printed(
    noor: Person, confident: Dialogue
) -> None:
    seat, address = sheet_of(confident)
    client = signed_in(noor)
    client.post(address, filled(confident, perspective="professional"))
    seat.refresh_from_db()
    assert seat.perspective == "professional"
    question = kader_of(confident.version_id, "nl").aspects[0].main("resident").key
    assert f'name="back_{question}"' in client.get(address).content.decode()


def test_the_list_says_what_still_waits(noor: Person, confident: Dialogue) -> None:
    _, address = sheet_of(confident, 2)
    assert queries.paper(confident).waiting == 2
    signed_in(noor).post(address, filled(confident))
    page = queries.paper(confident)
    assert [(sheet.sheet, sheet.typed) for sheet in page.sheets] == [("P1", False), ("P2", True)]
    assert page.waiting == 1


@pytest.mark.parametrize("sheets", [1, 5, 40])
def test_the_list_costs_one_query_however_many_sheets_there_are(
    sheets: int, confident: Dialogue, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    joining.lay_sheets(confident, sheets)
    dialogue = Dialogue.objects.select_related("practice").get(pk=confident.pk)
    with django_assert_num_queries(1):
        assert len(queries.paper(dialogue).sheets) == sheets


def test_P9_who_decides_about_somebody_is_asked_to_let_another_type(
    noor: Person, confident: Dialogue
) -> None:
    sheet_of(confident)
    address = reverse("dialogues:paper", args=[confident.pk])
    assert "zw-notice--warning" not in signed_in(noor).get(address).content.decode()
    confident.has_power = True
    confident.save(update_fields=["has_power"])
    assert "zw-notice--warning" in signed_in(noor).get(address).content.decode()


def test_AT76_extra_fields_change_nothing(noor: Person, confident: Dialogue) -> None:
    seat, address = sheet_of(confident)
    evil = {"seat": str(uuid4()), "channel": "screen", "reach": "public", "answer_x": "x"}
    signed_in(noor).post(address, filled(confident, **evil))
    said = Contribution.objects.get()
    assert (said.seat, said.channel, said.reach) == (seat, "paper", "dialogue")


def test_nothing_is_typed_in_before_opening_or_after_closing(
    noor: Person, prepared: Dialogue, confident: Dialogue
) -> None:
    _, before = sheet_of(prepared)
    assert signed_in(noor).get(before).status_code == 404
    _, after = sheet_of(confident)
    close(confident)
    assert signed_in(noor).post(after, filled(confident)).status_code == 404


def test_AT02_a_sheet_of_another_dialogue_is_not_found_here(
    noor: Person, confident: Dialogue, nameless: Dialogue
) -> None:
    seat, _ = sheet_of(nameless)
    mixed = reverse("dialogues:type_in", args=[confident.pk, seat.pk])
    assert signed_in(noor).get(mixed).status_code == 404


def test_P1_a_voice_on_a_screen_cannot_be_typed_in_for(noor: Person, confident: Dialogue) -> None:
    sam = Guest().joins(confident, "student")
    address = reverse("dialogues:type_in", args=[confident.pk, sam.seat(confident).pk])
    assert signed_in(noor).get(address).status_code == 404
    assert signed_in(noor).post(address, filled(confident)).status_code == 404


@pytest.mark.parametrize("name", ["paper", "question_cards", "type_in"])
def test_AT01_only_who_prepares_has_the_paper(
    name: str, noor: Person, stranger: Person, confident: Dialogue
) -> None:
    seat, _ = sheet_of(confident)
    more = [seat.pk] if name == "type_in" else []
    address = reverse(f"dialogues:{name}", args=[confident.pk, *more])
    sam = Guest().joins(confident, "student")
    for client in (Client(), signed_in(stranger), sam.client):
        assert client.get(address).status_code == 404
    nowhere = reverse(f"dialogues:{name}", args=[uuid4(), *more])
    assert signed_in(noor).get(nowhere).status_code == 404
