"""Coming in twice with one page, and narrowing what the group already took home."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Guest, close
from zwerm.dialogues.models import CellCount, Contribution, Dialogue, Seat
from zwerm.people.viewer import KEY_COOKIE


def test_P12_a_yes_sent_twice_is_one_seat_with_one_card(confident: Dialogue) -> None:
    door = reverse("dialogues:welcome", args=[confident.join_code])
    said = {"yes": "on", "perspective": "resident", "sent_as": str(uuid4())}
    first, second = Client(), Client()
    assert first.post(door, said).status_code == second.post(door, said).status_code == 302
    assert Seat.objects.filter(dialogue=confident, role="voice").count() == 1
    cards_of = [
        [one.value for name, one in device.cookies.items() if name.startswith(KEY_COOKIE)]
        for device in (first, second)
    ]
    assert cards_of[0] == cards_of[1] != []


def test_P12_going_back_on_a_shared_tablet_opens_nobody_elses_seat(confident: Dialogue) -> None:
    door = reverse("dialogues:welcome", args=[confident.join_code])
    said = {"yes": "on", "perspective": "resident", "sent_as": str(uuid4())}
    bakker, yusuf = Guest(), Client()
    bakker.client.post(door, said)
    bakker.says(confident, "Van mij")
    answer = yusuf.post(door, said)
    assert answer.status_code == 422
    again = str(answer.context["form"]["sent_as"].value())
    assert again != said["sent_as"]
    assert yusuf.post(door, said | {"sent_as": again}).status_code == 302
    assert Seat.objects.filter(dialogue=confident, role="voice").count() == 2


@pytest.mark.parametrize("nobody_knows", ["", "geen id"])
def test_an_old_page_is_shown_again_with_an_id_that_works(
    confident: Dialogue, nobody_knows: str
) -> None:
    door = reverse("dialogues:welcome", args=[confident.join_code])
    said = {"yes": "on", "perspective": "resident", "sent_as": nobody_knows}
    answer = Client().post(door, said)
    assert answer.status_code == 422
    fresh = str(answer.context["form"]["sent_as"].value())
    assert Client().post(door, said | {"sent_as": fresh}).status_code == 302


@pytest.mark.parametrize("level", ["confident", "nameless"])
def test_P1_what_was_shared_can_be_kept_to_oneself_after_closing(
    level: str, request: pytest.FixtureRequest
) -> None:
    dialogue: Dialogue = request.getfixturevalue(level)
    guests = [Guest().joins(dialogue) for _ in range(5)]
    for number, guest in enumerate(guests):
        guest.says(dialogue, f"Woorden {number}")
    close(dialogue)
    dialogue.refresh_from_db()
    mine = reverse("dialogues:mine", args=[dialogue.pk])
    assert "Deel met de groep" not in guests[0].client.get(mine).content.decode()
    found = Contribution.objects.get(dialogue=dialogue, text="Woorden 0")
    path = reverse("dialogues:keep_private", args=[dialogue.pk, found.pk])
    assert guests[1].client.post(path).status_code == 404
    assert guests[0].client.post(path).status_code == 302
    found.refresh_from_db()
    assert (found.reach, found.shown) == ("private", False)
    for outside in (True, False):
        kept = CellCount.objects.filter(dialogue=dialogue, outside=outside)
        assert sum(kept.values_list("voices", flat=True)) == 4
    answer = guests[0].client.get(mine).content.decode()
    assert "Woorden 0" in answer
    assert reverse("dialogues:share", args=[dialogue.pk, found.pk]) not in answer


def test_AT50_opening_the_link_changes_nothing(confident: Dialogue) -> None:
    before = Seat.objects.count()
    Client().get(reverse("dialogues:welcome", args=[confident.join_code]))
    assert Seat.objects.count() == before
