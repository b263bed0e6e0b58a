"""Words of practices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from zwerm.personal import Note


class Perspective(TextChoices):
    """The coarse position one speaks from. A closed list: finer would point at persons (PR-13)."""

    STUDENT = "student", _("student")
    PROFESSIONAL = "professional", _("professional")
    TEACHER = "teacher", _("teacher or researcher")
    RESIDENT = "resident", _("resident or expert by experience")
    MUNICIPALITY = "municipality", _("municipality")
    MANAGEMENT = "management", _("management")


class Part(TextChoices):
    """What a member does in a practice."""

    FACILITATOR = "facilitator", _("facilitator")
    MEMBER = "member", _("member")


MEMBER = Note(
    category="ordinary",
    purpose="to know who belongs to a practice and prepares its dialogues",
    kept="until a year after the person left the practice",
    seen_by="members of the practice",
    exported="to the person",
)
