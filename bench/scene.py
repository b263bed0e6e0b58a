"""What stands in the database before a measurement; run as `python -m bench.scene VERB ...`.

Runs in a process of its own with the settings of the server under measurement, acts through the
same verbs as the product, and prints what a client needs as JSON.
"""

import json
import sys
import time
from pathlib import Path
from random import Random
from statistics import median
from uuid import uuid4

import django

django.setup()

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from bench import words
from zwerm.dialogues import picture
from zwerm.dialogues.actions import counting
from zwerm.dialogues.actions import join as joining
from zwerm.dialogues.actions import prepare as preparing
from zwerm.dialogues.actions.speakers import Yes
from zwerm.dialogues.models import Contribution, Dialogue, Seat
from zwerm.dialogues.queries.results import picture_of
from zwerm.dialogues.terms import Depth, Form, Level, Reach
from zwerm.frameworks.models import FrameworkVersion
from zwerm.frameworks.queries import kader_of
from zwerm.interchange import actions as interchange
from zwerm.interchange.readers.reading import read_speech
from zwerm.people import actions as people
from zwerm.people.models import Hub, Person
from zwerm.people.viewer import KEY_COOKIE
from zwerm.practices import actions as practices
from zwerm.practices.models import Practice
from zwerm.practices.terms import Perspective

AT_ONCE = 500
SIGNED_BY = "allauth.account.auth_backends.AuthenticationBackend"


def stage() -> tuple[Person, Practice]:
    """Noor and her practice, made once."""
    call_command("migrate", verbosity=0)
    call_command("load_frameworks", verbosity=0)
    noor = Person.objects.filter(email="noor@bench.example").first()
    if noor is None:
        noor = Person.objects.create_user("noor@bench.example", "Noor")
        hub = people.found_hub(name="Werkplaats", controller="Hogeschool")
        practices.begin_practice(noor, hub, name="De wijkkeuken", perspective="teacher")
    return noor, Practice.objects.get(hub=Hub.objects.get())


def dialogue_on_all_aspects(*, level: str = Level.IN_CONFIDENCE) -> Dialogue:
    """An open dialogue on the seven aspects."""
    noor, practice = stage()
    version = FrameworkVersion.objects.get(framework__slug="lerende-praktijken")
    plan = preparing.Plan(
        title="Samen koken",
        form=Form.TOGETHER,
        aspects=tuple(aspect.key for aspect in kader_of(version.pk, "nl").aspects),
        depth=Depth.DEEPER,
        audiences=(),
        has_power=False,
        level=level,
    )
    dialogue = preparing.prepare(practice, version, plan, by=noor, perspective="teacher")
    preparing.open_up(dialogue)
    return dialogue


def fill(dialogue: Dialogue, number: int, rng: Random) -> None:
    """So many shared contributions, five of each seat, spread as people spread: unevenly."""
    seats = Seat.objects.bulk_create(
        (
            Seat(dialogue=dialogue, perspective=rng.choice(Perspective.values))
            for _ in range(max(1, number // 5))
        ),
        batch_size=AT_ONCE,
    )
    asked = [
        (aspect.key, question.loop, question.key)
        for aspect in kader_of(dialogue.version_id, "nl").aspects
        for question in aspect.questions
    ]
    weights = [rng.paretovariate(1) for _ in asked]
    Contribution.objects.bulk_create(
        (
            Contribution(
                hub_id=dialogue.hub_id,
                dialogue=dialogue,
                seat=seats[n % len(seats)],
                sent_as=uuid4(),
                aspect=aspect,
                loop=loop,
                question=question,
                text=words.text(rng),
                reach=Reach.DIALOGUE,
                shown=True,
                place=rng.randrange(2**31),
                on=timezone.localdate(),
            )
            for n, (aspect, loop, question) in enumerate(rng.choices(asked, weights, k=number))
        ),
        batch_size=AT_ONCE,
    )
    counting.write(dialogue, counting.recount(dialogue), outside=False)


def told(dialogue: Dialogue) -> dict[str, object]:
    """What a client needs: the addresses, a seat to look from, and Noor's session."""
    _seat, secret = joining.take_seat(dialogue, perspective="resident", language="nl")
    noor = Client()
    noor.force_login(Person.objects.get(email="noor@bench.example"), SIGNED_BY)
    return {
        "dialogue": str(dialogue.pk),
        "code": dialogue.join_code,
        "questions": " ".join(
            aspect.main("resident").key for aspect in kader_of(dialogue.version_id, "nl").aspects
        ),
        "seat": {KEY_COOKIE + dialogue.pk.hex: secret},
        "noor": {name: one.value for name, one in noor.cookies.items()},
    }


def brought(file: Path) -> dict[str, object]:
    """A transcript read and taken in, as the command does; how long that took."""
    dialogue = dialogue_on_all_aspects()
    began = time.perf_counter()
    transcript = read_speech(file.read_bytes(), name=file.name)
    counted = interchange.take_in_for(dialogue.pk, transcript, yes=Yes("Noor", "said aloud"))
    seconds = time.perf_counter() - began
    return told(dialogue) | {
        "seconds": seconds,
        "material": str(counted.material),
        "aspect": dialogue.aspects[0],
    }


def drawn(number: int) -> dict[str, float]:
    """The drawing of a dialogue with so many contributions: the middle of some times."""
    dialogue = dialogue_on_all_aspects()
    fill(dialogue, number, Random(7))
    made = picture_of(dialogue, "nl", ours=True)
    taken = []
    for _ in range(9):
        began = time.perf_counter()
        picture.svg(made)
        taken.append((time.perf_counter() - began) * 1000)
    return {"ms": median(taken)}


def main(asked: list[str]) -> None:
    """`open LEVEL`, `filled NUMBER`, `drawn NUMBER` or `brought FILE`."""
    verb, value = asked
    if verb == "open":
        print(json.dumps(told(dialogue_on_all_aspects(level=value))))
    elif verb == "filled":
        dialogue = dialogue_on_all_aspects()
        fill(dialogue, int(value), Random(7))
        print(json.dumps(told(dialogue)))
    elif verb == "drawn":
        print(json.dumps(drawn(int(value))))
    elif verb == "brought":
        print(json.dumps(brought(Path(value))))
    else:
        sys.exit(f"bench: no scene called {verb!r}")


if __name__ == "__main__":
    main(sys.argv[1:])
