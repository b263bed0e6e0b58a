"""A talk that took place elsewhere: its passages get a place, one key each."""

import time
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Guest, close, signed_in
from tests.dialogues.talk import TALK, bakker_said_yes, bring, places, seat, speaker
from zwerm.dialogues.actions import counting
from zwerm.dialogues.actions import lead as leading
from zwerm.dialogues.actions import speak as speaking
from zwerm.dialogues.actions.material import Said
from zwerm.dialogues.models import (
    CellCount,
    Consent,
    Contribution,
    Dialogue,
    Material,
    Passage,
    Placement,
    Seat,
)
from zwerm.dialogues.terms import Channel, Reach
from zwerm.dialogues.whose import LeftOut, NewSeat, SameAs
from zwerm.people.models import Person
from zwerm.privacy.terms import Purpose

PART = {"HX-Request": "true"}


def address(name: str, material: Material) -> str:
    return reverse(f"dialogues:{name}", args=[material.dialogue_id, material.pk])


def page(client: Client, material: Material, asked: str = "") -> str:
    answer = client.get(address("place", material) + asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_noor_reads_the_talk_and_sees_where_a_passage_may_go(
    confident: Dialogue, noor: Person
) -> None:
    material = bring(confident)
    shown = page(signed_in(noor), material)
    for turn in TALK:
        assert turn.text.split(".")[0] in shown
    assert "Wat doen we samen?" in shown
    assert 'id="now"' in shown
    assert shown.index("Wat doen jullie") > shown.index('id="now"')


def test_PR05_with_a_recorded_yes_a_placed_passage_is_shared_at_once(
    confident: Dialogue, noor: Person
) -> None:
    material = bring(confident)
    bakker = bakker_said_yes(material)
    assert places(signed_in(noor), material, 1) == 302
    said = Contribution.objects.get(dialogue=confident)
    assert said.seat == bakker
    assert said.text == TALK[1].text
    assert (said.aspect, said.loop, said.reach, said.shown) == ("activity", "how", "dialogue", True)
    assert said.channel == Channel.SPOKEN
    assert said.question == "activity-resident"
    consent = Consent.objects.get(seat=bakker)
    assert (consent.purpose, consent.given, consent.channel) == (Purpose.TAKE_PART, True, "spoken")
    assert (consent.recorded_by, consent.how) == ("Noor", "hardop, aan het begin")
    assert CellCount.objects.get(dialogue=confident, outside=False).voices == 1


def test_another_loop_finds_a_deeper_question(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    bakker_said_yes(material)
    places(signed_in(noor), material, 1, loop="what_for")
    said = Contribution.objects.get(dialogue=confident)
    assert said.loop == "what_for"
    assert said.question.startswith("activity-resident-what-for")


def test_P1_without_a_yes_a_placed_passage_is_nobodys_contribution(
    confident: Dialogue, noor: Person
) -> None:
    material = bring(confident)
    seat(material, {"Sam": NewSeat("student", "Sam")})
    client = signed_in(noor)
    places(client, material, 2)
    places(client, material, 4, "context")
    assert Placement.objects.filter(material=material, contribution=None).count() == 2
    assert not Contribution.objects.exists()
    assert "wacht op een ja" in page(client, material, "?p=2")


def test_P12_sent_twice_is_placed_once(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    bakker_said_yes(material)
    once = uuid4()
    client = signed_in(noor)
    for _ in range(2):
        assert places(client, material, 1, sent_as=once) == 302
    assert Placement.objects.filter(material=material).count() == 1
    assert Contribution.objects.filter(dialogue=confident).count() == 1


def test_after_placing_the_next_passage_stands_ready_also_tomorrow(
    confident: Dialogue, noor: Person
) -> None:
    material = bring(confident)
    answer = signed_in(noor).post(
        address("place", material),
        {"sent_as": str(uuid4()), "position": 1, "aspect": "activity"},
    )
    assert answer["Location"] == address("place", material) + "?p=2#now"
    shown = page(signed_in(noor), material)
    assert shown.index(TALK[1].text) < shown.index('id="now"') < shown.index("Ik help mee.")


def test_skipping_is_remembered_too(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    signed_in(noor).post(address("skip", material), {"position": 3})
    material.refresh_from_db()
    assert material.at_passage == 4


def test_P7_a_part_of_a_passage_is_placed_literally_and_the_rest_stands_ready(
    confident: Dialogue, noor: Person
) -> None:
    material = bring(confident)
    bakker_said_yes(material)
    client = signed_in(noor)
    answer = client.post(
        address("place", material),
        {"sent_as": str(uuid4()), "position": 1, "aspect": "activity", "first": 1, "last": 2},
    )
    assert answer["Location"].endswith("?p=1&zin=3#now")
    assert Contribution.objects.get().text == "Wij koken. Elke dinsdag."
    places(client, material, 1, "intention", first=3, last=3)
    texts = set(Contribution.objects.values_list("aspect", "text"))
    assert ("intention", "En dan eten we met de hele straat.") in texts


def test_undo_takes_the_last_one_back_and_goes_to_its_passage(
    confident: Dialogue, noor: Person
) -> None:
    material = bring(confident)
    bakker_said_yes(material)
    client = signed_in(noor)
    places(client, material, 1)
    places(client, material, 2, "context")
    back = client.post(address("undo_place", material), {"number": 2})
    assert back["Location"].endswith("?p=2#now")
    back = client.post(address("undo_place", material), {"number": 1})
    assert back["Location"].endswith("?p=1#now")
    assert not Placement.objects.exists()
    assert not Contribution.objects.exists()
    assert not CellCount.objects.filter(voices__gt=0).exists()


def test_pressing_undo_twice_takes_back_once(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    client = signed_in(noor)
    places(client, material, 1)
    places(client, material, 2)
    for _ in range(2):
        client.post(address("undo_place", material), {"number": 2})
    assert Placement.objects.get().number == 1


def test_what_its_speaker_confirmed_is_not_undone_by_somebody_else(
    confident: Dialogue, noor: Person
) -> None:
    material = bring(confident)
    sam = Guest().joins(confident, "student")
    seat(material, {})
    one = speaker(material, "Sam")
    one.seat = sam.seat(confident)
    one.save(update_fields=["seat"])
    client = signed_in(noor)
    places(client, material, 2)
    placement = Placement.objects.get()
    sam.client.post(
        reverse("dialogues:say_yes", args=[confident.pk, placement.pk]), {"text": "Ik leer ervan."}
    )
    client.post(address("undo_place", material), {"number": placement.number})
    assert Contribution.objects.get().text == "Ik leer ervan."


def test_P3_without_name_a_placed_passage_waits_for_its_batch_and_undo_leaves_nothing(
    nameless: Dialogue, noor: Person
) -> None:
    material = bring(nameless)
    bakker = bakker_said_yes(material)
    assert bakker.nickname == ""
    client = signed_in(noor)
    places(client, material, 1)
    said = Contribution.objects.get()
    assert (said.reach, said.shown) == (Reach.DIALOGUE, False)
    assert leading.reveal(nameless) == 0
    client.post(address("undo_place", material), {"number": 1})
    assert not Contribution.objects.exists()


def test_P3_the_page_says_that_names_stay_here_only_until_closing(
    nameless: Dialogue, confident: Dialogue, noor: Person
) -> None:
    client = signed_in(noor)
    without_name = client.get(reverse("interchange:bring_in", args=[nameless.pk]))
    in_trust = client.get(reverse("interchange:bring_in", args=[confident.pk]))
    assert "zonder naam" in without_name.content.decode()
    assert "losgemaakt" in without_name.content.decode()
    assert "losgemaakt" not in in_trust.content.decode()


def test_P3_at_closing_material_goes_and_what_was_shared_has_no_seat(
    nameless: Dialogue, noor: Person
) -> None:
    material = bring(nameless)
    bakker_said_yes(material)
    places(signed_in(noor), material, 1)
    places(signed_in(noor), material, 2)
    close(nameless)
    assert not Material.objects.exists()
    assert not Passage.objects.exists()
    assert Contribution.objects.get().seat is None
    assert signed_in(noor).get(address("place", material)).status_code == 404


def test_P8_what_is_taken_back_also_leaves_the_material(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    bakker_said_yes(material)
    client = signed_in(noor)
    places(client, material, 1)
    speaking.take_back(Contribution.objects.select_related("dialogue").get())
    assert "Elke dinsdag" not in page(client, material, "?p=1")
    assert not Placement.objects.exists()


def test_who_is_left_out_is_not_offered(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    seat(material, {"Roos": LeftOut()})
    client = signed_in(noor)
    assert "Wat doen jullie" not in page(client, material)
    assert places(client, material, 0) == 404


def test_two_names_of_one_person_are_one_voice(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    bakker = bakker_said_yes(material)
    seat(material, {"Bakker": SameAs(speaker(material, "Mevrouw Bakker").pk)})
    client = signed_in(noor)
    places(client, material, 1)
    places(client, material, 3)
    assert set(Contribution.objects.values_list("seat_id", flat=True)) == {bakker.pk}
    assert Contribution.objects.count() == 2


def test_noor_says_that_somebody_else_said_it(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    sam = speaker(material, "Sam")
    client = signed_in(noor)
    client.post(address("said_by", material), {"position": 3, "speaker": str(sam.pk)})
    assert Passage.objects.get(material=material, position=3).speaker == sam
    places(client, material, 1)
    client.post(address("said_by", material), {"position": 1, "speaker": str(sam.pk)})
    assert Passage.objects.get(material=material, position=1).speaker != sam


def test_a_key_gets_the_part_alone_and_a_button_the_page(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    client = signed_in(noor)
    part = client.post(
        address("place", material),
        {"sent_as": str(uuid4()), "position": 1, "aspect": "activity"},
        headers=PART,
    )
    assert part.status_code == 200
    assert "<html" not in part.content.decode()
    assert "Ik help mee." in part.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"aspect": "nothing"},
        {"position": "x"},
        {"sent_as": "no"},
        {"loop": "sideways"},
        {"first": "-4"},
    ],
)
def test_what_is_not_understood_places_nothing(
    confident: Dialogue, noor: Person, wrong: dict[str, object]
) -> None:
    material = bring(confident)
    typed: dict[str, object] = {"sent_as": str(uuid4()), "position": 1, "aspect": "activity"}
    answer = signed_in(noor).post(address("place", material), typed | wrong)
    assert answer.status_code == 422
    assert not Placement.objects.exists()


@pytest.mark.parametrize("asked", ["?p=999", "?p=-1", "?p=x", "?p=1&zin=99", "?p=" + "9" * 40])
def test_an_odd_address_is_still_a_page(confident: Dialogue, noor: Person, asked: str) -> None:
    page(signed_in(noor), bring(confident), asked)


def test_AT64_names_and_words_are_escaped(confident: Dialogue, noor: Person) -> None:
    bad = "<img src=x onerror=alert(1)>"
    material = bring(confident, (Said(bad, None, f"Hallo {bad} {{{{ 7*7 }}}}"),))
    client = signed_in(noor)
    for name in ("place", "speakers"):
        shown = client.get(address(name, material)).content.decode()
        assert "<img src=x" not in shown
        assert "&lt;img src=x" in shown


VIEWS = [
    ("get", "place", {}),
    ("post", "place", {"position": 1, "aspect": "activity"}),
    ("post", "undo_place", {"number": 1}),
    ("post", "skip", {"position": 1}),
    ("post", "said_by", {"position": 1}),
    ("get", "speakers", {}),
    ("post", "speakers", {}),
    ("get", "throw_away", {}),
    ("post", "throw_away", {}),
]


@pytest.mark.parametrize(("verb", "name", "typed"), VIEWS)
def test_AT01_only_who_brought_it_comes_in(
    confident: Dialogue, noor: Person, stranger: Person, verb: str, name: str, typed: dict[str, int]
) -> None:
    material = bring(confident)
    sam = Guest().joins(confident, "student")
    roos = Seat.objects.create(dialogue=confident, role="interviewer", nickname="Roos")
    other = Person.objects.create_user("roos@elders.example", "Roos")
    roos.person = other
    roos.save(update_fields=["person"])
    for client in (Client(), sam.client, signed_in(stranger), signed_in(other)):
        assert getattr(client, verb)(address(name, material), typed).status_code == 404
    own = signed_in(noor)
    wrong = reverse(f"dialogues:{name}", args=[confident.pk, uuid4()])
    assert getattr(own, verb)(wrong, typed).status_code == 404
    elsewhere = reverse(f"dialogues:{name}", args=[uuid4(), material.pk])
    assert getattr(own, verb)(elsewhere, typed).status_code == 404
    assert getattr(own, verb)(address(name, material), typed).status_code != 404


def test_only_posts_change_something(confident: Dialogue, noor: Person) -> None:
    material = bring(confident)
    for name in ("undo_place", "skip", "said_by"):
        assert signed_in(noor).get(address(name, material)).status_code == 405


def long_talk(dialogue: Dialogue, turns: int) -> Material:
    names = ("Mevrouw Bakker", "Sam", "Yusuf")
    said = tuple(Said(names[n % 3], n * 6.0, f"Zin {n}. En nog een.") for n in range(turns))
    return bring(dialogue, said)


@pytest.mark.parametrize("turns", [10, 1000])
def test_a_page_and_a_mark_cost_the_same_whatever_the_length(
    confident: Dialogue, noor: Person, turns: int
) -> None:
    material = long_talk(confident, turns)
    seat(
        material,
        {"Mevrouw Bakker": NewSeat("resident", "Mevrouw Bakker")},
        agreed=("Mevrouw Bakker",),
    )
    client = signed_in(noor)
    places(client, material, 0)
    with CaptureQueriesContext(connection) as reading:
        page(client, material, "?p=3")
    assert len(reading) == 8
    with CaptureQueriesContext(connection) as marking:
        client.post(
            address("place", material),
            {"sent_as": str(uuid4()), "position": 3, "aspect": "activity"},
            headers=PART,
        )
    # PostgreSQL is asked to tell two topics to other processes.
    assert len(marking) == (28 if connection.vendor == "postgresql" else 26)


def test_a_page_never_shows_more_than_its_window(confident: Dialogue, noor: Person) -> None:
    shown = page(signed_in(noor), long_talk(confident, 300), "?p=150")
    assert shown.count('class="zw-talk__line') == 40


def test_the_kept_counts_are_what_a_recount_finds(confident: Dialogue, noor: Person) -> None:
    material = long_talk(confident, 12)
    seat(material, {"Sam": NewSeat("student", "Sam")}, agreed=("Sam",))
    client = signed_in(noor)
    for position in range(12):
        places(client, material, position, ("activity", "context")[position % 2])
    client.post(address("undo_place", material), {"number": 12})
    kept = {
        (cell.aspect, cell.loop, cell.perspective): cell.voices
        for cell in CellCount.objects.filter(dialogue=confident, outside=False, voices__gt=0)
    }
    assert kept == dict(counting.recount(confident))


def test_W4_a_mark_takes_no_longer_in_a_long_talk(confident: Dialogue, noor: Person) -> None:
    """A ratio within one run: times of a machine are never compared with a number."""
    client = signed_in(noor)

    def median(turns: int) -> float:
        material = long_talk(confident, turns)
        took = []
        for position in range(15):
            began = time.perf_counter()
            places(client, material, position + turns // 2 - 8, "activity")
            took.append(time.perf_counter() - began)
        return sorted(took)[7]

    assert median(3000) < 3 * median(30)


def test_who_said_it_is_asked_only_when_somebody_wants_to_say(
    confident: Dialogue, noor: Person
) -> None:
    material = bring(confident)
    client = signed_in(noor)
    assert "said-by" not in page(client, material, "?p=1")
    assert "said-by" in page(client, material, "?p=1&wie=1")
