"""'This was written down for you. Is it right?': what the speaker alone decides."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Guest, close, signed_in
from tests.dialogues.talk import bring, places, seat, speaker
from zwerm.dialogues import cards
from zwerm.dialogues.actions import join as joining
from zwerm.dialogues.actions.material import Said
from zwerm.dialogues.models import Consent, Contribution, Dialogue, Material, Passage, Placement
from zwerm.dialogues.queries import material as queries
from zwerm.dialogues.terms import Channel
from zwerm.dialogues.whose import AtSeat, LeftOut, NewSeat
from zwerm.people.models import Person
from zwerm.privacy.models import Withdrawal


def wrote_down(dialogue: Dialogue, noor: Person, sam: Guest) -> Placement:
    """Noor placed what Sam said; Sam has a phone."""
    material = bring(dialogue)
    one = speaker(material, "Sam")
    one.seat = sam.seat(dialogue)
    one.save(update_fields=["seat"])
    places(signed_in(noor), material, 2)
    return Placement.objects.get(material=material)


def answers(who: Guest, name: str, placement: Placement, **typed: str) -> int:
    dialogue_id = placement.material.dialogue_id
    return who.client.post(
        reverse(f"dialogues:{name}", args=[dialogue_id, placement.pk]), typed
    ).status_code


def test_sam_reads_what_was_written_down_and_by_whom(confident: Dialogue, noor: Person) -> None:
    sam = Guest().joins(confident, "student")
    wrote_down(confident, noor, sam)
    shown = sam.opens("confirm", confident)
    assert "Ik help mee." in shown
    assert "Noor" in shown
    assert "Wij koken" not in shown
    assert reverse("dialogues:confirm", args=[confident.pk]) in sam.opens("mine", confident)


def test_P1_with_a_yes_it_is_shared_as_sams_own(confident: Dialogue, noor: Person) -> None:
    sam = Guest().joins(confident, "student")
    placement = wrote_down(confident, noor, sam)
    assert answers(sam, "say_yes", placement, text=placement.text) == 302
    said = Contribution.objects.get()
    assert (said.seat, said.text, said.reach) == (sam.seat(confident), placement.text, "dialogue")
    assert cards.finds(sam.secret(confident), said.salt, said.mark)
    assert queries.waiting_for(sam.seat(confident)) == 0
    assert "Dank je" in sam.opens("confirm", confident)


def test_P7_sam_shares_it_in_other_words(confident: Dialogue, noor: Person) -> None:
    sam = Guest().joins(confident, "student")
    placement = wrote_down(confident, noor, sam)
    answers(sam, "say_yes", placement, text="Ik leer er vooral van.")
    assert Contribution.objects.get().text == "Ik leer er vooral van."


def test_P12_saying_yes_twice_is_one_contribution(confident: Dialogue, noor: Person) -> None:
    sam = Guest().joins(confident, "student")
    placement = wrote_down(confident, noor, sam)
    for _ in range(2):
        assert answers(sam, "say_yes", placement, text="Ja.") == 302
    assert Contribution.objects.count() == 1


def test_P8_with_a_no_the_words_are_gone_for_noor_too(confident: Dialogue, noor: Person) -> None:
    sam = Guest().joins(confident, "student")
    placement = wrote_down(confident, noor, sam)
    assert answers(sam, "say_no", placement) == 302
    assert not Contribution.objects.exists()
    assert not Placement.objects.exists()
    assert not Passage.objects.filter(text__contains="Ik help mee").exists()
    assert Withdrawal.objects.filter(kind="placement").count() == 1
    answers(sam, "say_no", placement)


def test_P8_a_no_to_one_piece_leaves_the_other_pieces(confident: Dialogue, noor: Person) -> None:
    sam = Guest().joins(confident, "student")
    material = bring(confident)
    one = speaker(material, "Sam")
    one.seat = sam.seat(confident)
    one.save(update_fields=["seat"])
    client = signed_in(noor)
    places(client, material, 2, first=1, last=1)
    places(client, material, 2, "intention", first=2, last=2)
    refused = Placement.objects.get(aspect="activity")
    answers(sam, "say_no", refused)
    assert (
        Passage.objects.get(material=material, position=2).text == "… Maar ik leer er vooral van."
    )
    assert Placement.objects.get().aspect == "intention"


def test_a_no_after_a_yes_changes_nothing_here(confident: Dialogue, noor: Person) -> None:
    sam = Guest().joins(confident, "student")
    placement = wrote_down(confident, noor, sam)
    answers(sam, "say_yes", placement, text="Ja.")
    answers(sam, "say_no", placement)
    assert Contribution.objects.count() == 1


def test_an_empty_answer_shares_nothing_and_says_so(confident: Dialogue, noor: Person) -> None:
    sam = Guest().joins(confident, "student")
    placement = wrote_down(confident, noor, sam)
    assert answers(sam, "say_yes", placement, text="  ") == 422
    assert not Contribution.objects.exists()


def test_P3_without_name_a_confirmed_note_waits_for_its_batch(
    nameless: Dialogue, noor: Person
) -> None:
    material = bring(nameless)
    seat(material, {"Mevrouw Bakker": NewSeat("resident")})
    places(signed_in(noor), material, 1)
    voice = speaker(material, "Mevrouw Bakker").seat
    assert voice is not None
    bakker = Guest()
    bakker.client.post(
        reverse("dialogues:card_in"), {"card": cards.shown(joining.give_card(voice))}
    )
    shown = bakker.opens("confirm", nameless)
    assert "doe je mee" in shown
    placement = Placement.objects.get()
    answers(bakker, "say_yes", placement, text=placement.text)
    said = Contribution.objects.get()
    assert not said.shown
    consent = Consent.objects.get(seat=voice)
    assert (consent.given, consent.channel) == (True, Channel.SCREEN)
    secret = bakker.secret(nameless)
    close(nameless)
    sealed = Contribution.objects.get()
    assert sealed.seat is None
    assert cards.finds(secret, sealed.salt, sealed.mark)


def test_what_nobody_confirmed_is_removed_at_closing(confident: Dialogue, noor: Person) -> None:
    sam = Guest().joins(confident, "student")
    wrote_down(confident, noor, sam)
    close(confident)
    assert not Contribution.objects.exists()
    assert not Placement.objects.exists()
    answer = sam.client.get(reverse("dialogues:confirm", args=[confident.pk]))
    assert answer.status_code == 404


def test_a_speaker_who_was_left_out_is_asked_nothing(confident: Dialogue, noor: Person) -> None:
    sam = Guest().joins(confident, "student")
    placement = wrote_down(confident, noor, sam)
    seat(placement.material, {"Sam": LeftOut()})
    assert queries.waiting_for(sam.seat(confident)) == 0
    assert answers(sam, "say_yes", placement, text="Ja.") == 404


@pytest.mark.parametrize(("name", "typed"), [("say_yes", {"text": "Ja"}), ("say_no", {})])
def test_AT01_nobody_answers_for_somebody_else(
    confident: Dialogue, noor: Person, stranger: Person, name: str, typed: dict[str, str]
) -> None:
    sam = Guest().joins(confident, "student")
    placement = wrote_down(confident, noor, sam)
    bakker = Guest().joins(confident)
    address = reverse(f"dialogues:{name}", args=[confident.pk, placement.pk])
    for client in (Client(), bakker.client, signed_in(noor), signed_in(stranger)):
        assert client.post(address, typed).status_code == 404
    unknown = reverse(f"dialogues:{name}", args=[confident.pk, uuid4()])
    assert sam.client.post(unknown, typed).status_code == 404
    assert sam.client.get(address).status_code == 405
    assert Placement.objects.filter(contribution=None).count() == 1


def test_AT01_the_page_opens_for_a_voice_only(
    confident: Dialogue, noor: Person, stranger: Person
) -> None:
    address = reverse("dialogues:confirm", args=[confident.pk])
    for client in (Client(), signed_in(noor), signed_in(stranger)):
        assert client.get(address).status_code == 404
    sam = Guest().joins(confident, "student")
    assert "Dank je" in sam.opens("confirm", confident)


def many(dialogue: Dialogue, noor: Person, sam: Guest, number: int) -> Material:
    material = bring(dialogue, tuple(Said("Sam", n, f"Zin {n}.") for n in range(number)))
    seat(material, {"Sam": AtSeat(sam.seat(dialogue).pk)})
    client = signed_in(noor)
    for position in range(number):
        places(client, material, position)
    return material


def test_not_now_goes_to_the_next_and_comes_round(confident: Dialogue, noor: Person) -> None:
    sam = Guest().joins(confident, "student")
    many(confident, noor, sam, 3)
    address = reverse("dialogues:confirm", args=[confident.pk])
    seen = [
        next(
            n
            for n in range(3)
            if f"Zin {n}." in sam.client.get(f"{address}?later={later}").content.decode()
        )
        for later in (0, 1, 2, 3)
    ]
    assert seen == [0, 1, 2, 0]
    assert sam.client.get(f"{address}?later=x").status_code == 200


@pytest.mark.parametrize("number", [1, 5, 40])
def test_confirming_costs_the_same_for_one_or_forty(
    confident: Dialogue, noor: Person, number: int
) -> None:
    sam = Guest().joins(confident, "student")
    many(confident, noor, sam, number)
    with CaptureQueriesContext(connection) as asked:
        sam.opens("confirm", confident)
    assert len(asked) == 4
