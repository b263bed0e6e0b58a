"""The words in which preparing asks, and what it fills in beforehand."""

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zwerm.dialogues.terms import Depth, Form, Level

FORMS: tuple[tuple[str, Promise], ...] = (
    (
        Form.TOGETHER,
        gettext_lazy("Together, at one moment\nIn one room, or online beside a call."),
    ),
    (
        Form.OWN_TIME,
        gettext_lazy("Each in their own time\nOpen for some days. Everyone answers when it suits."),
    ),
    (
        Form.INTERVIEW,
        gettext_lazy(
            "Led by a neutral outsider\nSomebody from elsewhere asks the questions. "
            "You invite that person in the next step."
        ),
    ),
    (
        Form.ELSEWHERE,
        gettext_lazy(
            "It already took place\nYou bring the notes or the transcript, "
            "and give each piece its place."
        ),
    ),
)
DEPTHS: tuple[tuple[str, Promise], ...] = (
    (Depth.DEEPER, gettext_lazy("The main question, and deeper ones for who wants")),
    (Depth.MAIN, gettext_lazy("Only the main question")),
)
AUDIENCES: dict[str, Promise] = {
    "student": gettext_lazy("Of students"),
    "professional": gettext_lazy("Of professionals and teachers"),
    "resident": gettext_lazy("Of residents"),
    "manager": gettext_lazy("Of municipality and management"),
}
FOLLOW = "follow"
LEVELS: tuple[tuple[str, Promise], ...] = (
    (FOLLOW, gettext_lazy("What fits your answer above\nNo: in confidence. Yes: without name.")),
    (
        Level.NAMELESS,
        gettext_lazy(
            "Without name\nNobody sees who said what. After closing nobody can find it out either."
        ),
    ),
    (
        Level.IN_CONFIDENCE,
        gettext_lazy(
            "In confidence, whatever your answer\nThe people in the conversation see each other's "
            "name or nickname, as at a table."
        ),
    ),
)
NOT_SILENTLY: Promise = gettext_lazy(
    "Somebody here decides about somebody who takes part. In confidence, that person sees who said "
    "what. Choose without name, or tick that everyone knows this and chose it freely."
)
HTTPS_ONLY: Promise = gettext_lazy("Use an address that begins with https://")
NO_QUESTIONS: Promise = gettext_lazy(
    "There are no questions on this site yet. Ask the person who set it up."
)
LONGEST_MEETING = 900


def default_title() -> str:
    """A title one can keep: what it is, and the day."""
    day = formats.date_format(timezone.localdate(), "j F")
    return _("Conversation of %(day)s") % {"day": day}


def default_afterwards() -> str:
    """What happens with the words of a group that decides nothing else (P2)."""
    return _(
        "We look together at what was said. The group keeps it, to learn from. Nobody's own words "
        "go outside without that person's yes."
    )
