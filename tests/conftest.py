"""What every test finds ready: a hub, its people, the shipped framework, and honest settings."""

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from tests import cast
from zwerm.dialogues.models import Dialogue
from zwerm.dialogues.terms import Level
from zwerm.frameworks.models import FrameworkVersion
from zwerm.frameworks.shipped import load_shipped
from zwerm.people import actions as people
from zwerm.people.models import Hub, Person
from zwerm.practices import actions as practices
from zwerm.practices.models import Practice


@pytest.fixture(autouse=True)
def _quiet(settings: Settings) -> None:
    """No mail leaves, slow work happens at once, no try of another test counts."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    cache.clear()


@pytest.fixture
def hub(db: None) -> Hub:
    """Werkplaats Zuid."""
    return people.found_hub(
        name="Werkplaats Zuid",
        controller="Hogeschool Zuid",
        joint_controllers="Gemeente Zuid",
        privacy_contact="privacy@zuid.example",
    )


@pytest.fixture
def noor(hub: Hub) -> Person:
    """Noor, teacher, prepares and leads."""
    person = Person.objects.create_user("noor@zuid.example", "Noor")
    people.welcome(person, hub)
    return person


@pytest.fixture
def stranger(hub: Hub) -> Person:
    """Somebody with an account and no part in anything."""
    return Person.objects.create_user("vreemd@elders.example", "Vreemd")


@pytest.fixture
def practice(hub: Hub, noor: Person) -> Practice:
    """De wijkkeuken."""
    return practices.begin_practice(
        noor, hub, name="De wijkkeuken", perspective="teacher", where="Buurthuis de Spreeuw"
    )


@pytest.fixture
def version(db: None) -> FrameworkVersion:
    """The seven aspects."""
    loaded = {one.framework.slug: one for one in load_shipped()}
    return loaded["lerende-praktijken"]


@pytest.fixture
def confident(practice: Practice, version: FrameworkVersion, noor: Person) -> Dialogue:
    """An open dialogue in confidence."""
    return cast.a_dialogue(practice, version, noor)


@pytest.fixture
def nameless(practice: Practice, version: FrameworkVersion, noor: Person) -> Dialogue:
    """An open dialogue without name."""
    return cast.a_dialogue(practice, version, noor, level=Level.NAMELESS)
