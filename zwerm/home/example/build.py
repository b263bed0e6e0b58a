"""Build the example hub by calling the same actions as people do."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from zwerm.dialogues import access
from zwerm.dialogues.actions import close as closing
from zwerm.dialogues.actions import join as joining
from zwerm.dialogues.actions import lead as leading
from zwerm.dialogues.actions import material as placing
from zwerm.dialogues.actions import prepare as preparing
from zwerm.dialogues.actions import speak as speaking
from zwerm.dialogues.actions import speakers
from zwerm.dialogues.models import Contribution, Dialogue, Seat
from zwerm.dialogues.terms import Depth, Form, Level
from zwerm.dialogues.whose import LeftOut, NewSeat, Who
from zwerm.frameworks import kader
from zwerm.frameworks.queries import kader_of
from zwerm.frameworks.shipped import load_shipped
from zwerm.interchange import actions as taking
from zwerm.interchange.readers.reading import read_speech
from zwerm.interchange.taking_in import turned
from zwerm.people import actions as people
from zwerm.people.models import Hub, Person
from zwerm.people.terms import Role
from zwerm.people.viewer import Viewer
from zwerm.practices import actions as practices
from zwerm.practices.models import Practice

VOICES = Path(__file__).resolve().parent / "voices.toml"
TALK = Path(taking.__file__).resolve().parent / "examples" / "wijkkeuken.vtt"
SPEAKERS = {
    "Sam": "student",
    "Mevrouw Bakker": "resident",
    "Yusuf": "professional",
    "Ilse": "municipality",
    "Noor": "teacher",
}
PLACED = (
    ("er wordt gekookt in dat gebouw bij de brug", "intention"),
    ("vier jaar om aardappels te schillen", "intention"),
    ("Niemand begint over z'n schulden", "activity"),
    ("Boodschappen, met een lijstje", "activity"),
    ("Aan mijn bureau kan ze niet weglopen", "normativity"),
    ("je moet wel worden zoals wij", "normativity"),
    ("De school denkt in blokken", "context"),
    ("daar hangen die portretten", "space_place"),
    ("de grote pan", "actants"),
    ("anders door gaan lesgeven", "outcome"),
)
FRAMEWORK = "lerende-praktijken"

PRACTICES = (
    (
        "De wijkkeuken",
        "Bewoners, studenten en het wijkteam koken en leren samen.",
        "Spreeuwenbuurt",
    ),
    (
        "Leergemeenschap Schuldenrust",
        "Studenten leren met bewoners over leven met schulden.",
        "Zuid",
    ),
    ("Samen sterk in Oost", "Formele en informele hulp zoeken elkaar op.", "Oost"),
)
PEOPLE = (
    ("noor@voorbeeld.example", "Noor", "teacher"),
    ("yusuf@voorbeeld.example", "Yusuf", "professional"),
)


@transaction.atomic
def build() -> Hub:
    """The example hub, its practices and their dialogues at various stages."""
    hub = people.found_hub(
        name="Werkplaats Zuid (voorbeeld)",
        controller="Hogeschool Zuid (verzonnen)",
        joint_controllers="Gemeente Zuid en Welzijn Zuid (verzonnen)",
        privacy_contact="Kim, privacy@voorbeeld.example",
    )
    noor, yusuf = (Person.objects.create_user(email, name, demo=True) for email, name, _ in PEOPLE)
    people.welcome(noor, hub, role=Role.COORDINATOR)
    made = {}
    for name, about, where in PRACTICES:
        practice = practices.begin_practice(
            noor, hub, name=name, perspective="teacher", about=about, where=where
        )
        practices.join(practice, yusuf, perspective="professional")
        made[name] = practice
    for plan in tomllib.loads(VOICES.read_text())["dialogue"]:
        _dialogue(made[plan["practice"]], noor, plan)
    return hub


def _dialogue(practice: Practice, noor: Person, told: Mapping[str, Any]) -> Dialogue:
    version = next(one for one in load_shipped() if one.framework.slug == FRAMEWORK)
    aspects = tuple(aspect.key for aspect in kader_of(version.pk, "nl").aspects)
    dialogue = preparing.prepare(
        practice,
        version,
        preparing.Plan(
            title=told["title"],
            form=told.get("form", Form.TOGETHER),
            aspects=aspects,
            depth=Depth.DEEPER,
            audiences=(),
            has_power=told["level"] == Level.NAMELESS,
            level=told["level"],
            starts_at=timezone.now() + timedelta(days=7 if told["stage"] == "preparing" else 0),
            place=told.get("place", ""),
            place_feels=told.get("place_feels", ""),
            afterwards=told["afterwards"],
            dependencies=told.get("dependencies", ""),
            expected={"student": 6, "resident": 4, "professional": 3},
        ),
        by=noor,
        perspective="teacher",
    )
    if told["stage"] == "preparing":
        return dialogue
    preparing.open_up(dialogue)
    if dialogue.form == Form.ELSEWHERE:
        _bring_the_talk(dialogue, noor)
    _speak(dialogue, told["voices"])
    if dialogue.level == Level.NAMELESS:
        leading.reveal(dialogue)
    for theme in told.get("theme", ()):
        _put_together(dialogue, theme)
    if told["stage"] == "closed":
        lead = access.leading_seat(Viewer(person_id=noor.pk), dialogue.pk)
        closing.close(dialogue, by=lead)
    return dialogue


def _speak(dialogue: Dialogue, voices: Sequence[Sequence[str]]) -> None:
    seats: dict[tuple[str, str], tuple[Seat, str]] = {}
    content = kader_of(dialogue.version_id, "nl")
    for number, (perspective, name, aspect, loop, text) in enumerate(voices):
        who = (perspective, name or str(number % 7))
        if who not in seats:
            seats[who] = joining.take_seat(dialogue, perspective=perspective, language="nl")
            joining.call_me(seats[who][0], name)
        seat, secret = seats[who]
        speaking.contribute(
            seat,
            sent_as=uuid4(),
            aspect=aspect,
            loop=loop,
            question=_question(content, aspect, loop),
            text=text,
            secret=secret,
            share_it=True,
        )


def _question(content: kader.Kader, aspect: str, loop: str) -> str:
    found = next(one for one in content.aspects if one.key == aspect)
    return next(question.key for question in found.questions if question.loop == loop)


def _put_together(dialogue: Dialogue, theme: Mapping[str, Any]) -> None:
    said = [
        one
        for one in Contribution.objects.filter(dialogue=dialogue, shown=True)
        if any(word in one.text for word in theme["words"])
    ]
    if said:
        leading.put_together(dialogue, said, title=theme["title"])


def _bring_the_talk(dialogue: Dialogue, noor: Person) -> None:
    """The made-up talk of twenty minutes: read, seated with a spoken yes, partly placed."""
    lead = access.leading_seat(Viewer(person_id=noor.pk), dialogue.pk)
    transcript = read_speech(TALK.read_bytes(), name=TALK.name)
    material = taking.take_in(lead, turned(transcript), sent_as=uuid4(), title="Aan de lange tafel")
    whose: dict[UUID, Who] = {
        speaker.pk: NewSeat(SPEAKERS[speaker.name], speaker.name)
        if speaker.name in SPEAKERS
        else LeftOut()
        for speaker in material.speakers.all()
    }
    yes = speakers.Yes(recorded_by="Noor", how="hardop, aan het begin van de opname")
    agreed = {pk: isinstance(who, NewSeat) for pk, who in whose.items()}
    speakers.seat_speakers(material, lead, whose, agreed=agreed, yes=yes)
    for words, aspect in PLACED:
        passage = material.passages.filter(text__contains=words).first()
        if passage is not None:
            placing.place(material, passage, sent_as=uuid4(), aspect=aspect, loop="")
