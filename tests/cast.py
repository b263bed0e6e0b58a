"""The people of every test: they act through HTTP, as people do."""

import re
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from zwerm.dialogues import cards
from zwerm.dialogues.actions import close as closing
from zwerm.dialogues.actions import prepare as preparing
from zwerm.dialogues.models import Contribution, Dialogue, Seat
from zwerm.dialogues.terms import LEADS, Depth, Form, Level
from zwerm.frameworks.models import FrameworkVersion
from zwerm.frameworks.queries import kader_of
from zwerm.people.models import Person
from zwerm.people.viewer import KEY_COOKIE
from zwerm.practices.models import Practice


@dataclass
class Guest:
    """Somebody on a device of her own, without an account."""

    client: Client = field(default_factory=Client)

    def joins(self, dialogue: Dialogue, perspective: str = "resident") -> "Guest":
        """Reads what happens here, says yes and chooses a perspective."""
        dialogue.refresh_from_db()
        answer = self.client.post(
            reverse("dialogues:welcome", args=[dialogue.join_code]),
            {"yes": "on", "perspective": perspective, "sent_as": str(uuid4())},
        )
        assert answer.status_code == 302, answer.content
        return self

    def says(
        self,
        dialogue: Dialogue,
        text: str,
        *,
        aspect: str = "",
        shared: bool = True,
        sent_as: UUID | None = None,
    ) -> HttpResponse:
        """Answers the main question of an aspect (the first when none is named)."""
        key = self.question(dialogue, aspect)
        answer = self.client.post(
            reverse("dialogues:speak", args=[dialogue.pk]),
            {
                "question": key,
                "text": text,
                "sent_as": str(sent_as or uuid4()),
                "share" if shared else "keep": "yes",
            },
        )
        assert isinstance(answer, HttpResponse)
        return answer

    def question(self, dialogue: Dialogue, aspect: str = "") -> str:
        """The key of the main question of an aspect for a resident."""
        kader = kader_of(dialogue.version_id, "nl")
        for one in kader.aspects:
            if aspect in {"", one.key}:
                return one.main("resident").key
        raise KeyError(aspect)

    def opens(self, name: str, dialogue: Dialogue, *more: object) -> str:
        """The page as text; fails when it does not open."""
        answer = self.client.get(reverse(f"dialogues:{name}", args=[dialogue.pk, *more]))
        assert answer.status_code == 200, f"{name}: {answer.status_code}"
        return answer.content.decode()

    def secret(self, dialogue: Dialogue) -> str:
        """What the device carries."""
        return str(self.client.cookies[KEY_COOKIE + dialogue.pk.hex].value)

    def seat(self, dialogue: Dialogue) -> Seat:
        """The seat behind the device, as the database knows it."""
        return Seat.objects.get(key_hash=cards.key_hash(self.secret(dialogue)))

    def takes_back(self, dialogue: Dialogue, contribution: Contribution) -> HttpResponse:
        """Withdraws one contribution."""
        answer = self.client.post(
            reverse("dialogues:take_back", args=[dialogue.pk, contribution.pk])
        )
        assert isinstance(answer, HttpResponse)
        return answer


def signed_in(person: Person) -> Client:
    """A browser in which a person is signed in."""
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def a_dialogue(
    practice: Practice,
    version: FrameworkVersion,
    by: Person,
    *,
    level: str = Level.IN_CONFIDENCE,
    opened: bool = True,
    title: str = "Samen koken",
) -> Dialogue:
    """A dialogue on all aspects, open unless said otherwise."""
    kader = kader_of(version.pk, "nl")
    plan = preparing.Plan(
        title=title,
        form=Form.TOGETHER,
        aspects=tuple(aspect.key for aspect in kader.aspects),
        depth=Depth.DEEPER,
        audiences=(),
        has_power=False,
        level=level,
    )
    dialogue = preparing.prepare(practice, version, plan, by=by, perspective="teacher")
    if opened:
        preparing.open_up(dialogue)
    return dialogue


def guests(dialogue: Dialogue, number: int, perspective: str = "resident") -> list[Guest]:
    """So many people who joined."""
    return [Guest().joins(dialogue, perspective) for _ in range(number)]


def close(dialogue: Dialogue) -> None:
    """Close it from the facilitator's seat."""
    seat = Seat.objects.filter(dialogue=dialogue, role__in=LEADS).first()
    assert seat is not None
    dialogue.refresh_from_db()
    assert closing.close(dialogue, by=seat)
    dialogue.refresh_from_db()


def links_in(page: str) -> set[str]:
    """Every own address a page points to."""
    return set(re.findall(r'(?:href|action)="(/[^"#]*)', page))


__all__ = ["Guest", "a_dialogue", "close", "guests", "links_in", "signed_in"]
