"""Coming in, answering, sharing, changing, taking back, coming back: by people without account."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Guest, a_dialogue, close, guests, signed_in
from zwerm.dialogues import doors
from zwerm.dialogues.actions import lead
from zwerm.dialogues.models import Consent, Contribution, Dialogue, Draft, Seat
from zwerm.dialogues.terms import Level, Reach
from zwerm.frameworks.models import FrameworkVersion
from zwerm.people.models import Person
from zwerm.practices.models import Practice
from zwerm.privacy.models import Withdrawal
from zwerm.privacy.terms import FURTHER


def test_bakker_joins_with_letters_typed_as_she_likes(confident: Dialogue) -> None:
    code = confident.join_code or ""
    bakker = Client()
    for typed in (code.lower(), f" {code[:3]}-{code[3:]} "):
        answer = bakker.post(reverse("dialogues:join"), {"code": typed})
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("dialogues:welcome", args=[code]))


def test_an_unknown_code_gets_a_friendly_sentence_and_keeps_what_was_typed(db: None) -> None:
    answer = Client().post(reverse("dialogues:join"), {"code": "BCDFGH"})
    assert answer.status_code == 422
    assert "BCDFGH" in answer.content.decode()


def test_P2_the_first_page_says_who_sees_what_before_anything_is_typed(
    confident: Dialogue, nameless: Dialogue
) -> None:
    in_trust = Client().get(reverse("dialogues:welcome", args=[confident.join_code]))
    without_name = Client().get(reverse("dialogues:welcome", args=[nameless.join_code]))
    assert "bijnaam" in in_trust.content.decode()
    assert "kaart" in without_name.content.decode()
    assert "Hogeschool Zuid" in without_name.content.decode()


@pytest.mark.parametrize("left_out", ["yes", "perspective"])
def test_nobody_sits_down_without_a_yes_and_a_perspective(
    confident: Dialogue, left_out: str
) -> None:
    said = {"yes": "on", "perspective": "resident", "sent_as": str(uuid4())}
    del said[left_out]
    answer = Client().post(reverse("dialogues:welcome", args=[confident.join_code]), said)
    assert answer.status_code == 422
    assert not Seat.objects.filter(dialogue=confident, role="voice").exists()


def test_PR05_the_yes_is_kept_with_the_text_that_was_read(confident: Dialogue) -> None:
    bakker = Guest().joins(confident)
    consent = Consent.objects.get(seat=bakker.seat(confident))
    assert consent.given
    assert consent.purpose == "take_part"
    assert len(consent.text_digest) == 64


def test_AT35_an_account_is_not_used_in_silence_without_name(
    nameless: Dialogue, noor: Person
) -> None:
    guest = Guest(signed_in(noor)).joins(nameless)
    assert guest.seat(nameless).person_id is None


def test_P1_what_bakker_keeps_for_herself_nobody_else_reads(confident: Dialogue) -> None:
    bakker, sam = guests(confident, 2)
    bakker.says(confident, "Dit hou ik nog even bij me", shared=False)
    assert "Dit hou ik nog even bij me" in bakker.opens("mine", confident)
    assert "Dit hou ik nog even bij me" not in sam.opens("group", confident)


def test_in_confidence_what_is_shared_stands_there_at_once(confident: Dialogue) -> None:
    bakker, sam = guests(confident, 2)
    bakker.says(confident, "We eten samen en dan praat je anders")
    assert "We eten samen en dan praat je anders" in sam.opens("group", confident)


def test_P3_without_name_nothing_is_shown_on_arrival(nameless: Dialogue) -> None:
    bakker, sam = guests(nameless, 2)
    bakker.says(nameless, "Ik durfde het eerst niet te zeggen")
    assert "Ik durfde het eerst niet te zeggen" not in sam.opens("group", nameless)
    assert "Ik durfde het eerst niet te zeggen" in bakker.opens("mine", nameless)


def test_P12_sent_twice_is_stored_once(confident: Dialogue) -> None:
    bakker = Guest().joins(confident)
    same = uuid4()
    for _ in range(2):
        assert bakker.says(confident, "Eén keer", sent_as=same).status_code == 302
    assert Contribution.objects.filter(dialogue=confident).count() == 1


def test_an_empty_answer_gets_a_sentence_and_no_row(confident: Dialogue) -> None:
    bakker = Guest().joins(confident)
    assert bakker.says(confident, "   ").status_code == 422
    assert not Contribution.objects.exists()


def test_AT79_a_megabyte_is_refused_and_kept_on_the_page(confident: Dialogue) -> None:
    bakker = Guest().joins(confident)
    answer = bakker.says(confident, "woord " * 200_000)
    assert answer.status_code == 422
    assert not Contribution.objects.exists()


def test_FI40_emoji_arabic_and_long_text_come_back_unchanged(confident: Dialogue) -> None:
    bakker = Guest().joins(confident)
    text = "Koken 🍲 met خالد\nen daarna de afwas " + "lang " * 1500
    bakker.says(confident, text)
    assert Contribution.objects.get().text == text.strip()


def test_AT76_fields_that_are_not_on_the_form_do_nothing(confident: Dialogue) -> None:
    bakker = Guest().joins(confident)
    bakker.client.post(
        reverse("dialogues:speak", args=[confident.pk]),
        {
            "question": bakker.question(confident),
            "text": "Gewoon",
            "sent_as": str(uuid4()),
            "keep": "yes",
            "reach": Reach.DIALOGUE,
            "shown": "on",
            "seat": str(uuid4()),
            "k": "1",
        },
    )
    said = Contribution.objects.get()
    assert said.reach == Reach.PRIVATE
    assert not said.shown


def test_a_draft_is_private_kept_and_thrown_away_when_shared(confident: Dialogue) -> None:
    bakker = Guest().joins(confident)
    question = bakker.question(confident)
    kept = bakker.client.post(
        reverse("dialogues:draft", args=[confident.pk]),
        {"question": question, "text": "Ik ben nog", "sent_as": str(uuid4())},
    )
    assert kept.json()["saved"] is True
    assert "Ik ben nog" in bakker.opens("speak", confident)
    bakker.says(confident, "Ik ben nog bezig geweest")
    assert not Draft.objects.exists()


def test_sharing_narrowing_and_changing(confident: Dialogue) -> None:
    bakker, sam = guests(confident, 2)
    bakker.says(confident, "Eerste woorden", shared=False)
    said = Contribution.objects.get()
    bakker.client.post(reverse("dialogues:share", args=[confident.pk, said.pk]))
    assert "Eerste woorden" in sam.opens("group", confident)
    bakker.client.post(
        reverse("dialogues:change", args=[confident.pk, said.pk]), {"text": "Betere woorden"}
    )
    assert "Betere woorden" in sam.opens("group", confident)
    bakker.client.post(reverse("dialogues:keep_private", args=[confident.pk, said.pk]))
    assert "Betere woorden" not in sam.opens("group", confident)


def test_P3_a_changed_answer_without_name_waits_again(nameless: Dialogue) -> None:
    everybody = guests(nameless, 5)
    for number, guest in enumerate(everybody):
        guest.says(nameless, f"Antwoord nummer {number}")
    assert lead.reveal(nameless) == 5
    bakker = everybody[0]
    said = Contribution.objects.get(text="Antwoord nummer 0")
    bakker.client.post(
        reverse("dialogues:change", args=[nameless.pk, said.pk]), {"text": "Anders gezegd"}
    )
    page = everybody[1].opens("group", nameless)
    assert "Antwoord nummer 0" not in page
    assert "Anders gezegd" not in page


def test_P8_what_bakker_takes_back_is_gone_for_sam_and_stands_in_the_ledger(
    confident: Dialogue,
) -> None:
    bakker, sam = guests(confident, 2)
    bakker.says(confident, "Bij ons thuis lukt dat niet")
    said = Contribution.objects.get()
    assert "35" in bakker.opens("take_back", confident, said.pk)
    bakker.takes_back(confident, said)
    assert "Bij ons thuis" not in sam.opens("group", confident)
    assert "Bij ons thuis" not in bakker.opens("mine", confident)
    assert Withdrawal.objects.filter(object_id=said.pk).exists()


@pytest.mark.parametrize("verb", ["share", "keep_private", "change", "take_back"])
def test_AT03_nobody_touches_the_words_of_another(confident: Dialogue, verb: str) -> None:
    bakker, sam = guests(confident, 2)
    bakker.says(confident, "Van mij")
    said = Contribution.objects.get()
    answer = sam.client.post(
        reverse(f"dialogues:{verb}", args=[confident.pk, said.pk]), {"text": "gekaapt"}
    )
    assert answer.status_code == 404
    said.refresh_from_db()
    assert said.text == "Van mij"
    assert said.shown


def test_AT02_a_contribution_of_another_dialogue_is_not_found_here(
    confident: Dialogue, nameless: Dialogue
) -> None:
    bakker = Guest().joins(confident).joins(nameless)
    bakker.says(confident, "Hier")
    said = Contribution.objects.get()
    answer = bakker.client.post(reverse("dialogues:take_back", args=[nameless.pk, said.pk]))
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "page", ["speak", "mine", "compass", "purposes", "group", "card", "done", "answered"]
)
def test_AT01_a_stranger_gets_the_same_answer_as_for_what_does_not_exist(
    confident: Dialogue, stranger: Person, page: str
) -> None:
    for client in (Client(), signed_in(stranger)):
        real = reverse(f"dialogues:{page}", args=[confident.pk])
        none = reverse(f"dialogues:{page}", args=[uuid4()])
        assert client.get(real).status_code == client.get(none).status_code == 404
        assert words_of(client, real) == words_of(client, none)


def words_of(client: Client, address: str) -> str:
    """A page without what differs at each visit: its own address and the form's token."""
    page = client.get(address).content.decode().replace(address, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_every_further_purpose_is_unticked_skippable_and_kept(confident: Dialogue) -> None:
    bakker = Guest().joins(confident)
    page = bakker.opens("purposes", confident)
    assert "checked" not in page
    bakker.client.post(
        reverse("dialogues:purposes", args=[confident.pk]), {"purposes": ["research"]}
    )
    given = {one.purpose: one.given for one in Consent.objects.all()}
    assert given["research"] is True
    assert [given[purpose] for purpose in FURTHER].count(False) == len(FURTHER) - 1


def test_the_card_opens_the_same_seat_on_another_device(nameless: Dialogue) -> None:
    bakker = Guest().joins(nameless)
    bakker.says(nameless, "Van mijn telefoon")
    library = Client()
    shown = bakker.opens("card", nameless)
    assert "-" in shown
    answer = library.post(reverse("dialogues:card_in"), {"card": bakker.secret(nameless).lower()})
    assert answer["Location"] == reverse("dialogues:mine", args=[nameless.pk])
    assert "Van mijn telefoon" in library.get(answer["Location"]).content.decode()


def test_a_wrong_card_gets_a_friendly_sentence(db: None) -> None:
    answer = Client().post(reverse("dialogues:card_in"), {"card": "BCDF-HJKL"})
    assert answer.status_code == 422


def test_P3_P8_after_sealing_only_the_card_finds_and_takes_back(nameless: Dialogue) -> None:
    everybody = guests(nameless, 6)
    for number, guest in enumerate(everybody):
        guest.says(nameless, f"Zin {number}")
    secret = everybody[0].secret(nameless)
    close(nameless)
    assert not Contribution.objects.filter(seat__isnull=False).exists()
    library = Guest()
    library.client.post(reverse("dialogues:card_in"), {"card": secret})
    page = library.opens("mine", nameless)
    assert "Zin 0" in page
    assert "Zin 1" not in page
    said = Contribution.objects.get(text="Zin 0")
    assert library.takes_back(nameless, said).status_code == 302
    assert not Contribution.objects.filter(text="Zin 0").exists()
    assert "Zin 0" not in everybody[1].opens("group", nameless)


def test_AT31_another_card_opens_nothing_of_it(nameless: Dialogue) -> None:
    bakker, sam = guests(nameless, 2)
    bakker.says(nameless, "Alleen voor mijn kaart")
    close(nameless)
    said = Contribution.objects.get()
    assert sam.takes_back(nameless, said).status_code == 404
    assert (
        sam.client.post(
            reverse("dialogues:change", args=[nameless.pk, said.pk]), {"text": "x"}
        ).status_code
        == 404
    )


def test_drafts_become_private_at_closing_and_the_card_finds_them(nameless: Dialogue) -> None:
    bakker = Guest().joins(nameless)
    bakker.client.post(
        reverse("dialogues:draft", args=[nameless.pk]),
        {"question": bakker.question(nameless), "text": "Half gedacht"},
    )
    close(nameless)
    said = Contribution.objects.get()
    assert (said.reach, said.shown, said.seat_id) == (Reach.PRIVATE, False, None)
    assert "Half gedacht" in bakker.opens("mine", nameless)


def test_AT56_the_next_person_finds_nothing_of_the_one_before(confident: Dialogue) -> None:
    bakker = Guest().joins(confident)
    bakker.says(confident, "Op de tablet van het buurthuis")
    answer = bakker.client.post(reverse("dialogues:done", args=[confident.pk]))
    assert answer.status_code == 302
    assert bakker.client.get(reverse("dialogues:mine", args=[confident.pk])).status_code == 404


def test_AT46_the_code_dies_with_the_dialogue(confident: Dialogue) -> None:
    code = confident.join_code or ""
    close(confident)
    assert Client().get(reverse("dialogues:welcome", args=[code])).status_code == 404
    assert Client().post(reverse("dialogues:join"), {"code": code}).status_code == 422


def test_AT45_guessing_is_stopped_and_the_room_is_not(confident: Dialogue) -> None:
    guesser = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(60):
        guesser.post(reverse("dialogues:join"), {"code": "BBCCDD"})
    assert guesser.post(reverse("dialogues:join"), {"code": "BBCCDD"}).status_code == 429
    other = Client(REMOTE_ADDR="203.0.113.10")
    answer = other.post(reverse("dialogues:join"), {"code": confident.join_code})
    assert answer.status_code == 302


@pytest.mark.parametrize("level", [Level.IN_CONFIDENCE, Level.NAMELESS])
@pytest.mark.parametrize("others", [1, 5, 40])
def test_a_participants_screens_cost_the_same_however_many_speak(
    practice: Practice,
    version: FrameworkVersion,
    noor: Person,
    level: str,
    others: int,
) -> None:
    dialogue = a_dialogue(practice, version, noor, level=level)
    bakker = Guest().joins(dialogue)
    for guest in guests(dialogue, others):
        guest.says(dialogue, "Iets")
    bakker.opens("speak", dialogue)
    costs = {}
    for page in ("speak", "mine", "compass", "group", "purposes", "card"):
        with CaptureQueriesContext(connection) as spent:
            bakker.opens(page, dialogue)
        costs[page] = len(spent)
    assert costs["speak"] <= 7
    assert costs["mine"] <= 4
    assert costs["compass"] <= 4
    assert costs["group"] <= 4
    assert costs["purposes"] <= 3
    assert costs["card"] <= 3


def test_AT45_the_link_on_the_wall_works_beside_somebody_who_guesses(confident: Dialogue) -> None:
    room = Client(REMOTE_ADDR="203.0.113.20")
    for _ in range(60):
        room.post(reverse("dialogues:join"), {"code": "BBCCDD"})
    code = confident.join_code or ""
    assert room.get(reverse("dialogues:welcome", args=[code])).status_code == 429
    assert room.get(doors.path(code)).status_code == 200
    forged = reverse("dialogues:welcome", args=[code]) + "?s=AAAAAAAAAAAAAAAA"
    assert room.get(forged).status_code == 429


def test_FI13_what_comes_after_closing_is_given_back(nameless: Dialogue) -> None:
    bakker = Guest().joins(nameless)
    close(nameless)
    answer = bakker.says(nameless, "Net te laat")
    assert answer.status_code == 409
    assert "Net te laat" in answer.content.decode()
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("before", [0, 4])
def test_a_shared_answer_costs_the_same_however_much_was_said(
    confident: Dialogue, before: int
) -> None:
    bakker, sam = guests(confident, 2)
    for number in range(before + 1):
        sam.says(confident, f"Nummer {number}")
    with CaptureQueriesContext(connection) as spent:
        bakker.says(confident, "Samen koken")
    # The seat, the transaction, the dialogue held, sent before or not, the answer, the draft that
    # goes, the count of its cell and two topics; PostgreSQL is asked to tell two more.
    assert len(spent) == (12 if connection.vendor == "postgresql" else 10)
