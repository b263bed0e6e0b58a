"""The example hub is built by the same actions as people use, so it is a test of them all."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.cast import signed_in
from zwerm.dialogues.models import Contribution, Dialogue, Theme
from zwerm.dialogues.terms import Level, State
from zwerm.home.example.build import build
from zwerm.people.models import Person


@pytest.fixture
def example(db: None) -> Person:
    """Noor of the example."""
    build()
    return Person.objects.get(name="Noor")


def test_every_stage_of_a_dialogue_is_there(example: Person) -> None:
    stages = set(Dialogue.objects.values_list("state", "level"))
    assert {state for state, _ in stages} == {State.PREPARING, State.OPEN, State.CLOSED}
    assert (State.CLOSED, Level.NAMELESS) in stages
    assert Theme.objects.count() >= 4


def test_the_made_up_talk_is_read_and_partly_placed(example: Person) -> None:
    talk = Dialogue.objects.get(form="elsewhere")
    assert Contribution.objects.filter(dialogue=talk).count() == 10


def test_sealed_dialogues_of_the_example_are_really_sealed(example: Person) -> None:
    sealed = Contribution.objects.filter(
        dialogue__state=State.CLOSED, dialogue__level=Level.NAMELESS
    )
    assert sealed.exists()
    assert not sealed.filter(seat__isnull=False).exists()


def test_kept_counts_are_right_after_all_of_it(example: Person) -> None:
    call_command("check_counts")


def test_every_screen_of_the_example_has_life(example: Person) -> None:
    noor = signed_in(example)
    assert noor.get("/").status_code == 200
    for dialogue in Dialogue.objects.exclude(state=State.PREPARING):
        for name in ("lead", "picture", "report", "group"):
            answer = noor.get(reverse(f"dialogues:{name}", args=[dialogue.pk]))
            assert answer.status_code == 200, f"{name} of {dialogue.title}"


def test_it_is_made_once(example: Person) -> None:
    with pytest.raises(CommandError):
        call_command("seed")
    call_command("seed", "--if-empty")
    assert Person.objects.filter(name="Noor").count() == 1
