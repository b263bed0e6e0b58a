"""The paper of a dialogue: question cards, and answer sheets with a card of one's own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from zwerm.dialogues import cards, questions
from zwerm.dialogues.consent_texts import ConsentTexts
from zwerm.frameworks.kader import Aspect, Kader
from zwerm.practices.terms import Perspective
from zwerm.web.pdf import pdf

FOLDER = Path(__file__).resolve().parent / "typst"
MOST_DEEPER = 3
MOST_LETTERS = 420
"""More deeper questions, or longer ones, do not fit on a card that is read across a table."""


@dataclass(frozen=True)
class Chosen:
    """What of a framework is asked in one dialogue."""

    kader: Kader
    aspects: Sequence[str]
    audiences: Sequence[str]
    deeper: bool


@dataclass(frozen=True)
class Told:
    """What a sheet says of the dialogue it belongs to."""

    title: str
    practice: str
    nameless: bool
    typed_by: str
    afterwards: str


def question_cards(chosen: Chosen, told: Told) -> bytes:
    """A PDF of A6 cards, one per aspect and audience, a stack per audience."""
    names = {
        "student": _("for students"),
        "professional": _("for professionals and teachers"),
        "resident": _("for residents"),
        "manager": _("for municipality and management"),
    }
    has = [str(audience) for audience in chosen.kader.audiences]
    asked = [audience for audience in has if audience in chosen.audiences] or has
    made = [
        {
            "aspect": aspect.plain,
            "formal": aspect.formal,
            "question": aspect.main(audience).text,
            "deeper": _fitting(aspect, audience) if chosen.deeper else [],
            "audience": names[audience],
        }
        for audience in asked
        for aspect in questions.aspects_of(chosen.kader, chosen.aspects)
    ]
    content = {
        "title": _("Question cards: %(title)s") % {"title": told.title},
        "language": chosen.kader.language,
        "deeper": _("To go on:"),
        "cards": made,
    }
    return pdf(FOLDER / "cards.typ", content)


def _fitting(aspect: Aspect, audience: str) -> list[str]:
    """The first deeper questions, as many as fit on a card."""
    found: list[str] = []
    for one in aspect.deeper(audience)[:MOST_DEEPER]:
        if sum(map(len, found)) + len(one.text) <= MOST_LETTERS:
            found.append(one.text)
    return found


def main_questions(
    chosen: Chosen, perspective: str, *, typed: Collection[str] = ()
) -> tuple[questions.Asked, ...]:
    """What a sheet asks: the main question of each chosen aspect, in the words of who writes.

    A question that was answered on the sheet stays as it was printed, also when the perspective
    turns out to be another one.
    """
    audience = questions.audience_for(perspective, kader=chosen.kader, allowed=chosen.audiences)
    known = set(typed)
    found = []
    for aspect in questions.aspects_of(chosen.kader, chosen.aspects):
        printed = next((one for one in aspect.questions if one.key in known), None)
        found.append(questions.Asked(aspect, printed or aspect.main(audience)))
    return tuple(found)


def answer_sheets(
    chosen: Chosen,
    told: Told,
    laid: Sequence[tuple[str, str]],
    *,
    perspective: str,
    texts: ConsentTexts,
) -> bytes:
    """A PDF with a sheet for each (sheet code, secret). The secrets exist in these bytes alone."""
    content = {
        "title": _("Answer sheets: %(title)s") % {"title": told.title},
        "language": chosen.kader.language,
        "conversation": f"{told.title} · {told.practice}",
        "heading": told.title,
        "promises": _promises(told),
        "yes": texts.take_part.ask,
        "speaks": _("I speak today as"),
        "perspectives": [str(label) for label in Perspective.labels],
        "questions": [
            {"aspect": one.aspect.plain, "text": one.question.text}
            for one in main_questions(chosen, perspective)
        ],
        "further": _("What else may be done with it?"),
        "free": _("Tick what you agree with. You need not tick anything, and it changes nothing."),
        "purposes": [{"ask": one.ask, "explain": one.explain} for one in texts.further],
        "cut": _("Cut off along the line, and take it home."),
        "card": {
            "title": _("Your card"),
            "sheet": _("Sheet"),
            "what": _(
                "With these letters you see later what you said and what became of it. You can "
                "also take it back."
            ),
            "where": _("Type them at"),
            "address": card_address(),
            "keep": _("Keep it well. We do not keep your card, and cannot make it again."),
            "qr": _("QR code that opens what you said"),
        },
        "sheets": [
            {"sheet": sheet, "shown": cards.shown(secret), "qr": _qr(card_link(secret))}
            for sheet, secret in laid
        ],
    }
    return pdf(FOLDER / "sheet.typ", content)


def _promises(told: Told) -> list[str]:
    who = (
        _("Nobody sees who wrote what. The group reads it mixed with what the others say.")
        if told.nameless
        else _("The people in this conversation read it. Your name need not be on it.")
    )
    lines = [
        _("%(name)s types in what you write here, and it is shared with the group.")
        % {"name": told.typed_by},
        who,
        _("Leave empty what you do not want to tell. There are no wrong answers."),
    ]
    return [*lines, told.afterwards] if told.afterwards else lines


def card_link(secret: str) -> str:
    """Where a card's QR code leads. What follows the # is never sent to any server (AT-51)."""
    return f"{settings.SITE_URL}{reverse('dialogues:card_in')}#{secret}"


def card_address() -> str:
    """The address to type, without what a browser fills in itself."""
    return f"{settings.SITE_URL.partition('://')[2]}{reverse('dialogues:card_in')}"


def _qr(address: str) -> str:
    made = segno.make(address, error="m", micro=False)
    return str(made.svg_inline(border=3, scale=4, dark="#000", light="#fff"))
