"""What a group takes home as files: report, data and picture, from one content model.

Consent, P3, P4 and P7 were applied by the queries; nothing is decided here.
"""

import json
from pathlib import Path

from zwerm.dialogues import picture, report
from zwerm.dialogues.models import Dialogue
from zwerm.dialogues.queries import results
from zwerm.dialogues.queries.report import report as report_of
from zwerm.web.pdf import pdf
from zwerm.web.sheets import csv_bytes

TYPST = Path(__file__).resolve().parent / "typst"


def as_pdf(dialogue: Dialogue, language: str, *, ours: bool) -> bytes:
    """The report as a tagged PDF."""
    return pdf(TYPST / "report.typ", results.report_print(dialogue, language, ours=ours))


def as_csv(dialogue: Dialogue, language: str, *, ours: bool) -> bytes:
    """Contributions as rows for the own group; to share, the cells of the picture."""
    found = report_of(dialogue, language, ours=ours)
    if ours:
        return csv_bytes(report.HEADER, report.rows(found))
    return csv_bytes(report.CELL_HEADER, report.cell_rows(found))


def as_json(dialogue: Dialogue, language: str, *, ours: bool) -> bytes:
    """The report as plain values."""
    found = report.as_json(report_of(dialogue, language, ours=ours))
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def as_svg(dialogue: Dialogue, language: str, *, ours: bool) -> bytes:
    """The picture on an A3 sheet, in colour."""
    drawn = results.picture_of(dialogue, language, ours=ours)
    return picture.svg(drawn, sheet=picture.A3_PORTRAIT).encode()


def as_poster(
    dialogue: Dialogue, language: str, *, ours: bool, ink: picture.Style = "screen"
) -> bytes:
    """The picture as an A3 PDF; in `print` ink it is made for a printer without colour."""
    drawn = results.picture_of(dialogue, language, ours=ours)
    return pdf(
        TYPST / "poster.typ",
        {
            "title": drawn.title,
            "lang": language,
            "picture": picture.svg(drawn, style=ink, sheet=picture.A3_PORTRAIT),
            "alt": drawn.words.summary(drawn.voices, drawn.silences),
        },
    )


FORMATS = {"csv": as_csv, "json": as_json, "pdf": as_pdf, "svg": as_svg}
"""What the command line can write, by the name of the format."""
