"""What might still tie words without name to who spoke them (P1, P3, P4)."""

import json
from uuid import uuid4

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from tests import cast
from zwerm.dialogues import access, purging
from zwerm.dialogues.actions import join as joining
from zwerm.dialogues.actions import speak as speaking
from zwerm.dialogues.models import Contribution, Dialogue, Material, Seat, Speaker
from zwerm.dialogues.terms import LEADS, Channel
from zwerm.frameworks.queries import kader_of
from zwerm.live.topics import version
from zwerm.people.models import Person
from zwerm.privacy.actions import looked
from zwerm.privacy.models import Look

PLACES = ("student", "resident", "professional", "management", "teacher")


def _all_speak(dialogue: Dialogue) -> list[tuple[Seat, str]]:
    """One of each perspective, each asked in own words; the last one reads English."""
    kader = kader_of(dialogue.version_id, "nl")
    seats = []
    for number, place in enumerate(PLACES):
        language = "en" if number == len(PLACES) - 1 else "nl"
        seat, secret = joining.take_seat(dialogue, perspective=place, language=language)
        audience = "manager" if place == "management" else place.replace("teacher", "professional")
        question = kader.aspects[0].main(audience)
        speaking.contribute(
            seat,
            sent_as=uuid4(),
            aspect=kader.aspects[0].key,
            loop=question.loop,
            question=question.key,
            text=f"Woorden {number}",
            secret=secret,
            share_it=True,
        )
        seats.append((seat, secret))
    return seats


@pytest.mark.parametrize("closed", [False, True])
def test_P4_no_export_tells_in_whose_words_somebody_was_asked(
    nameless: Dialogue, noor: Person, closed: bool
) -> None:
    _all_speak(nameless)
    client = cast.signed_in(noor)
    client.post(reverse("dialogues:reveal", args=[nameless.pk]))
    if closed:
        cast.close(nameless)
    found = json.loads(client.get(reverse("dialogues:data_json", args=[nameless.pk])).content)
    assert len(found["contributions"]) == len(PLACES)
    for name in ("question", "language", "name", "perspective"):
        assert len({one[name] for one in found["contributions"]}) == 1, name


@pytest.mark.parametrize("page", ["group", "lead_said", "report"])
def test_P3_no_page_marks_who_reads_another_language(
    nameless: Dialogue, noor: Person, page: str
) -> None:
    _all_speak(nameless)
    client = cast.signed_in(noor)
    client.post(reverse("dialogues:reveal", args=[nameless.pk]))
    text = client.get(reverse(f"dialogues:{page}", args=[nameless.pk])).content.decode()
    assert "Woorden 4" in text
    assert text.count('lang="en"') == 1, "only the button to another language"


def test_P3_a_sealed_row_keeps_neither_the_question_nor_the_language_of_its_seat(
    nameless: Dialogue,
) -> None:
    _all_speak(nameless)
    cast.close(nameless)
    rows = Contribution.objects.filter(dialogue=nameless)
    for name in ("question", "language", "channel", "on", "sent_as", "seat"):
        assert rows.values_list(name, flat=True).distinct().count() == 1, name


def test_P3_own_words_are_still_read_with_their_theme_after_sealing(nameless: Dialogue) -> None:
    guest = cast.guests(nameless, 1)[0]
    guest.says(nameless, "Wij koken")
    cast.close(nameless)
    page = guest.opens("mine", nameless)
    assert "Wij koken" in page
    assert kader_of(nameless.version_id, "nl").aspects[0].plain in page


def test_P3_taking_back_what_nobody_saw_is_not_noticed(nameless: Dialogue) -> None:
    seat, secret = _all_speak(nameless)[0]
    assert secret
    before = version(f"dialogue:{nameless.pk}:seats"), version(f"dialogue:{nameless.pk}:lead")
    speaking.take_back(seat.contributions.select_related("dialogue", "seat").get())
    after = version(f"dialogue:{nameless.pk}:seats"), version(f"dialogue:{nameless.pk}:lead")
    assert after == before


def test_P3_the_purge_rewrites_the_table_that_knew_which_seat_has_which_mark() -> None:
    assert "dialogues_markstock" in purging.TABLES


def test_P1_nobody_makes_a_new_card_for_who_began_to_speak_herself(nameless: Dialogue) -> None:
    lead = Seat.objects.select_related("dialogue").get(dialogue=nameless, role__in=LEADS)
    seat = Seat.objects.create(dialogue=nameless, channel=Channel.SPOKEN, perspective="resident")
    material = Material.objects.create(dialogue=nameless, brought_by=lead, title="Keuken")
    speaker = Speaker.objects.create(material=material, name="Bakker", position=0, seat=seat)
    found = access.material_of(lead, material.pk)
    secret = joining.give_card(access.voice_without_phone(found, speaker.pk))
    aspect = kader_of(nameless.version_id, "nl").aspects[0]
    question = aspect.main("resident")
    seat.refresh_from_db()
    speaking.contribute(
        seat,
        sent_as=uuid4(),
        aspect=aspect.key,
        loop=question.loop,
        question=question.key,
        text="Alleen voor mij",
        secret=secret,
    )
    with pytest.raises(Http404):
        access.voice_without_phone(found, speaker.pk)


def test_P1_what_is_hidden_and_shared_anew_is_not_counted(confident: Dialogue) -> None:
    seat, secret = joining.take_seat(confident, perspective="resident", language="nl")
    aspect = kader_of(confident.version_id, "nl").aspects[0]
    said = speaking.contribute(
        seat,
        sent_as=uuid4(),
        aspect=aspect.key,
        loop=aspect.main("resident").loop,
        question=aspect.main("resident").key,
        text="Over de buren",
        secret=secret,
        share_it=True,
    )
    client = cast.signed_in(Person.objects.get(name="Noor"))
    hide = reverse("dialogues:hide", args=[confident.pk, said.pk])
    assert client.post(hide, {"because": "Gaat over iemand anders"}).status_code == 302
    said = Contribution.objects.select_related("dialogue", "seat").get(pk=said.pk)
    speaking.keep_private(said)
    speaking.share(said)
    assert sum(confident.cells.filter(outside=False).values_list("voices", flat=True)) == 0


def test_P12_two_first_looks_at_once_do_not_close_the_report(nameless: Dialogue) -> None:
    looked(None, nameless.pk, what="report")
    Look.objects.create(
        person=None, dialogue_id=nameless.pk, what="report", why="", on=Look.objects.get().on
    )
    looked(None, nameless.pk, what="report")


def test_AT79_a_number_of_five_thousand_digits_is_no_number(
    nameless: Dialogue, noor: Person
) -> None:
    client: Client = cast.signed_in(noor)
    address = reverse("dialogues:lead_new", args=[nameless.pk])
    assert client.get(address, {"seen": "9" * 5000}).status_code == 200
