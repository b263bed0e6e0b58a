"""Pages of what the group takes home: picture and report, each in two prints."""

from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

from django.urls import reverse
from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zwerm.dialogues import picture
from zwerm.dialogues.models import Dialogue
from zwerm.dialogues.queries.picture import loop_words
from zwerm.dialogues.queries.report import cells, report
from zwerm.dialogues.queries.take_part import Around, around
from zwerm.dialogues.report import CellRow, Line, Report
from zwerm.dialogues.terms import State
from zwerm.frameworks.queries import kader_of
from zwerm.practices.terms import Perspective


def decided(dialogue: Dialogue) -> bool:
    """Whether what may leave was decided: a print to share exists only after closing (P4)."""
    return dialogue.state == State.CLOSED


def picture_of(dialogue: Dialogue, language: str, *, ours: bool) -> picture.Picture:
    """What the own group sees, or what was decided at closing to share. 1 query."""
    kader = kader_of(dialogue.version_id, language)
    rows = cells(dialogue, kader, outside=not ours and decided(dialogue))
    return _picture(dialogue, rows, language)


def _picture(dialogue: Dialogue, rows: tuple[CellRow, ...], language: str) -> picture.Picture:
    kader = kader_of(dialogue.version_id, language)
    day = dialogue.closed_on or dialogue.opened_on
    shown_day = formats.date_format(day, "j F Y") if day else ""
    return picture.Picture(
        title=dialogue.title,
        subtitle=" · ".join(part for part in (dialogue.practice.name, shown_day) if part),
        rows=tuple(
            picture.Row(
                aspect.key,
                aspect.plain,
                aspect.formal,
                tuple(_cell(row) for row in rows if row.aspect == aspect.key),
            )
            for aspect in kader.aspects
        ),
        columns=tuple(picture.Column(str(loop), *loop_words(str(loop))) for loop in kader.loops),
        shapes=tuple(picture.Shape(one.value, str(one.label)) for one in Perspective),
        words=words(),
    )


def _cell(row: CellRow) -> picture.Cell:
    return picture.Cell(
        aspect=row.aspect,
        loop=row.loop,
        asked=row.asked,
        voices=row.voices,
        perspectives=dict(row.perspectives) or None,
    )


def words() -> picture.Words:
    """All the words on a picture, in the present language."""
    return picture.Words(
        not_asked=_("Not asked"),
        silent=_("Here it is still quiet"),
        neutral=_("Not told from which place"),
        scale=_scale,
        voices=_voices,
        summary=_summary,
    )


def _scale(voices: int) -> str:
    if voices == 1:
        return _("Each bird is one answer.")
    return _("Each bird is about %(n)d answers.") % {"n": voices}


def _voices(number: int) -> str:
    return ngettext("%(n)d answer", "%(n)d answers", number) % {"n": number}


def _summary(voices: int, silences: int) -> str:
    said = ngettext(
        "A flock of %(n)d answer.", "Flocks of birds, together %(n)d answers.", voices
    ) % {"n": voices}
    if not silences:
        return said
    quiet = ngettext(
        "In %(n)d place it is still quiet.", "In %(n)d places it is still quiet.", silences
    ) % {"n": silences}
    return f"{said} {quiet}"


@dataclass(frozen=True)
class PicturePage:
    """The picture in two layouts, and the same as a table."""

    around: Around
    ours: bool
    which: str
    decided: bool
    wide: SafeString
    narrow: SafeString
    columns: tuple[str, ...]
    table: tuple[picture.TableRow, ...]


@lru_cache(maxsize=64)
def _drawn(made: picture.Picture, linked_to: UUID | None) -> tuple[SafeString, SafeString]:
    """Wide and narrow; cells lead into a dialogue when it is named. Drawn once for one content:
    a whole group looks at the same picture at the same moment."""

    def href(cell: picture.Cell) -> str:
        return reverse("dialogues:cell", args=[linked_to, cell.aspect, cell.loop])

    to = None if linked_to is None else href
    # `picture.svg` escapes every word it writes; tests/dialogues/test_picture.py attacks it.
    wide = picture.svg(made, layout="wide", cell_href=to, prefix="w")
    narrow = picture.svg(made, layout="narrow", cell_href=to, prefix="n")
    return SafeString(wide), SafeString(narrow)


