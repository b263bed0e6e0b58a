"""A neutral outsider: invited by mail, seated with a role and an end, and what she takes home."""

import re
from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlparse
from uuid import uuid4

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import Settings

from tests.cast import Guest, a_dialogue, close, signed_in
from zwerm.dialogues import cards
from zwerm.dialogues.actions import prepare as preparing
from zwerm.dialogues.models import Dialogue, Invitation, Seat, TakeHome
from zwerm.frameworks.models import FrameworkVersion
from zwerm.people.models import Person
from zwerm.people.viewer import KEY_COOKIE
from zwerm.practices import actions as practices
from zwerm.practices.models import Membership, Practice

ROOS = {"name": "Roos", "email": "roos@elders.example"}


@pytest.fixture
def prepared(practice: Practice, version: FrameworkVersion, noor: Person) -> Dialogue:
    return a_dialogue(practice, version, noor, opened=False)


def link_in(box: Sequence[EmailMessage]) -> str:
    """The path of the personal address in the last mail."""
    found = re.search(r"https?://\S+/uitnodiging/\S+", str(box[-1].body))
    assert found is not None
    return urlparse(found.group()).path


def invites(noor: Person, dialogue: Dialogue, **other: str) -> int:
    """Noor fills in the page; the status of the answer."""
    address = reverse("dialogues:invite", args=[dialogue.pk])
    return int(signed_in(noor).post(address, ROOS | other).status_code)


def roos_says_yes(dialogue: Dialogue) -> Client:
    """A browser in which Roos accepted an invitation."""
    _, token = preparing.invite_outsider(dialogue, email=ROOS["email"], name="Roos")
    client = Client()
    assert client.post(reverse("dialogues:invitation", args=[token])).status_code == 302
    return client


# Inviting


def test_roos_gets_a_mail_in_plain_text(
    noor: Person, prepared: Dialogue, mailoutbox: list[EmailMessage]
) -> None:
    assert invites(noor, prepared) == 302
    [mail] = mailoutbox
    assert mail.to == ["roos@elders.example"]
    assert mail.content_subtype == "plain"
    body = str(mail.body)
    assert "Roos" in body
    assert "Noor" in body
    assert "De wijkkeuken" in body
    assert "&" not in body
    assert Client().get(link_in(mailoutbox)).status_code == 200


def test_the_mail_speaks_the_language_of_who_invites(
    noor: Person, prepared: Dialogue, mailoutbox: list[EmailMessage]
) -> None:
    client = signed_in(noor)
    client.cookies["zwerm-language"] = "en"
    client.post(reverse("dialogues:invite", args=[prepared.pk]), ROOS)
    with translation.override("en"):
        assert "Hello Roos," in str(mailoutbox[-1].body)


def test_AT52_the_address_in_the_mail_is_that_of_the_configured_site(
    noor: Person, prepared: Dialogue, mailoutbox: list[EmailMessage], settings: Settings
) -> None:
    settings.SITE_URL = "https://zwerm.example"
    address = reverse("dialogues:invite", args=[prepared.pk])
    signed_in(noor).post(address, ROOS, HTTP_X_FORWARDED_HOST="evil.example")
    assert "https://zwerm.example/uitnodiging/" in str(mailoutbox[-1].body)
    assert "evil.example" not in str(mailoutbox[-1].body)


def test_the_server_keeps_only_a_hash_of_the_address(
    noor: Person, prepared: Dialogue, mailoutbox: list[EmailMessage]
) -> None:
    invites(noor, prepared)
    token = link_in(mailoutbox).split("/")[2]
    kept = Invitation.objects.get()
    assert token not in str(vars(kept))
    assert kept.token_hash == cards.key_hash(token)


@pytest.mark.parametrize("part", ["facilitator", "member"])
def test_P5_nobody_of_the_practice_is_asked(
    noor: Person,
    stranger: Person,
    practice: Practice,
    prepared: Dialogue,
    part: str,
    mailoutbox: list[EmailMessage],
) -> None:
    practices.join(practice, stranger, perspective="professional", part=part)
    assert invites(noor, prepared, email=stranger.email.upper()) == 422
    assert invites(noor, prepared, email=noor.email) == 422
    assert mailoutbox == []
    assert not Invitation.objects.exists()


def test_P5_who_left_the_practice_is_no_outsider_either(
    noor: Person, stranger: Person, practice: Practice, prepared: Dialogue
) -> None:
    practices.join(practice, stranger, perspective="professional")
    Membership.objects.filter(person=stranger).update(until=timezone.localdate())
    assert invites(noor, prepared, email=stranger.email) == 422


def test_P5_who_takes_part_in_this_dialogue_does_not_lead_it(
    noor: Person, stranger: Person, confident: Dialogue
) -> None:
    Guest(signed_in(stranger)).joins(confident, "student")
    assert invites(noor, confident, email=stranger.email) == 422


def test_a_second_invitation_takes_the_place_of_the_first(
    noor: Person, prepared: Dialogue, mailoutbox: list[EmailMessage]
) -> None:
    invites(noor, prepared)
    first = link_in(mailoutbox)
    invites(noor, prepared, email="kim@elders.example", name="Kim")
    assert Client().get(first).status_code == 404
    assert Client().get(link_in(mailoutbox)).status_code == 200


