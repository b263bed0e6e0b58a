"""A whole scene at once: two dialogues of each level, open and closed, with everybody in place.

Built by calling actions, so that a table of hundreds of requests needs one set-up.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests import cast
from zwerm.dialogues.actions import join as joining
from zwerm.dialogues.actions import lead as leading
from zwerm.dialogues.actions import material as materials
from zwerm.dialogues.actions import notes as noting
from zwerm.dialogues.actions import prepare as preparing
from zwerm.dialogues.actions import speak as speaking
from zwerm.dialogues.models import Contribution, Dialogue, Seat, Speaker
from zwerm.dialogues.terms import Level, Role
from zwerm.frameworks.models import FrameworkVersion
from zwerm.frameworks.queries import kader_of
from zwerm.frameworks.shipped import load_shipped
from zwerm.people import actions as people
from zwerm.people.models import Hub, Person
from zwerm.people.viewer import KEY_COOKIE
from zwerm.practices import actions as practices
from zwerm.practices.models import Practice

VOICES = 5


@dataclass(frozen=True)
class Spot:
    """One dialogue with all that hangs on it, and the cookies of who is there."""

    dialogue: Dialogue
    guest: Mapping[str, str]
    outsider: Mapping[str, str]
    secret: str
    places: Mapping[str, Any]
    """What an address needs: its parts by name."""


@dataclass(frozen=True)
class Scene:
    """Two practices in two werkplaatsen, the dialogues of one of them, and signed-in browsers."""

    noor: Person
    leads: Mapping[str, str]
    member: Mapping[str, str]
    stranger: Mapping[str, str]
    practice: Practice
    foreign: Practice
    version: FrameworkVersion
    spots: dict[tuple[str, bool], Spot] = field(default_factory=dict)
    """By level and whether it is closed."""
    others: dict[str, Spot] = field(default_factory=dict)
    """A second open dialogue of each level, in the same practice."""


def build() -> Scene:
    """Everything, in the present database."""
    hub = _hub("Werkplaats Zuid")
    noor = _person("noor@zuid.example", "Noor")
    sam = _person("sam@zuid.example", "Sam")
    tom = _person("tom@elders.example", "Tom")
    people.welcome(noor, hub)
    practice = practices.begin_practice(noor, hub, name="De wijkkeuken", perspective="teacher")
    practices.join(practice, sam, perspective="student")
    foreign = practices.begin_practice(
        tom, _hub("Werkplaats Noord"), name="Elders", perspective="management"
    )
    loaded = {one.framework.slug: one for one in load_shipped()}
    scene = Scene(
        noor,
        signed(noor),
        signed(sam),
        signed(tom),
        practice,
        foreign,
        loaded["lerende-praktijken"],
    )
    for level in (Level.IN_CONFIDENCE, Level.NAMELESS):
        for closed in (False, True):
            scene.spots[(level, closed)] = _spot(scene, level, closed=closed)
        scene.others[level] = _spot(scene, level, closed=False)
    return scene


def _hub(name: str) -> Hub:
    return people.found_hub(
        name=name, controller=name, joint_controllers="", privacy_contact="privacy@zuid.example"
    )


def _person(email: str, name: str) -> Person:
    return Person.objects.create_user(email, name)


def _spot(scene: Scene, level: str, *, closed: bool) -> Spot:
    dialogue = cast.a_dialogue(scene.practice, scene.version, scene.noor, level=level)
    Dialogue.objects.filter(pk=dialogue.pk).update(starts_at=timezone.now())
    first = kader_of(dialogue.version_id, "nl").aspects[0]
    question = first.main("resident")
    seats = [
        joining.take_seat(dialogue, perspective="resident", language="nl") for _ in range(VOICES)
    ]
    for number, (seat, secret) in enumerate(seats):
        speaking.contribute(
            seat,
            sent_as=uuid4(),
            aspect=first.key,
            loop=question.loop,
            question=question.key,
            text=f"Wat stem {number} zegt",
            secret=secret,
            share_it=True,
        )
    leading.reveal(dialogue)
    theme = leading.put_together(
        dialogue, list(Contribution.objects.filter(dialogue=dialogue)), title="Samen eten"
    )
    guest, secret = seats[0]
    outsider = _outsider(dialogue)
    invitation, token = preparing.invite_outsider(dialogue, email="ilse@elders.example", name="I")
    assert invitation.pk
    sheet, _ = joining.lay_sheets(dialogue, 1, perspective="resident")[0]
    placed = _brought(dialogue, guest)
    code = dialogue.join_code
    if closed:
        cast.close(dialogue)
    said = Contribution.objects.get(dialogue=dialogue, text="Wat stem 0 zegt")
    return Spot(
        dialogue,
        guest=cookie(dialogue, secret),
        outsider=outsider,
        secret=secret,
        places={
            "practice_id": dialogue.practice_id,
            "dialogue_id": dialogue.pk,
            "contribution_id": said.pk,
            "theme_id": theme.pk,
            "seat_id": sheet.pk,
            "token": token,
            "code": code,
            "question": question.key,
            "how": "gedeeld",
            "aspect": first.key,
            "loop": question.loop,
            "number": 1,
            **placed,
        },
    )


def _outsider(dialogue: Dialogue) -> Mapping[str, str]:
    invitation, _ = preparing.invite_outsider(dialogue, email="roos@elders.example", name="Roos")
    _seat, secret = preparing.accept_invitation(invitation)
    return cookie(dialogue, secret)


def cookie(dialogue: Dialogue, secret: str) -> dict[str, str]:
    """What a device carries."""
    return {KEY_COOKIE + dialogue.pk.hex: secret}


def _brought(dialogue: Dialogue, guest: Seat) -> dict[str, object]:
    """Material and a note by who leads, with words of the guest that wait for her yes."""
    lead = Seat.objects.select_related("dialogue", "dialogue__practice", "dialogue__hub").get(
        dialogue=dialogue, role=Role.FACILITATOR
    )
    first = kader_of(dialogue.version_id, "nl").aspects[0]
    turns = (
        materials.Said("Mevrouw Bakker", 0.0, "Wij koken. Elke dinsdag."),
        materials.Said("Sam", 4.0, "En ik leer ervan."),
    )
    material = materials.bring(lead, turns, sent_as=uuid4(), title="Keuken")
    bakker = material.speakers.get(name="Mevrouw Bakker")
    Speaker.objects.filter(pk=bakker.pk).update(seat=guest)
    placement = materials.place(
        material,
        material.passages.get(position=0),
        sent_as=uuid4(),
        aspect=first.key,
        loop="",
    )
    spoken = joining.take_seat(dialogue, perspective="student", language="nl")[0]
    Seat.objects.filter(pk=spoken.pk).update(channel="spoken")
    Speaker.objects.filter(material=material, name="Sam").update(seat=spoken)
    notebook = noting.notebook(lead)
    noting.note(
        notebook,
        sent_as=uuid4(),
        aspect=first.key,
        text="Een notitie",
        speakers=[noting.speaker_called(notebook, "Yusuf")],
    )
    return {
        "material_id": material.pk,
        "speaker_id": Speaker.objects.get(material=material, name="Sam").pk,
        "placement_id": placement.pk,
    }


def signed(person: Person) -> dict[str, str]:
    """The cookies of a browser in which somebody is signed in."""
    return {name: morsel.value for name, morsel in cast.signed_in(person).cookies.items()}


def browser(cookies: Mapping[str, str], client: Client | None = None) -> Client:
    """A device with these cookies; give the client of before, which is ready to run."""
    client = client or Client()
    client.cookies.clear()
    for name, value in cookies.items():
        client.cookies[name] = value
    return client


def devices(everybody: Scene, level: str) -> dict[str, dict[str, str]]:
    """Everybody who gets further than a door, with the cookies of both conversations of a level."""
    open_one, closed = everybody.spots[(level, False)], everybody.spots[(level, True)]
    return {
        "visitor": {},
        "guest": {**open_one.guest, **closed.guest},
        "leads": dict(everybody.leads),
        "outsider": {**open_one.outsider, **closed.outsider},
    }


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
