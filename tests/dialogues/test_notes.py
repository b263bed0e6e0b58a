"""Notes that Roos takes beside a call, on behalf of others: material until each says yes."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Guest, close, guests, signed_in
from zwerm.dialogues.actions import prepare as preparing
from zwerm.dialogues.models import Contribution, Dialogue, Draft, Material, Placement, Seat
from zwerm.dialogues.queries import material as queries
from zwerm.dialogues.queries import notes as note_queries
from zwerm.frameworks.queries import kader_of
from zwerm.people.models import Person
from zwerm.people.viewer import KEY_COOKIE


def roos_leads(dialogue: Dialogue) -> Client:
    """A neutral outsider on a device of her own."""
    invitation, _ = preparing.invite_outsider(dialogue, email="roos@noord.example", name="Roos")
    _, secret = preparing.accept_invitation(invitation)
    client = Client()
    client.cookies[KEY_COOKIE + dialogue.pk.hex] = secret
    return client


def address(dialogue: Dialogue) -> str:
    return reverse("dialogues:notes", args=[dialogue.pk])


def writes(
    client: Client,
    dialogue: Dialogue,
    text: str,
    *people: Seat,
    aspect: str = "activity",
    name: str = "",
    **more: object,
) -> int:
    """Fill in the field of one aspect and press its button."""
    typed = {
        "sent_as": str(uuid4()),
        f"text-{aspect}": text,
        f"people-{aspect}": [f"seat:{one.pk}" for one in people],
        f"name-{aspect}": name,
        "write": aspect,
    }
    return client.post(address(dialogue), typed | more).status_code


def test_P1_a_note_on_behalf_of_three_waits_for_each_of_them(confident: Dialogue) -> None:
    roos = roos_leads(confident)
    students = guests(confident, 3, "student")
    seats = [one.seat(confident) for one in students]
    assert writes(roos, confident, "We leren meer van de bewoners.", *seats[:2]) == 302
    assert not Contribution.objects.exists()
    assert [queries.waiting_for(one) for one in seats] == [1, 1, 0]
    shown = students[0].opens("confirm", confident)
    assert "We leren meer van de bewoners." in shown
    assert "Roos" in shown
    placement = Placement.objects.get(passage__speaker__seat=seats[0])
    students[0].client.post(
        reverse("dialogues:say_yes", args=[confident.pk, placement.pk]),
        {"text": "Ik leer meer van de bewoners dan van boeken."},
    )
    said = Contribution.objects.get()
    assert (said.seat, said.aspect, said.loop) == (seats[0], "activity", "how")
    assert [queries.waiting_for(one) for one in seats] == [0, 1, 0]


def test_P12_a_note_sent_twice_is_written_once(confident: Dialogue) -> None:
    roos = roos_leads(confident)
    seats = [one.seat(confident) for one in guests(confident, 2, "student")]
    once = str(uuid4())
    for _ in range(2):
        writes(roos, confident, "Eens.", *seats, sent_as=once)
    assert Placement.objects.count() == 2


def test_what_is_typed_in_another_field_is_never_lost(confident: Dialogue) -> None:
    roos = roos_leads(confident)
    sam = Guest().joins(confident, "student").seat(confident)
    writes(roos, confident, "Af.", sam, **{"text-context": "Half af"})
    page = roos.get(address(confident)).content.decode()
    assert ">\nHalf af</textarea>" in page
    assert Draft.objects.get().question == "note:context"
    assert Draft.objects.get().seat.role == "interviewer"


def test_what_is_being_written_is_kept_while_typing(confident: Dialogue) -> None:
    roos = roos_leads(confident)
    sent_as = str(uuid4())
    answer = roos.post(
        reverse("dialogues:hold_notes", args=[confident.pk]),
        {"sent_as": sent_as, "text-context": "Het regent bezuini"},
    )
    assert answer.json() == {"saved": True, "acknowledged": sent_as}
    assert "Het regent bezuini" in roos.get(address(confident)).content.decode()
    broken = roos.post(reverse("dialogues:hold_notes", args=[confident.pk]), {"sent_as": "x"})
    assert broken.status_code == 422


def test_a_note_for_nobody_is_kept_but_not_written_down(confident: Dialogue) -> None:
    roos = roos_leads(confident)
    assert writes(roos, confident, "Wie zei dit?") == 422
    assert not Placement.objects.exists()
    assert "Wie zei dit?" in roos.get(address(confident)).content.decode()
    assert writes(roos, confident, "", a_voice(confident)) == 422


def a_voice(dialogue: Dialogue) -> Seat:
    return Guest().joins(dialogue, "student").seat(dialogue)


def test_somebody_who_is_not_in_yet_is_a_name_that_gets_a_seat_later(confident: Dialogue) -> None:
    roos = roos_leads(confident)
    writes(roos, confident, "Ik durf het niet te zeggen.", name="Sam")
    writes(roos, confident, "Nu wel.", aspect="context", name="Sam")
    notes = Material.objects.get()
    assert notes.speakers.get().name == "Sam"
    sam = Guest().joins(confident, "student")
    page = roos.get(reverse("dialogues:speakers", args=[confident.pk, notes.pk]))
    assert page.status_code == 200
    answer = roos.post(
        reverse("dialogues:speakers", args=[confident.pk, notes.pk]),
        {"who-0": f"seat:{sam.seat(confident).pk}"},
    )
    assert answer["Location"] == address(confident)
    assert queries.waiting_for(sam.seat(confident)) == 2


def test_roos_changes_and_strikes_what_nobody_confirmed(confident: Dialogue) -> None:
    roos = roos_leads(confident)
    students = guests(confident, 2, "student")
    seats = [one.seat(confident) for one in students]
    writes(roos, confident, "Eerste woorden.", *seats)
    first = Placement.objects.get(passage__speaker__seat=seats[0])
    students[0].client.post(
        reverse("dialogues:say_yes", args=[confident.pk, first.pk]), {"text": first.text}
    )
    reword = reverse("dialogues:reword_note", args=[confident.pk, 1])
    assert "Eerste woorden." in roos.get(reword).content.decode()
    assert roos.post(reword, {"text": ""}).status_code == 422
    roos.post(reword, {"text": "Andere woorden."})
    assert Contribution.objects.get().text == "Eerste woorden."
    assert Placement.objects.get(passage__speaker__seat=seats[1]).text == "Andere woorden."
    strike = reverse("dialogues:strike_note", args=[confident.pk, 1])
    roos.post(strike)
    assert queries.waiting_for(seats[1]) == 0
    assert Contribution.objects.count() == 1
    assert roos.post(strike).status_code == 302
    assert roos.get(reword).status_code == 302


def test_P3_without_name_roos_cannot_point_at_a_phone(nameless: Dialogue) -> None:
    roos = roos_leads(nameless)
    sam = Guest().joins(nameless, "student").seat(nameless)
    assert str(sam.pk) not in roos.get(address(nameless)).content.decode()
    assert writes(roos, nameless, "Van Sam.", sam) == 422
    assert not Placement.objects.exists()


def test_P1_each_takes_notes_in_a_notebook_of_her_own(confident: Dialogue, noor: Person) -> None:
    roos = roos_leads(confident)
    sam = Guest().joins(confident, "student").seat(confident)
    writes(roos, confident, "Alleen van Roos.", sam)
    assert "Alleen van Roos." not in signed_in(noor).get(address(confident)).content.decode()


def test_AT01_only_who_leads_takes_notes(
    confident: Dialogue, noor: Person, stranger: Person
) -> None:
    roos = roos_leads(confident)
    sam = Guest().joins(confident, "student")
    writes(roos, confident, "Iets.", sam.seat(confident))
    for name, more in (
        ("notes", ()),
        ("hold_notes", ()),
        ("reword_note", (1,)),
        ("strike_note", (1,)),
    ):
        here = reverse(f"dialogues:{name}", args=[confident.pk, *more])
        for client in (Client(), sam.client, signed_in(stranger)):
            assert client.post(here, {}).status_code == 404
        unknown = reverse(f"dialogues:{name}", args=[uuid4(), *more])
        assert roos.post(unknown, {}).status_code == 404
    for name in ("reword_note", "strike_note"):
        here = reverse(f"dialogues:{name}", args=[confident.pk, 1])
        assert signed_in(noor).post(here, {}).status_code == 404


def test_AT14_when_the_dialogue_closes_the_notebook_closes_too(confident: Dialogue) -> None:
    roos = roos_leads(confident)
    sam = Guest().joins(confident, "student").seat(confident)
    writes(roos, confident, "Iets.", sam, **{"text-context": "Half af"})
    close(confident)
    assert roos.get(address(confident)).status_code == 404
    assert not Material.objects.exists()
    assert not Draft.objects.exists()
    assert not Contribution.objects.exists()


def test_every_aspect_stands_there_with_its_questions(confident: Dialogue) -> None:
    page = roos_leads(confident).get(address(confident)).content.decode()
    for aspect in kader_of(confident.version_id, "nl").aspects:
        assert f'id="{aspect.key}"' in page
        assert aspect.main("student").text in page or aspect.plain in page


def test_hostile_text_is_only_text(confident: Dialogue) -> None:
    roos = roos_leads(confident)
    writes(roos, confident, "<script>alert(1)</script>\u202e", name="<b>Sam</b>")
    page = roos.get(address(confident)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "<b>Sam" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize("number", [1, 5, 40])
def test_the_notebook_costs_the_same_with_one_or_forty_notes(
    confident: Dialogue, number: int
) -> None:
    roos = roos_leads(confident)
    seats = [one.seat(confident) for one in guests(confident, 2, "student")]
    for n in range(number):
        writes(roos, confident, f"Zin {n}.", *seats, aspect=("activity", "context")[n % 2])
    with CaptureQueriesContext(connection) as asked:
        roos.get(address(confident))
    assert len(asked) == 8


def test_a_note_says_who_said_yes(confident: Dialogue) -> None:
    roos = roos_leads(confident)
    sam = Guest().joins(confident, "student")
    writes(roos, confident, "Ja graag.", sam.seat(confident))
    placement = Placement.objects.get()
    sam.client.post(
        reverse("dialogues:say_yes", args=[confident.pk, placement.pk]), {"text": "Ja graag."}
    )
    seat = Seat.objects.select_related("dialogue", "dialogue__practice").get(role="interviewer")
    chapter = next(
        one for one in note_queries.notebook(seat, "nl").chapters if one.key == "activity"
    )
    assert chapter.notes[0].confirmed == chapter.notes[0].names
    assert not chapter.notes[0].may_change
