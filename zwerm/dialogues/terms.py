"""Words of dialogues."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from zwerm.personal import Note


class Form(TextChoices):
    """How a dialogue is held."""

    TOGETHER = "together", _("together, at one moment")
    OWN_TIME = "own_time", _("each in their own time")
    INTERVIEW = "interview", _("led by a neutral outsider")
    ELSEWHERE = "elsewhere", _("it already took place")


class Level(TextChoices):
    """The two honest levels of P3."""

    IN_CONFIDENCE = "in_confidence", _("in confidence")
    NAMELESS = "nameless", _("without name")


class State(TextChoices):
    """Where a dialogue stands. There is no order in it that a facilitator cannot go back on,
    except sealing."""

    PREPARING = "preparing", _("being prepared")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class Depth(TextChoices):
    """How many questions are offered."""

    MAIN = "main", _("the main questions")
    DEEPER = "deeper", _("the main questions, and deeper ones for who wants")


class Role(TextChoices):
    """What a seat does at the table."""

    VOICE = "voice", _("participant")
    FACILITATOR = "facilitator", _("facilitator")
    INTERVIEWER = "interviewer", _("neutral outsider")


class Channel(TextChoices):
    """By which way a voice speaks."""

    SCREEN = "screen", _("on a screen")
    PAPER = "paper", _("on paper")
    SPOKEN = "spoken", _("spoken")


class Reach(TextChoices):
    """Who may see a contribution; only its own seat widens it (P1)."""

    PRIVATE = "private", _("only you")
    DIALOGUE = "dialogue", _("the people in this dialogue")


class Loop(TextChoices):
    """Single, double and triple loop: the columns of the picture."""

    HOW = "how", _("how")
    WHY = "why", _("why")
    WHAT_FOR = "what_for", _("what for")


class MaterialKind(TextChoices):
    """What was brought from elsewhere."""

    TRANSCRIPT = "transcript", _("transcript")
    NOTES = "notes", _("notes per aspect")


HALF_NOTE = "note:"
"""Before the aspect: under which name a half-written note is kept. No question is called so."""

LEADS = (Role.FACILITATOR, Role.INTERVIEWER)
"""Who leads a dialogue."""

PREPARED = Note(
    category="ordinary",
    purpose="to prepare and lead a dialogue",
    kept="two years after the dialogue closed",
    seen_by="the seats of the dialogue and members of the practice",
)
SEATED = Note(
    category="ordinary",
    purpose="to let someone take part, come back and take back",
    kept="in confidence: two years after the dialogue; without name: until sealing, then only "
    "the perspective of the group as a whole",
    seen_by="the seats of the dialogue",
    exported="in confidence, to the own dialogue",
)
KEY = Note(
    category="ordinary",
    purpose="to recognise the key of a seat without keeping the key",
    kept="two years after the dialogue closed",
    seen_by="the software",
)
SPOKEN = Note(
    category="special",
    purpose="to reflect together; what people say may touch health, debt, origin or belief",
    kept="two years after the dialogue closed, or until it is taken back",
    seen_by="the seat; after sharing the seats of the dialogue",
    exported="to the own dialogue",
)
DRAFTED = Note(
    category="special",
    purpose="to lose nothing of what someone is writing",
    kept="until it is shared or thrown away; at closing it becomes a private contribution",
    seen_by="the seat only",
)
CONSENTED = Note(
    category="ordinary",
    purpose="to show what was agreed to: which text, when, how (AVG article 7)",
    kept="two years after the dialogue closed",
    seen_by="the seat and the privacy officer",
    exported="to the person",
)
BROUGHT = Note(
    category="special",
    purpose="to work out a conversation that took place elsewhere",
    kept="until the dialogue closes; what nobody confirmed is then removed",
    seen_by="who brought it, until the speaker confirms",
)
INVITED = Note(
    category="ordinary",
    purpose="to invite a neutral outsider to lead one dialogue",
    kept="until the dialogue closes",
    seen_by="who prepares the dialogue",
)
TAKEN_HOME = Note(
    category="ordinary",
    purpose="what a neutral outsider takes home for the own practice",
    kept="two years",
    seen_by="the outsider only",
    exported="to the outsider",
)
MARK = Note(
    category="none",
    purpose="to find an own sealed contribution with the card, and no other way (P3, P8)",
    kept="as long as the contribution",
    seen_by="the software",
)
