"""People who lead, for the tests of the desk."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import Guest
from zwerm.dialogues.actions import prepare
from zwerm.dialogues.models import Contribution, Dialogue, Seat
from zwerm.people.viewer import KEY_COOKIE


def roos_leads(dialogue: Dialogue) -> tuple[Client, Seat]:
    """Roos, a neutral outsider, took her seat; her device and the seat."""
    invitation, _ = prepare.invite_outsider(dialogue, email="roos@elders.example", name="Roos")
    seat, secret = prepare.accept_invitation(invitation)
    client = Client()
    client.cookies[KEY_COOKIE + dialogue.pk.hex] = secret
    return client, seat


def presses(client: Client, name: str, dialogue: Dialogue, *more: object, **sent: object) -> int:
    """Press a button of the desk; the status."""
    where = reverse(f"dialogues:{name}", args=[dialogue.pk, *more])
    return int(client.post(where, sent).status_code)


def opens(client: Client, name: str, dialogue: Dialogue, *more: object, query: str = "") -> str:
    """A page of the desk as text; fails when it does not open."""
    where = reverse(f"dialogues:{name}", args=[dialogue.pk, *more])
    answer = client.get(where + query)
    assert isinstance(answer, HttpResponse)
    assert answer.status_code == 200, f"{name}: {answer.status_code}"
    return answer.content.decode()


def said(dialogue: Dialogue, people: list[Guest], *, aspect: str = "") -> list[Contribution]:
    """Each of these people says one thing on an aspect and shares it."""
    for number, one in enumerate(people):
        one.says(dialogue, f"Antwoord {number}", aspect=aspect)
    return list(Contribution.objects.filter(dialogue=dialogue).order_by("text"))
