"""The report of a dialogue. Here, and only here, P3, P4, P7 and consent decide what it says."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zwerm.dialogues import questions
from zwerm.dialogues.models import CellCount, Contribution, Dialogue, ThemeEntry
from zwerm.dialogues.queries.said import said_by
from zwerm.dialogues.report import Behind, CellRow, Line, Part, Report, ThemeOf
from zwerm.dialogues.terms import Depth, Level, Reach
from zwerm.frameworks.kader import Aspect, Kader
from zwerm.frameworks.queries import kader_of


def report(dialogue: Dialogue, language: str, *, ours: bool) -> Report:
    """The report for the own group, or to share with others. 4 queries."""
    return _for_us(dialogue, language) if ours else _to_share(dialogue, language)


def _for_us(dialogue: Dialogue, language: str) -> Report:
    """Everything the group shared, as its own seats see it."""
    kader = kader_of(dialogue.version_id, language)
    rows = _in_order_of(
        kader,
        Contribution.objects.filter(dialogue=dialogue, reach=Reach.DIALOGUE, shown=True)
        .select_related("seat")
        .order_by("place", "pk"),
    )
    may = [row for row in rows if not row.hidden]
    themes = _themes(dialogue)
    told = dialogue.level == Level.IN_CONFIDENCE
    lines = _lines(may, kader, themes, told=told)
    names, nameless = _outside_all_themes(may, set(themes)) if told and themes else ((), 0)
    found = cells(dialogue, kader, outside=False)
    return Report(
        title=dialogue.title,
        practice=dialogue.practice.name,
        day=_day(dialogue),
        level=dialogue.level,
        ours=True,
        afterwards=dialogue.afterwards,
        parts=_parts(dialogue, kader, found, [(row.aspect, lines[row.pk]) for row in may]),
        themes=_theme_list(may, lines, themes),
        left_out=tuple(lines[row.pk] for row in may if row.pk not in themes),
        silent_names=names,
        silent_nameless=nameless,
        cells=found,
        decisions=_decisions(dialogue),
        stayed_behind=_hidden(len(rows) - len(may)),
    )


def _to_share(dialogue: Dialogue, language: str) -> Report:
    """Numbers that were decided at closing (P4), and no sentence that anybody wrote in the room:
    each would need its writer's release (P7; ADR the-print-to-share-holds-no-sentences)."""
    kader = kader_of(dialogue.version_id, language)
    found = cells(dialogue, kader, outside=True)
    shown = Contribution.objects.filter(dialogue=dialogue, shown=True, hidden=False).count()
    return Report(
        title=dialogue.title,
        practice=dialogue.practice.name,
        day=_day(dialogue),
        level=dialogue.level,
        ours=False,
        afterwards="",
        parts=_parts(dialogue, kader, found, []),
        themes=(),
        left_out=(),
        silent_names=(),
        silent_nameless=0,
        cells=found,
        decisions=tuple((day, what, "") for day, what, _ in _decisions(dialogue, TOLD_OUTSIDE)),
        stayed_behind=(*_answers(shown), *_names_of_themes(dialogue.themes.count())),
    )


def _in_order_of(kader: Kader, rows: Iterable[Contribution]) -> list[Contribution]:
    """The order of the framework, and within an aspect that of chance, always the same one."""
    order = {aspect.key: number for number, aspect in enumerate(kader.aspects)}
    return sorted(rows, key=lambda row: order.get(row.aspect, len(order)))


def _day(dialogue: Dialogue) -> str:
    return formats.date_format(dialogue.closed_on, "j F Y") if dialogue.closed_on else ""


def _themes(dialogue: Dialogue) -> Mapping[UUID, tuple[str, ...]]:
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    entries = ThemeEntry.objects.filter(theme__dialogue=dialogue).order_by("theme__title")
    for contribution, title in entries.values_list("contribution_id", "theme__title"):
        found[contribution].append(title)
    return {contribution: tuple(titles) for contribution, titles in found.items()}


def _lines(
    rows: list[Contribution],
    kader: Kader,
    themes: Mapping[UUID, tuple[str, ...]],
    *,
    told: bool,
) -> dict[UUID, Line]:
    asked = {one.key: one.text for aspect in kader.aspects for one in aspect.questions}
    out = {}
    for row in rows:
        said = said_by(row, told=told)
        out[row.pk] = Line(
            text=said.text,
            language=said.language,
            loop=row.loop,
            # In whose words somebody was asked tells her perspective (P4).
            question=asked.get(row.question, "") if told else "",
            name=said.name,
            perspective=said.perspective,
            themes=themes.get(row.pk, ()),
        )
    return out


