"""Make an empty database ready for a server under test, and print who carries which key.

DATABASE_URL=... python -m tests.live.scene
"""

import json
import sys
from importlib import import_module

import django

TABLES = {
    "table": "in_confidence",
    "ended": "in_confidence",
    "nameless": "nameless",
    "closed": "nameless",
}
"""Name to level: one table for each test that changes much."""


def main() -> None:
    """At each table Noor, who is signed in, Roos, and three voices."""
    django.setup()
    call_command = import_module("django.core.management").call_command
    call_command("migrate", verbosity=0)
    cast = import_module("tests.cast")
    people = import_module("zwerm.people.actions")
    practices = import_module("zwerm.practices.actions")
    prepare = import_module("zwerm.dialogues.actions.prepare")
    join = import_module("zwerm.dialogues.actions.join")
    hub = people.found_hub(
        name="Werkplaats Zuid",
        controller="Hogeschool Zuid",
        joint_controllers="",
        privacy_contact="privacy@zuid.example",
    )
    noor = import_module("zwerm.people.models").Person.objects.create_user("noor@zuid.example", "N")
    people.welcome(noor, hub)
    practice = practices.begin_practice(noor, hub, name="De wijkkeuken", perspective="teacher")
    loaded = import_module("zwerm.frameworks.shipped").load_shipped()
    version = next(one for one in loaded if one.framework.slug == "lerende-praktijken")
    found = {"session": cast.signed_in(noor).cookies["zwerm"].value, "dialogues": {}}
    for name, level in TABLES.items():
        dialogue = cast.a_dialogue(practice, version, noor, level=level)
        invitation, _ = prepare.invite_outsider(dialogue, email="roos@elders.example", name="Roos")
        _, roos = prepare.accept_invitation(invitation)
        voices = [
            join.take_seat(dialogue, perspective="student", language="nl")[1] for _ in range(3)
        ]
        found["dialogues"][name] = {
            "id": str(dialogue.pk),
            "roos": roos,
            "voices": voices,
            "aspects": dialogue.aspects,
        }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
