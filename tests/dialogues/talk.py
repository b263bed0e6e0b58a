"""A talk that took place elsewhere, as tests need it: brought in, with speakers and passages."""

from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from zwerm.dialogues.actions import material as actions
from zwerm.dialogues.actions import speakers as seating
from zwerm.dialogues.actions.material import Said
from zwerm.dialogues.models import Dialogue, Material, Seat, Speaker
from zwerm.dialogues.terms import LEADS
from zwerm.dialogues.whose import LeftOut, NewSeat, Who

TALK = (
    Said("Roos", 0.0, "Wat doen jullie hier samen?"),
    Said("Mevrouw Bakker", 4.0, "Wij koken. Elke dinsdag. En dan eten we met de hele straat."),
    Said("Sam", 12.0, "Ik help mee. Maar ik leer er vooral van."),
    Said("Bakker", 20.0, "Dat is zo."),
    Said("Yusuf", 24.0, "Het moet wel van de gemeente mogen."),
)
YES = seating.Yes(recorded_by="Noor", how="hardop, aan het begin")


def lead_of(dialogue: Dialogue) -> Seat:
    """Who leads it."""
    return Seat.objects.select_related("dialogue", "dialogue__practice", "dialogue__hub").get(
        dialogue=dialogue, role__in=LEADS
    )


def bring(dialogue: Dialogue, said: tuple[Said, ...] = TALK) -> Material:
    """Taken in by who leads."""
    return actions.bring(lead_of(dialogue), said, sent_as=uuid4(), title="Keuken")


def speaker(material: Material, name: str) -> Speaker:
    """A speaker by the name in the file."""
    return material.speakers.select_related("seat").get(name=name)


def seat(material: Material, whose: dict[str, Who], *, agreed: tuple[str, ...] = ()) -> None:
    """Say who is who, and who said yes aloud."""
    seating.seat_speakers(
        material,
        lead_of(material.dialogue),
        {speaker(material, name).pk: who for name, who in whose.items()},
        agreed={speaker(material, name).pk: True for name in agreed},
        yes=YES,
    )


def bakker_said_yes(material: Material) -> Seat:
    """Mevrouw Bakker has a seat and said aloud that her words may be used."""
    seat(
        material,
        {"Mevrouw Bakker": NewSeat("resident", "Mevrouw Bakker"), "Roos": LeftOut()},
        agreed=("Mevrouw Bakker",),
    )
    found = speaker(material, "Mevrouw Bakker").seat
    assert found is not None
    return found


def places(
    client: Client,
    material: Material,
    position: int,
    aspect: str = "activity",
    *,
    sent_as: UUID | None = None,
    **more: object,
) -> int:
    """Press the button of an aspect; the status code."""
    answer = client.post(
        reverse("dialogues:place", args=[material.dialogue_id, material.pk]),
        {
            "sent_as": str(sent_as or uuid4()),
            "position": position,
            "aspect": aspect,
            "loop": "",
            **more,
        },
    )
    return answer.status_code