def test_a_mail_that_cannot_be_sent_leaves_no_invitation(
    noor: Person, prepared: Dialogue, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = 1
    assert invites(noor, prepared) == 422
    assert not Invitation.objects.filter(withdrawn=False).exists()


def test_nobody_can_be_flooded_with_mail(
    noor: Person, prepared: Dialogue, mailoutbox: list[EmailMessage]
) -> None:
    answers = [invites(noor, prepared) for _ in range(15)]
    assert answers[-1] == 429
    assert len(mailoutbox) == 12


def test_AT49_an_invitation_carries_no_role_of_ones_own_choice(
    noor: Person, prepared: Dialogue, mailoutbox: list[EmailMessage]
) -> None:
    invites(noor, prepared, role="facilitator", seat=str(uuid4()))
    Client().post(link_in(mailoutbox), {"role": "facilitator", "person": str(noor.pk)})
    seat = Seat.objects.get(role="interviewer")
    assert (seat.dialogue, seat.person) == (prepared, None)
    assert Seat.objects.filter(role="facilitator").count() == 1


@pytest.mark.parametrize("name", ["invite", "end_outsider"])
def test_AT01_only_who_prepares_invites_and_ends(
    name: str, noor: Person, stranger: Person, prepared: Dialogue
) -> None:
    address = reverse(f"dialogues:{name}", args=[prepared.pk])
    roos = roos_says_yes(prepared)
    for client in (Client(), signed_in(stranger), roos):
        assert client.post(address, ROOS).status_code == 404
    nowhere = reverse(f"dialogues:{name}", args=[uuid4()])
    assert signed_in(noor).post(nowhere, ROOS).status_code == 404


def test_nobody_is_invited_to_a_closed_dialogue(noor: Person, confident: Dialogue) -> None:
    close(confident)
    assert invites(noor, confident) == 404


# Accepting


def test_AT50_looking_changes_nothing(
    noor: Person, prepared: Dialogue, mailoutbox: list[EmailMessage]
) -> None:
    invites(noor, prepared)
    for _ in range(3):
        page = Client().get(link_in(mailoutbox))
        assert page.status_code == 200
        assert not page.cookies.get(KEY_COOKIE + prepared.pk.hex)
    assert not Seat.objects.filter(role="interviewer").exists()


def test_AT51_yes_gives_a_seat_and_an_address_without_the_token(
    noor: Person, prepared: Dialogue, mailoutbox: list[EmailMessage]
) -> None:
    invites(noor, prepared)
    client = Client()
    answer = client.post(link_in(mailoutbox))
    assert answer["Location"] == reverse("dialogues:outsider", args=[prepared.pk])
    assert answer.cookies[KEY_COOKIE + prepared.pk.hex]["httponly"]
    page = client.get(answer["Location"]).content.decode()
    assert reverse("dialogues:lead", args=[prepared.pk]) in page
    assert client.get(reverse("dialogues:lead", args=[prepared.pk])).status_code == 200


def test_the_card_brings_roos_back_on_another_device(prepared: Dialogue) -> None:
    client = roos_says_yes(prepared)
    page = client.get(reverse("dialogues:outsider", args=[prepared.pk])).content.decode()
    secret = client.cookies[KEY_COOKIE + prepared.pk.hex].value
    for at in range(0, 20, 4):
        assert secret[at : at + 4] in page
    other = Client()
    answer = other.post(reverse("dialogues:card_in"), {"card": secret}, follow=True)
    assert answer.status_code == 200


def test_AT47_a_used_invitation_is_used(
    noor: Person, prepared: Dialogue, mailoutbox: list[EmailMessage]
) -> None:
    invites(noor, prepared)
    link = link_in(mailoutbox)
    assert Client().post(link).status_code == 302
    assert Client().get(link).status_code == 404
    assert Client().post(link).status_code == 404
    assert Seat.objects.filter(role="interviewer").count() == 1


def test_AT47_two_devices_at_once_give_one_seat(prepared: Dialogue) -> None:
    invitation, _token = preparing.invite_outsider(prepared, email=ROOS["email"], name="Roos")
    same = Invitation.objects.get(pk=invitation.pk)
    preparing.accept_invitation(invitation)
    with pytest.raises(preparing.NoLongerStands):
        preparing.accept_invitation(same)
    assert Seat.objects.filter(role="interviewer").count() == 1


def test_AT48_an_invitation_that_is_too_old_opens_nothing(prepared: Dialogue) -> None:
    invitation, token = preparing.invite_outsider(prepared, email=ROOS["email"], name="Roos")
    Invitation.objects.filter(pk=invitation.pk).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    link = reverse("dialogues:invitation", args=[token])
    assert Client().get(link).status_code == 404
    assert Client().post(link).status_code == 404


def test_AT48_an_invitation_that_was_taken_back_opens_nothing(
    noor: Person, prepared: Dialogue, mailoutbox: list[EmailMessage]
) -> None:
    invites(noor, prepared)
    signed_in(noor).post(reverse("dialogues:end_outsider", args=[prepared.pk]))
    assert Client().get(link_in(mailoutbox)).status_code == 404
    assert Client().post(link_in(mailoutbox)).status_code == 404


def test_a_token_that_never_was_is_the_same_404(db: None) -> None:
    assert Client().get(reverse("dialogues:invitation", args=["x" * 32])).status_code == 404


def test_AT49_somebody_signed_in_with_another_address_is_refused(
    stranger: Person, prepared: Dialogue
) -> None:
    _, token = preparing.invite_outsider(prepared, email=ROOS["email"], name="Roos")
    link = reverse("dialogues:invitation", args=[token])
    client = signed_in(stranger)
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 403
    assert not Seat.objects.filter(role="interviewer").exists()


def test_AT49_the_invited_address_is_welcome_signed_in(
    stranger: Person, prepared: Dialogue
) -> None:
    _, token = preparing.invite_outsider(prepared, email=stranger.email, name="Vreemd")
    answer = signed_in(stranger).post(reverse("dialogues:invitation", args=[token]))
    assert answer.status_code == 302


def test_P5_who_became_a_member_in_the_meantime_no_longer_leads(
    stranger: Person, practice: Practice, prepared: Dialogue
) -> None:
    _, token = preparing.invite_outsider(prepared, email=stranger.email, name="Vreemd")
    practices.join(practice, stranger, perspective="student")
    link = reverse("dialogues:invitation", args=[token])
    assert Client().post(link).status_code == 403
    assert not Seat.objects.filter(role="interviewer").exists()


# The end


def test_AT14_her_seat_ends_when_the_dialogue_closes(confident: Dialogue) -> None:
    roos = roos_says_yes(confident)
    lead = reverse("dialogues:lead", args=[confident.pk])
    assert roos.get(lead).status_code == 200
    close(confident)
    assert roos.get(lead).status_code == 404


def test_ending_her_seat_ends_it_now(noor: Person, confident: Dialogue) -> None:
    roos = roos_says_yes(confident)
    answer = signed_in(noor).post(reverse("dialogues:end_outsider", args=[confident.pk]))
    assert answer.status_code == 302
    assert roos.get(reverse("dialogues:lead", args=[confident.pk])).status_code == 404
    assert "Roos" not in signed_in(noor).get(answer["Location"]).content.decode()


def test_P5_an_outsider_prepares_nothing(prepared: Dialogue) -> None:
    roos = roos_says_yes(prepared)
    for name in ("ready", "prepare_again", "invite", "paper"):
        assert roos.get(reverse(f"dialogues:{name}", args=[prepared.pk])).status_code == 404


# What she takes home

ANSWERS = {"recognise": "Het zwijgen aan tafel", "differently": "Later beginnen", "ask": ""}


def take_home(dialogue: Dialogue) -> str:
    return reverse("dialogues:take_home", args=[dialogue.pk])


def test_roos_answers_three_questions_for_herself(confident: Dialogue) -> None:
    roos = roos_says_yes(confident)
    assert roos.get(take_home(confident)).status_code == 404
    close(confident)
    assert roos.post(take_home(confident), ANSWERS).status_code == 302
    assert "Het zwijgen aan tafel" in roos.get(take_home(confident)).content.decode()
    assert TakeHome.objects.count() == 2
    roos.post(take_home(confident), ANSWERS | {"recognise": ""})
    assert "Het zwijgen aan tafel" not in roos.get(take_home(confident)).content.decode()
    assert TakeHome.objects.count() == 1


def test_P5_nobody_of_the_group_sees_what_she_takes_home(
    noor: Person, stranger: Person, practice: Practice, confident: Dialogue
) -> None:
    practices.join(practice, stranger, perspective="management", part="facilitator")
    sam = Guest().joins(confident, "student")
    roos = roos_says_yes(confident)
    close(confident)
    roos.post(take_home(confident), ANSWERS)
    for client in (signed_in(noor), signed_in(stranger), sam.client, Client()):
        assert client.get(take_home(confident)).status_code == 404
        assert client.post(take_home(confident), ANSWERS).status_code == 404
        assert client.get(reverse("dialogues:outsider", args=[confident.pk])).status_code == 404
        for name in ("ready", "invite", "lead", "picture", "report", "group"):
            page = client.get(reverse(f"dialogues:{name}", args=[confident.pk]))
            assert "Het zwijgen aan tafel" not in page.content.decode()


def test_another_outsider_does_not_see_it_either(confident: Dialogue, nameless: Dialogue) -> None:
    roos, kim = roos_says_yes(confident), roos_says_yes(nameless)
    close(confident)
    roos.post(take_home(confident), ANSWERS)
    assert kim.get(take_home(confident)).status_code == 404


def test_AT76_she_answers_those_three_questions_only(confident: Dialogue) -> None:
    roos = roos_says_yes(confident)
    close(confident)
    roos.post(take_home(confident), ANSWERS | {"evil": "x", "seat": str(uuid4())})
    assert set(TakeHome.objects.values_list("question", flat=True)) == {
        "recognise",
        "differently",
    }
