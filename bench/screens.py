"""What a participant's screens cost on the server: the middle of the times, and SQL queries.

Run as `python -m bench.screens` with the settings of a database of its own; prints JSON. In the
process itself, without a server or a network: what Django and we take, and nothing else.
"""

import json
import time
from pathlib import Path
from random import Random
from statistics import median
from uuid import uuid4

from bench.figure import Figure, at_most, told
from bench.serving import inside

TIMES = 40
BAR = 15
SCREENS = ("speak", "thanks", "mine", "compass", "group", "picture", "purposes", "card")


def figures(folder: Path) -> list[Figure]:
    """Each screen beside the bar."""
    found: list[Figure] = []
    for name, (middle, queries) in json.loads(inside(folder, "", module="bench.screens")).items():
        found += [
            at_most(f"Screen {name}, server time median", middle, "ms", BAR),
            told(f"Screen {name}, SQL queries", queries, "queries"),
        ]
    return found


def measured() -> dict[str, tuple[float, int]]:
    """By screen: milliseconds and queries, in a dialogue with two hundred contributions."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from bench import scene
    from zwerm.frameworks.queries import kader_of

    dialogue = scene.dialogue_on_all_aspects()
    scene.fill(dialogue, 200, Random(7))
    cookies = scene.told(dialogue)["seat"]
    assert isinstance(cookies, dict)
    client = Client(headers={"host": "127.0.0.1"})
    for name, value in cookies.items():
        client.cookies[name] = value
    question = kader_of(dialogue.version_id, "nl").aspects[0].main("resident").key
    here = reverse("dialogues:speak", args=[dialogue.pk])
    words = {"question": question, "text": "Samen koken.", "share": "yes"}
    more = {"thanks": [question, "gedeeld"]}
    addresses = {
        "join": reverse("dialogues:join"),
        "welcome": reverse("dialogues:welcome", args=[dialogue.join_code]),
        **{
            name: reverse(f"dialogues:{name}", args=[dialogue.pk, *more.get(name, [])])
            for name in SCREENS
        },
    }
    found = {}
    for name, address in [*addresses.items(), ("submit", here)]:
        visitor = Client(headers={"host": "127.0.0.1"}) if name in {"join", "welcome"} else client
        taken = []
        for _ in range(TIMES):
            said = {**words, "sent_as": str(uuid4())}
            with CaptureQueriesContext(connection) as spent:
                began = time.perf_counter()
                answer = visitor.post(here, said) if name == "submit" else visitor.get(address)
                taken.append((time.perf_counter() - began) * 1000)
            assert answer.status_code == (302 if name == "submit" else 200), name
        found[name] = (median(taken), len(spent))
    return found


if __name__ == "__main__":
    print(json.dumps(measured()))
