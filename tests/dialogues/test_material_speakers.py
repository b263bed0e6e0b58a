"""Who speaks in a talk from elsewhere, and which of them said yes."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Guest, signed_in
from tests.dialogues.talk import bakker_said_yes, bring, lead_of, places, seat, speaker
from zwerm.dialogues import cards
from zwerm.dialogues.actions.material import Said
from zwerm.dialogues.models import Consent, Contribution, Dialogue, Material, Placement, Seat
from zwerm.dialogues.queries import material as queries
from zwerm.dialogues.queries import speakers as speaker_queries
from zwerm.dialogues.terms import Channel
from zwerm.dialogues.whose import AtSeat, LeftOut, NewSeat, SameAs, Unknown, Who, read
from zwerm.people.models import Person


def address(material: Material) -> str:
    return reverse("dialogues:speakers", args=[material.dialogue_id, material.pk])


def sends(client: Client, material: Material, **typed: str) -> int:
    """Fill in the page as it stands, with these answers over it, by the name in the file."""
    page = speaker_queries.speakers(lead_of(material.dialogue), material)
    form = {"recorded_by": "Noor", "how": "hardop", "on": "2026-11-20"}
    for number, one in enumerate(page.named):
        plain = one.name.replace(" ", "_")
        form[f"who-{number}"] = typed.get(f"who_{plain}", one.chosen)
        form[f"nickname-{number}"] = typed.get(f"name_{plain}", one.name)
        if typed.get(f"yes_{plain}", "on" if one.agreed else ""):
            form[f"agreed-{number}"] = "on"
    form |= {key: value for key, value in typed.items() if key in {"recorded_by", "how", "on"}}
    return client.post(address(material), form).status_code


def test_PR05_one_page_gives_everybody_a_seat_and_keeps_who_heard_the_yes(
    confident: Dialogue, noor: Person
) -> None:
    material = bring(confident)
    bakker = speaker(material, "Mevrouw Bakker")
    status = sends(
        signed_in(noor),
        material,
        who_Roos="out",
        who_Mevrouw_Bakker="new:resident",
        yes_Mevrouw_Bakker="on",
        who_Bakker=f"same:{bakker.pk}",
        who_Sam="new:student",
        name_Sam="Sammie",
    )
    assert status == 302
    found = speaker(material, "Mevrouw Bakker").seat
    assert found is not None
    assert (found.nickname, found.perspective, found.channel) == (
        "Mevrouw Bakker",
        "resident",
        Channel.SPOKEN,
    )
    assert speaker(material, "Bakker").seat == found
    sam = speaker(material, "Sam").seat
    assert sam is not None
    assert sam.nickname == "Sammie"
    assert speaker(material, "Roos").left_out
    assert speaker(material, "Yusuf").seat is None
    consent = Consent.objects.get()
    assert consent.seat == found
    assert (consent.recorded_by, consent.how, str(consent.on)) == ("Noor", "hardop", "2026-11-20")
    assert consent.text_digest


@pytest.mark.parametrize("missing", ["recorded_by", "how", "on"])
def test_PR05_a_yes_without_who_how_and_when_is_not_taken(
    confident: Dialogue, noor: Person, missing: str
) -> None:
    material = bring(confident)
    status = sends(signed_in(noor), material, who_Sam="new:student", yes_Sam="on", **{missing: ""})
    assert status == 422
    assert not Consent.objects.exists()
    assert not Seat.objects.filter(dialogue=confident, role="voice").exists()


def test_a_yes_for_somebody_who_answers_on_her_own_phone_is_refused(
    confident: Dialogue, noor: Person
) -> None:
    material = bring(confident)
    sam = Guest().joins(confident, "student").seat(confident)
    status = sends(signed_in(noor), material, who_Sam=f"seat:{sam.pk}", yes_Sam="on")
    assert status == 422
    assert Consent.objects.get(seat=sam).channel == Channel.SCREEN


def test_P1_words_placed_for_a_phone_wait_for_that_phone(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    sam = Guest().joins(confident, "student")
    sends(signed_in(noor), material, who_Sam=f"seat:{sam.seat(confident).pk}")
    places(signed_in(noor), material, 2)
    assert not Contribution.objects.exists()
    assert queries.waiting_for(sam.seat(confident)) == 1


def test_a_yes_that_was_recorded_before_asks_nothing_again(
    confident: Dialogue, noor: Person
) -> None:
    material = bring(confident)
    bakker_said_yes(material)
    status = sends(signed_in(noor), material, who_Sam="new:student", how="", on="", recorded_by="")
    assert status == 302
    assert Consent.objects.get().how == "hardop, aan het begin"


def test_a_yes_that_comes_later_shares_what_was_placed(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    seat(material, {"Sam": NewSeat("student", "Sam")})
    places(signed_in(noor), material, 2)
    assert not Contribution.objects.exists()
    sends(signed_in(noor), material, yes_Sam="on")
    assert Contribution.objects.get().text.startswith("Ik help mee.")


def test_a_yes_that_is_taken_away_makes_it_wait_again(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    bakker = bakker_said_yes(material)
    places(signed_in(noor), material, 1)
    sends(signed_in(noor), material, yes_Mevrouw_Bakker="")
    assert not Contribution.objects.exists()
    assert Placement.objects.get().contribution is None
    assert not Consent.objects.get(seat=bakker).given


def test_leaving_somebody_out_takes_back_what_was_placed(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    bakker_said_yes(material)
    places(signed_in(noor), material, 1)
    sends(signed_in(noor), material, who_Mevrouw_Bakker="out")
    assert not Contribution.objects.exists()
    sends(signed_in(noor), material, who_Mevrouw_Bakker="unknown", yes_Mevrouw_Bakker="")
    assert not speaker(material, "Mevrouw Bakker").left_out


def test_another_perspective_is_another_seat_and_the_empty_one_goes(
    confident: Dialogue, noor: Person
) -> None:
    material = bring(confident)
    old = bakker_said_yes(material)
    places(signed_in(noor), material, 1)
    sends(signed_in(noor), material, who_Mevrouw_Bakker="new:professional", yes_Mevrouw_Bakker="on")
    found = speaker(material, "Mevrouw Bakker").seat
    assert found is not None
    assert found.perspective == "professional"
    assert not Seat.objects.filter(pk=old.pk).exists()
    assert Contribution.objects.get().seat == found


def test_P1_who_confirmed_stays_who_she_is(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    sam = Guest().joins(confident, "student")
    sends(signed_in(noor), material, who_Sam=f"seat:{sam.seat(confident).pk}")
    places(signed_in(noor), material, 2)
    placement = Placement.objects.get()
    sam.client.post(
        reverse("dialogues:say_yes", args=[confident.pk, placement.pk]), {"text": placement.text}
    )
    assert sends(signed_in(noor), material, who_Sam="new:student") == 422
    assert speaker(material, "Sam").seat == sam.seat(confident)
    assert sends(signed_in(noor), material, who_Sam="out") == 302
    assert Contribution.objects.get().seat == sam.seat(confident)


def test_P3_without_name_phones_are_not_offered_and_new_seats_have_no_nickname(
    nameless: Dialogue, noor: Person
) -> None:
    material = bring(nameless)
    sam = Guest().joins(nameless, "student")
    assert queries.voices(nameless) == ()
    assert sends(signed_in(noor), material, who_Sam=f"seat:{sam.seat(nameless).pk}") == 422
    assert sends(signed_in(noor), material, who_Sam="new:student", name_Sam="Sam") == 302
    found = speaker(material, "Sam").seat
    assert found is not None
    assert found.nickname == ""


def test_P8_a_card_for_a_speaker_opens_what_was_written_down_and_finds_it_after_sealing(
    nameless: Dialogue, noor: Person
) -> None:
    material = bring(nameless)
    seat(material, {"Mevrouw Bakker": NewSeat("resident")}, agreed=("Mevrouw Bakker",))
    places(signed_in(noor), material, 1)
    one = speaker(material, "Mevrouw Bakker")
    card = signed_in(noor).post(
        reverse("dialogues:speaker_card", args=[nameless.pk, material.pk, one.pk])
    )
    assert card.status_code == 200
    voice = speaker(material, "Mevrouw Bakker").seat
    assert voice is not None
    said = Contribution.objects.get()
    text = card.content.decode()
    printed = text.partition('class="zw-given">')[2].partition("<")[0]
    secret = cards.normalise(printed)
    assert secret is not None
    assert cards.key_hash(secret) == voice.key_hash
    assert cards.finds(secret, said.salt, said.mark)
    bakker = Client()
    bakker.post(reverse("dialogues:card_in"), {"card": printed})
    assert "Wij koken" in bakker.get(reverse("dialogues:mine", args=[nameless.pk])).content.decode()


def test_P3_nobody_else_gets_a_card_that_would_replace_a_phone(
    confident: Dialogue, noor: Person
) -> None:
    material = bring(confident)
    sam = Guest().joins(confident, "student")
    sends(signed_in(noor), material, who_Sam=f"seat:{sam.seat(confident).pk}")
    client = signed_in(noor)
    for name in ("Sam", "Yusuf"):
        one = speaker(material, name)
        answer = client.post(
            reverse("dialogues:speaker_card", args=[confident.pk, material.pk, one.pk])
        )
        assert answer.status_code == 404
    assert sam.opens("mine", confident)


def test_choices_that_nobody_offered_are_refused(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    for wrong in ("seat:1", "new:king", "drop table", f"same:{speaker(material, 'Sam').pk}"):
        assert sends(signed_in(noor), material, who_Sam=wrong) == 422
    assert not Seat.objects.filter(dialogue=confident, role="voice").exists()


def test_two_names_that_point_at_each_other_end_well(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    seat(
        material,
        {
            "Bakker": SameAs(speaker(material, "Mevrouw Bakker").pk),
            "Mevrouw Bakker": SameAs(speaker(material, "Bakker").pk),
        },
    )
    seat(material, {"Mevrouw Bakker": NewSeat("resident", "B")})
    assert signed_in(noor).get(address(material)).status_code == 200


@pytest.mark.parametrize(
    "who", [Unknown(), LeftOut(), NewSeat("student"), NewSeat("", "Sam")], ids=str
)
def test_a_choice_travels_in_a_form_and_back(who: Who) -> None:
    nickname = who.nickname if isinstance(who, NewSeat) else ""
    assert read(str(who), nickname=nickname) == who
    with pytest.raises(ValueError, match="badly formed"):
        read("seat:sideways")


@pytest.mark.parametrize("speakers", [1, 5, 40])
def test_the_page_of_names_costs_the_same_for_one_or_forty(
    confident: Dialogue, noor: Person, speakers: int
) -> None:
    material = bring(confident, tuple(Said(f"Stem {n}", n, "Ja.") for n in range(speakers)))
    seat(material, {f"Stem {n}": NewSeat("student", f"S{n}") for n in range(speakers)})
    client = signed_in(noor)
    client.get(address(material))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address(material)).status_code == 200
    assert len(asked) == 13


def test_more_than_forty_names_come_page_by_page(confident: Dialogue, noor: Person) -> None:
    material = bring(confident, tuple(Said(f"Stem {n}", n, "Ja.") for n in range(90)))
    client = signed_in(noor)
    assert "Stem 39" in client.get(address(material)).content.decode()
    assert "Stem 89" in client.get(address(material) + "?page=3").content.decode()
    assert "Stem 89" in client.get(address(material) + "?page=99").content.decode()


def test_removing_material_keeps_what_has_a_yes(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    bakker_said_yes(material)
    client = signed_in(noor)
    places(client, material, 1)
    gone = reverse("dialogues:throw_away", args=[confident.pk, material.pk])
    assert Material.objects.exists()
    assert client.get(gone).status_code == 200
    assert Material.objects.exists()
    client.post(gone)
    assert not Material.objects.exists()
    assert Contribution.objects.get().text.startswith("Wij koken.")


def test_the_seat_that_is_there_is_recognised_by_name(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    bakker_said_yes(material)
    assert [voice.label for voice in queries.voices(confident)] == [
        "Mevrouw Bakker (bewoner of ervaringsdeskundige)"
    ]
    assert read(str(AtSeat(lead_of(confident).pk))) == AtSeat(lead_of(confident).pk)