def _parts(
    dialogue: Dialogue,
    kader: Kader,
    found: tuple[CellRow, ...],
    lines: list[tuple[str, Line]],
) -> tuple[Part, ...]:
    chosen = {aspect.key for aspect in questions.aspects_of(kader, dialogue.aspects)}
    return tuple(
        Part(
            key=aspect.key,
            plain=aspect.plain,
            formal=aspect.formal,
            question=aspect.main(str(kader.audiences[0])).text,
            asked=aspect.key in chosen,
            voices=sum(cell.voices for cell in found if cell.aspect == aspect.key),
            lines=tuple(line for key, line in lines if key == aspect.key),
        )
        for aspect in kader.aspects
    )


def _theme_list(
    rows: list[Contribution], lines: Mapping[UUID, Line], themes: Mapping[UUID, tuple[str, ...]]
) -> tuple[ThemeOf, ...]:
    under: defaultdict[str, list[Line]] = defaultdict(list)
    for row in rows:
        for title in themes.get(row.pk, ()):
            under[title].append(lines[row.pk])
    return tuple(
        ThemeOf(title, len(those), tuple(those))
        for title, those in sorted(under.items(), key=lambda one: (one[0].casefold(), one[0]))
    )


def _outside_all_themes(
    rows: list[Contribution], covered: set[UUID]
) -> tuple[tuple[str, ...], int]:
    """Whose words no theme holds: names, and how many gave none. In confidence only (P3)."""
    inside = {row.seat_id for row in rows if row.pk in covered}
    outside = {row.seat_id: row.seat for row in rows if row.seat_id not in inside}
    names = [seat.nickname for seat in outside.values() if seat is not None]
    given = sorted((name for name in names if name), key=lambda name: (name.casefold(), name))
    return tuple(given), len(names) - len(given)


TOLD_OUTSIDE = frozenset({"closed", "reopened"})
"""Decisions about the picture itself; who was hidden or stopped leading is the group's own."""


def _decisions(
    dialogue: Dialogue, told: frozenset[str] | None = None
) -> tuple[tuple[str, str, str], ...]:
    words = {
        "closed": _("closed"),
        "reopened": _("opened again"),
        "hidden": _("an answer was hidden"),
        "shown_again": _("an answer was shown again"),
        "outsider_ended": _("the outsider stopped leading"),
    }
    return tuple(
        (formats.date_format(one.on, "j F Y"), words.get(one.what, one.what), one.because)
        for one in dialogue.decisions.order_by("on", "what", "pk")
        if told is None or one.what in told
    )


def _hidden(number: int) -> tuple[Behind, ...]:
    words = ngettext(
        "%(n)d answer, hidden with a reason by who led the conversation.",
        "%(n)d answers, hidden with a reason by who led the conversation.",
        number,
    )
    return (Behind(number, words % {"n": number}),) if number else ()


def _answers(number: int) -> tuple[Behind, ...]:
    words = ngettext(
        "%(n)d answer in the words of who gave it: it leaves only with that person's yes.",
        "%(n)d answers in the words of who gave them: each leaves only with that person's yes.",
        number,
    )
    return (Behind(number, words % {"n": number}),) if number else ()


def _names_of_themes(number: int) -> tuple[Behind, ...]:
    words = ngettext(
        "%(n)d name of a theme: it is in the words of the group.",
        "%(n)d names of themes: they are in the words of the group.",
        number,
    )
    return (Behind(number, words % {"n": number}),) if number else ()


def is_asked(dialogue: Dialogue, aspect: Aspect, loop: str) -> bool:
    """Whether a cell could have had voices: its aspect was chosen and a question of that loop
    was on offer."""
    if dialogue.aspects and aspect.key not in dialogue.aspects:
        return False
    if dialogue.depth == Depth.DEEPER:
        return any(question.loop == loop for question in aspect.questions)
    return str(aspect.loop) == loop


def cells(dialogue: Dialogue, kader: Kader, *, outside: bool) -> tuple[CellRow, ...]:
    """Every cell of the picture, from the kept counts. 1 query, however many spoke (W3)."""
    counted: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in CellCount.objects.filter(dialogue=dialogue, outside=outside):
        counted[(row.aspect, row.loop)][row.perspective] = row.voices
    out = []
    for aspect in kader.aspects:
        for loop in kader.loops:
            found = counted.get((aspect.key, loop), {})
            voices = sum(found.values())
            out.append(
                CellRow(
                    aspect=aspect.key,
                    plain=aspect.plain,
                    loop=str(loop),
                    asked=bool(voices) or is_asked(dialogue, aspect, loop),
                    voices=voices,
                    perspectives=tuple(
                        sorted((name, number) for name, number in found.items() if name and number)
                    ),
                )
            )
    return tuple(out)
