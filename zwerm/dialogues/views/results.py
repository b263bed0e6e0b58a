"""What the group takes home: the picture, its cells, the report, the data."""

import json
from pathlib import Path
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zwerm.dialogues import access, picture, report
from zwerm.dialogues.actions.looking import looked_at
from zwerm.dialogues.queries import picture as pictures
from zwerm.dialogues.queries import report as reports
from zwerm.dialogues.queries import results
from zwerm.people.viewer import Request
from zwerm.web.http import attachment
from zwerm.web.pdf import pdf
from zwerm.web.sheets import csv_bytes

TYPST = Path(__file__).resolve().parent.parent / "typst"


def _ours(request: Request) -> bool:
    """Two prints: for us, or to share."""
    return request.GET.get("voor") != "delen"


@require_GET
def show_picture(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The zwermbeeld, with the same content as a table."""
    seat = access.seat_inside(request.viewer, dialogue_id)
    page = results.picture_page(seat.dialogue, request.viewer.language, ours=_ours(request))
    return render(request, "dialogues/picture.html", {"page": page, "leads": seat.role != "voice"})


@require_GET
def picture_file(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The picture as a drawing to print or to keep."""
    seat = access.seat_inside(request.viewer, dialogue_id)
    drawn = results.picture_of(seat.dialogue, request.viewer.language, ours=_ours(request))
    svg = picture.svg(drawn, style="print")
    return attachment(svg.encode(), name="zwermbeeld.svg", kind="image/svg+xml; charset=utf-8")


@require_GET
def cell(request: Request, dialogue_id: UUID, aspect: str, loop: str) -> HttpResponse:
    """What was said in one cell."""
    seat = access.seat_inside(request.viewer, dialogue_id)
    number = request.GET.get("bladzijde", "1")
    page = pictures.in_cell(
        seat.dialogue,
        request.viewer.language,
        aspect=aspect,
        loop=loop,
        page=int(number) if number.isdecimal() and len(number) < 6 else 1,
    )
    if page is None:
        raise Http404
    return render(request, "dialogues/cell.html", {"page": page})


@require_GET
def show_report(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The report as a page."""
    seat = access.seat_inside(request.viewer, dialogue_id)
    page = results.report_page(seat.dialogue, request.viewer.language, ours=_ours(request))
    looked_at(seat, what="report")
    return render(request, "dialogues/report.html", {"page": page, "leads": seat.role != "voice"})


@require_GET
def report_pdf(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The report as a tagged PDF."""
    seat = access.seat_inside(request.viewer, dialogue_id)
    content = results.report_print(seat.dialogue, request.viewer.language, ours=_ours(request))
    looked_at(seat, what="report_pdf")
    return attachment(
        pdf(TYPST / "report.typ", content), name=f"{_('report')}.pdf", kind="application/pdf"
    )


@require_GET
def data_csv(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The contributions as rows."""
    seat = access.seat_inside(request.viewer, dialogue_id)
    found = reports.report(seat.dialogue, request.viewer.language, ours=_ours(request))
    looked_at(seat, what="data_csv")
    return attachment(
        csv_bytes(report.HEADER, report.rows(found)),
        name="zwerm.csv",
        kind="text/csv; charset=utf-8",
    )


@require_GET
def data_json(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The same as plain values."""
    seat = access.seat_inside(request.viewer, dialogue_id)
    found = reports.report(seat.dialogue, request.viewer.language, ours=_ours(request))
    looked_at(seat, what="data_json")
    body = json.dumps(report.as_json(found), ensure_ascii=False, indent=1).encode()
    return attachment(body, name="zwerm.json", kind="application/json")