def picture_page(dialogue: Dialogue, language: str, *, ours: bool) -> PicturePage:
    """The picture for the own group, or to share. 1 query."""
    to_share = decided(dialogue) and not ours
    made = picture_of(dialogue, language, ours=not to_share)

    def href(cell: picture.Cell) -> str:
        return reverse("dialogues:cell", args=[dialogue.pk, cell.aspect, cell.loop])

    wide, narrow = _drawn(made, None if to_share else dialogue.pk)
    return PicturePage(
        around=around(dialogue),
        ours=not to_share,
        which="delen" if to_share else "ons",
        decided=decided(dialogue),
        wide=wide,
        narrow=narrow,
        columns=tuple(column.plain for column in made.columns),
        table=picture.table(made, cell_href=None if to_share else href),
    )


@dataclass(frozen=True)
class ReportPage:
    """The report as a page, with its picture."""

    around: Around
    report: Report
    silent: str
    """Whose words no theme holds, in one sentence; empty when that is nobody or not told."""
    decided: bool
    which: str
    wide: SafeString
    narrow: SafeString


def report_page(dialogue: Dialogue, language: str, *, ours: bool) -> ReportPage:
    """The report for the own group, or to share. 4 queries."""
    mine = ours or not decided(dialogue)
    found = report(dialogue, language, ours=mine)
    wide, narrow = _drawn(_picture(dialogue, found.cells, language), None)
    return ReportPage(
        around=around(dialogue),
        report=found,
        silent=_silent(found),
        decided=decided(dialogue),
        which="ons" if mine else "delen",
        wide=wide,
        narrow=narrow,
    )


def report_print(dialogue: Dialogue, language: str, *, ours: bool) -> dict[str, object]:
    """The report as plain values for `typst/report.typ`. 4 queries."""
    mine = ours or not decided(dialogue)
    found = report(dialogue, language, ours=mine)
    made = _picture(dialogue, found.cells, language)
    names = {one.value: str(one.label) for one in Perspective}
    return {
        "lang": language,
        "title": found.title,
        "subtitle": made.subtitle,
        "intro": [
            _("Report for our own group.") if mine else _("Report to share with others."),
            *([found.afterwards] if found.afterwards else []),
        ],
        "picture": picture.svg(replace(made, title="", subtitle=""), sheet=ON_A4),
        "picture_alt": _summary(made.voices, made.silences),
        "columns": [column.plain for column in made.columns],
        "table": [
            [row.plain, *(_cell_text(cell) for cell in row.cells)] for row in picture.table(made)
        ],
        "themes": [
            {
                "title": theme.title,
                "voices": _voices(theme.voices),
                "lines": [_print_line(line, names, language) for line in theme.lines],
            }
            for theme in found.themes
        ],
        "left_out": [_print_line(line, names, language) for line in found.left_out],
        "silent": _silent(found),
        "parts": [
            {
                "plain": part.plain,
                "note": _part_note(asked=part.asked, voices=part.voices),
                "lines": [_print_line(line, names, language) for line in part.lines],
            }
            for part in found.parts
            if mine
        ],
        "behind": [one.why for one in found.stayed_behind],
        "decisions": [
            f"{day}: {what}" + (f" ({because})" if because else "")
            for day, what, because in found.decisions
        ],
        "words": _print_words(),
    }


ON_A4 = picture.Sheet(180, 205)
"""What the head of a report leaves of its first page, margins included."""


def _silent(found: Report) -> str:
    """Whose words no theme holds: the names they chose, and how many chose none."""
    names = list(found.silent_names)
    if found.silent_nameless:
        names.append(
            ngettext(
                "%(n)d person without a name",
                "%(n)d people without a name",
                found.silent_nameless,
            )
            % {"n": found.silent_nameless}
        )
    return _("No theme holds words of: %(names)s.") % {"names": ", ".join(names)} if names else ""


def _print_words() -> dict[str, str]:
    return {
        "table": _("The same in a table"),
        "aspect": _("About"),
        "themes": _("What we put together"),
        "left_out": _("Nobody left out"),
        "left_out_explained": _(
            "No theme holds these answers yet. They count as much as the others."
        ),
        "all_covered": _("Every answer stands in a theme."),
        "all": _("By question"),
        "behind": _("What stayed behind, and why"),
        "decisions": _("Decisions"),
    }


def _cell_text(cell: picture.TableCell) -> str:
    """A line for how many, and one for each perspective that is told."""
    return "\n".join([cell.text, *(f"{name} {number}" for name, number in cell.perspectives)])


def _part_note(*, asked: bool, voices: int) -> str:
    if not asked:
        return _("Not asked.")
    return _voices(voices) if voices else _("Here it is still quiet.")


def _print_line(line: Line, names: dict[str, str], language: str) -> dict[str, str]:
    who = [part for part in (line.name, names.get(line.perspective, "")) if part]
    return {"text": line.text, "lang": line.language or language, "who": ", ".join(who)}
