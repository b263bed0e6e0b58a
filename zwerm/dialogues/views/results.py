"""What the group takes home: the picture, its cells, the report, the data."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zwerm.dialogues import access, printing
from zwerm.dialogues.actions.looking import looked_at
from zwerm.dialogues.queries import picture as pictures
from zwerm.dialogues.queries import results
from zwerm.people.viewer import Request
from zwerm.web.http import attachment


def _ours(request: Request, *, closed: bool) -> bool:
    """Two prints: for us, or to share; what may leave is only decided at closing (P4)."""
    return request.GET.get("voor") != "delen" or not closed


@require_GET
def show_picture(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The zwermbeeld, with the same content as a table."""
    seat = access.seat_inside(request.viewer, dialogue_id)
    page = results.picture_page(
        seat.dialogue,
        request.viewer.language,
        ours=_ours(request, closed=results.decided(seat.dialogue)),
    )
    return render(request, "dialogues/picture.html", {"page": page, "leads": seat.role != "voice"})


@require_GET
def picture_file(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The picture as a drawing on A3."""
    seat = access.seat_inside(request.viewer, dialogue_id)
    made = printing.as_svg(
        seat.dialogue,
        request.viewer.language,
        ours=_ours(request, closed=results.decided(seat.dialogue)),
    )
    return attachment(made, name="zwermbeeld.svg", kind="image/svg+xml; charset=utf-8")


@require_GET
def poster(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The picture on A3 for the wall, in colour or in black ink."""
    seat = access.seat_inside(request.viewer, dialogue_id)
    made = printing.as_poster(
        seat.dialogue,
        request.viewer.language,
        ours=_ours(request, closed=results.decided(seat.dialogue)),
        ink="print" if request.GET.get("inkt") == "zwart" else "screen",
    )
    return attachment(made, name="zwermbeeld-a3.pdf", kind="application/pdf")


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
    page = results.report_page(
        seat.dialogue,
        request.viewer.language,
        ours=_ours(request, closed=results.decided(seat.dialogue)),
    )
    looked_at(seat, what="report")
    return render(request, "dialogues/report.html", {"page": page, "leads": seat.role != "voice"})


@require_GET
def report_pdf(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The report as a tagged PDF."""
    seat = access.seat_inside(request.viewer, dialogue_id)
    made = printing.as_pdf(
        seat.dialogue,
        request.viewer.language,
        ours=_ours(request, closed=results.decided(seat.dialogue)),
    )
    looked_at(seat, what="report_pdf")
    return attachment(made, name=f"{_('report')}.pdf", kind="application/pdf")


@require_GET
def data_csv(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The contributions as rows; to share, the cells of the picture."""
    seat = access.seat_inside(request.viewer, dialogue_id)
    made = printing.as_csv(
        seat.dialogue,
        request.viewer.language,
        ours=_ours(request, closed=results.decided(seat.dialogue)),
    )
    looked_at(seat, what="data_csv")
    return attachment(made, name="zwerm.csv", kind="text/csv; charset=utf-8")


@require_GET
def data_json(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The same as plain values."""
    seat = access.seat_inside(request.viewer, dialogue_id)
    made = printing.as_json(
        seat.dialogue,
        request.viewer.language,
        ours=_ours(request, closed=results.decided(seat.dialogue)),
    )
    looked_at(seat, what="data_json")
    return attachment(made, name="zwerm.json", kind="application/json")
