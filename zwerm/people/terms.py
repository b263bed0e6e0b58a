"""Words of people and hubs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from zwerm.personal import Note


class Role(TextChoices):
    """What an affiliation to a hub lets a person do beside preparing own dialogues."""

    MEMBER = "member", _("member")
    COORDINATOR = "coordinator", _("coordinator")


ACCOUNT = Note(
    category="ordinary",
    purpose="to sign in and to be reached by who prepares a dialogue with you",
    kept="until the account is ended",
    seen_by="the person, and members of the same practice (name only)",
    exported="to the person",
)
AFFILIATION = Note(
    category="ordinary",
    purpose="to know in which hub a person prepares dialogues",
    kept="until the person leaves the hub",
    seen_by="the person and coordinators of the hub",
    exported="to the person",
)
CONTROLLER = Note(
    category="ordinary",
    purpose="to tell participants who is responsible for their data (AVG articles 13, 26)",
    kept="as long as the hub",
    seen_by="everybody",
)
