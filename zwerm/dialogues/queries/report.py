"""The report of a dialogue. Here, and only here, P3, P4, P7 and consent decide what it says."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _

from zwerm.dialogues import questions
from zwerm.dialogues.models import CellCount, Contribution, Dialogue, ThemeEntry
from zwerm.dialogues.queries.said import said_by
from zwerm.dialogues.report import Behind, CellRow, Line, Part, Report, ThemeOf
from zwerm.dialogues.terms import Depth, Level, Reach
from zwerm.frameworks.kader import Aspect, Kader
from zwerm.frameworks.queries import kader_of


def report(dialogue: Dialogue, language: str, *, ours: bool) -> Report:
    """The report for the own group, or to share with others. 4 queries.

    To share: no literal words, because each would need its speaker's release (P7), and only
    perspectives that were decided to be told at closing (P4).
    """
    kader = kader_of(dialogue.version_id, language)
    rows = list(
        Contribution.objects.filter(dialogue=dialogue, reach=Reach.DIALOGUE, shown=True)
        .select_related("seat")
        .order_by("aspect", "place")
    )
    may = [row for row in rows if not row.hidden]
    themes = _themes(dialogue)
    lines = _lines(may, kader, themes, told=dialogue.level == Level.IN_CONFIDENCE)
    covered = set(themes)
    in_themes = {row.seat_id for row in may if row.pk in covered}
    return Report(
        title=dialogue.title,
        practice=dialogue.practice.name,
        day=formats.date_format(dialogue.closed_on, "DATE_FORMAT") if dialogue.closed_on else "",
        level=dialogue.level,
        ours=ours,
        afterwards=dialogue.afterwards,
        parts=_parts(dialogue, kader, may, lines, ours=ours),
        themes=_theme_list(may, lines, themes, ours=ours),
        left_out=tuple(lines[row.pk] for row in may if row.pk not in covered) if ours else (),
        silent_names=_silent_names(may, in_themes) if ours else (),
        cells=cells(dialogue, kader, outside=not ours),
        decisions=_decisions(dialogue),
        stayed_behind=_behind(ours=ours, shown=len(may), hidden=len(rows) - len(may)),
    )


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
    rows: list[Contribution],
    lines: Mapping[UUID, Line],
    *,
    ours: bool,
) -> tuple[Part, ...]:
    chosen = {aspect.key for aspect in questions.aspects_of(kader, dialogue.aspects)}
    return tuple(
        Part(
            key=aspect.key,
            plain=aspect.plain,
            formal=aspect.formal,
            question=aspect.main(str(kader.audiences[0])).text,
            asked=aspect.key in chosen,
            voices=sum(row.aspect == aspect.key for row in rows),
            lines=tuple(lines[row.pk] for row in rows if row.aspect == aspect.key) if ours else (),
        )
        for aspect in kader.aspects
    )


def _theme_list(
    rows: list[Contribution],
    lines: Mapping[UUID, Line],
    themes: Mapping[UUID, tuple[str, ...]],
    *,
    ours: bool,
) -> tuple[ThemeOf, ...]:
    under: defaultdict[str, list[Line]] = defaultdict(list)
    for row in rows:
        for title in themes.get(row.pk, ()):
            under[title].append(lines[row.pk])
    return tuple(
        ThemeOf(title, len(those), tuple(those) if ours else ())
        for title, those in sorted(under.items())
    )


def _silent_names(rows: list[Contribution], in_themes: set[UUID | None]) -> tuple[str, ...]:
    """In confidence only: without name there is no seat to name (P3)."""
    names = {
        row.seat.nickname or str(_("someone without a name"))
        for row in rows
        if row.seat is not None and row.seat_id not in in_themes
    }
    return tuple(sorted(names)) if in_themes else ()


def _decisions(dialogue: Dialogue) -> tuple[tuple[str, str, str], ...]:
    words = {
        "closed": _("closed"),
        "reopened": _("opened again"),
        "hidden": _("an answer was hidden"),
        "shown_again": _("an answer was shown again"),
        "outsider_ended": _("the outsider stopped leading"),
    }
    return tuple(
        (formats.date_format(one.on, "DATE_FORMAT"), words.get(one.what, one.what), one.because)
        for one in dialogue.decisions.order_by("on", "what")
    )


def _behind(*, ours: bool, shown: int, hidden: int) -> tuple[Behind, ...]:
    out = []
    if not ours and shown:
        out.append(Behind(shown, _("literal answers: each needs the yes of who said it")))
    if hidden:
        out.append(Behind(hidden, _("hidden with a reason by who led the conversation")))
    return tuple(out)


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
