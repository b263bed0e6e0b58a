"""Which question a seat is asked next, and in whose words. Pure: a kader and plain values in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zwerm.frameworks.kader import Aspect, Kader, Question

AUDIENCE_OF = {
    "student": "student",
    "professional": "professional",
    "teacher": "professional",
    "resident": "resident",
    "municipality": "manager",
    "management": "manager",
}


@dataclass(frozen=True)
class Asked:
    """A question with the aspect it belongs to."""

    aspect: Aspect
    question: Question


def audience_for(perspective: str, *, kader: Kader, allowed: Sequence[str]) -> str:
    """In whose words a seat is asked: its own where the dialogue and the framework have them."""
    has = [str(audience) for audience in kader.audiences]
    may = [audience for audience in allowed if audience in has] or has
    own = AUDIENCE_OF.get(perspective, "")
    return own if own in may else may[0]


def aspects_of(kader: Kader, chosen: Iterable[str]) -> tuple[Aspect, ...]:
    """The chosen aspects in the framework's order; all when none was chosen."""
    keys = set(chosen)
    return tuple(aspect for aspect in kader.aspects if not keys or aspect.key in keys)


def find(kader: Kader, key: str, *, chosen: Iterable[str]) -> Asked | None:
    """The question with this key within the chosen aspects, or None."""
    for aspect in aspects_of(kader, chosen):
        for question in aspect.questions:
            if question.key == key:
                return Asked(aspect, question)
    return None


def suggest(
    kader: Kader, *, chosen: Iterable[str], audience: str, suggested: str, answered: Iterable[str]
) -> Asked | None:
    """The one question that stands ready: what the facilitator suggests, else the first aspect
    without an answer of this seat, in the framework's order; None when all have one."""
    done = set(answered)
    aspects = aspects_of(kader, chosen)
    ordered = sorted(aspects, key=lambda aspect: aspect.key != suggested)
    for aspect in ordered:
        if not any(question.key in done for question in aspect.questions):
            return Asked(aspect, aspect.main(audience))
    return None


def deeper(asked: Asked, *, audience: str, answered: Iterable[str]) -> tuple[Question, ...]:
    """Deeper questions of the same aspect, unanswered by this seat: offered, never forced."""
    done = set(answered)
    return tuple(question for question in asked.aspect.deeper(audience) if question.key not in done)


def loops_asked(aspect: Aspect, *, audiences: Iterable[str], deeper: bool) -> frozenset[str]:
    """The columns in which this aspect is asked at all: elsewhere nobody is silent."""
    has = {str(question.audience) for question in aspect.questions}
    may = has & set(audiences) or has
    return frozenset(
        str(question.loop)
        for question in aspect.questions
        if (question.main or deeper) and question.audience in may
    )
