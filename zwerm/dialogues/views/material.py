"""Speech from elsewhere: who speaks in it, and where each passage belongs."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zwerm.dialogues import access, whose
from zwerm.dialogues.actions import join as joining
from zwerm.dialogues.actions import material as actions
from zwerm.dialogues.actions import speakers as seating
from zwerm.dialogues.forms.material import (
    PlaceForm,
    PositionForm,
    SaidByForm,
    SpeakersForm,
    UndoForm,
)
from zwerm.dialogues.placing import rest_after
from zwerm.dialogues.queries import placing as placing_queries
from zwerm.dialogues.queries import speakers as queries
from zwerm.people.viewer import Request
from zwerm.web.http import status_of


def _number(typed: str | None) -> int | None:
    """A number in an address; None when it is none. Nobody is refused for it."""
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 9 else None


@require_http_methods(["GET", "POST"])
def speakers(request: Request, dialogue_id: UUID, material_id: UUID) -> HttpResponse:
    """Who is who, and who said yes."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    material = access.material_of(seat, material_id)
    page = queries.speakers(seat, material, page=_number(request.GET.get("page")) or 1)
    form = _about(request, page)
    if form.is_valid() and _no_phone_is_answered_for(form, page):
        try:
            seating.seat_speakers(
                material,
                seat,
                _chosen(form, page),
                agreed=_agreed(form, page),
                yes=seating.Yes(
                    form.cleaned_data["recorded_by"],
                    form.cleaned_data["how"],
                    form.cleaned_data["on"],
                ),
            )
        except seating.SaidYesThemselves as fixed:
            form.add_error(None, _fixed(fixed.speaker.name))
        else:
            return _after(page, dialogue_id, material_id)
    rows = [
        (one, form[f"who-{n}"], form[f"nickname-{n}"], form[f"agreed-{n}"])
        for n, one in enumerate(page.named)
    ]
    context = {"page": page, "form": form, "rows": rows}
    return render(request, "dialogues/material_speakers.html", context, status=status_of(form))


def _about(request: Request, page: queries.Speakers) -> SpeakersForm:
    now: dict[str, object] = {"recorded_by": page.recorded_by}
    for number, one in enumerate(page.named):
        now[f"who-{number}"] = one.chosen
        now[f"nickname-{number}"] = "" if page.where.nameless else one.name[:40]
        now[f"agreed-{number}"] = one.agreed
    return SpeakersForm.about(
        request,
        [(str(one.id), one.name) for one in page.named],
        voices=[(f"seat:{voice.id}", voice.label) for voice in page.voices],
        now=now,
    )


def _no_phone_is_answered_for(form: SpeakersForm, page: queries.Speakers) -> bool:
    """Whoever has a phone of her own says yes there; a tick by somebody else is refused."""
    own_phone = {f"seat:{voice.id}" for voice in page.voices if voice.own_phone}
    for number in range(len(page.named)):
        agreed = form.cleaned_data[f"agreed-{number}"]
        if agreed and form.cleaned_data[f"who-{number}"] in own_phone:
            form.add_error(
                f"agreed-{number}",
                _("This person takes part on the own phone and says yes there. Untick this."),
            )
    return not form.errors


def _chosen(form: SpeakersForm, page: queries.Speakers) -> dict[UUID, whose.Who]:
    typed = form.cleaned_data
    return {
        one.id: whose.read(typed[f"who-{n}"], nickname=typed[f"nickname-{n}"])
        for n, one in enumerate(page.named)
        if typed[f"who-{n}"] != one.chosen
    }


def _agreed(form: SpeakersForm, page: queries.Speakers) -> dict[UUID, bool]:
    """Each yes that was ticked, and each that was taken away."""
    ticked = {one.id: bool(form.cleaned_data[f"agreed-{n}"]) for n, one in enumerate(page.named)}
    had = {one.id for one in page.named if one.agreed}
    return {speaker: yes for speaker, yes in ticked.items() if yes or speaker in had}


def _fixed(name: str) -> str:
    return _(
        "%(name)s said yes on the own phone, so who this is stays as it is. Nothing was changed."
    ) % {"name": name}


def _after(page: queries.Speakers, dialogue_id: UUID, material_id: UUID) -> HttpResponse:
    if page.page_after:
        here = reverse("dialogues:speakers", args=[dialogue_id, material_id])
        return redirect(f"{here}?page={page.page_after}")
    if page.is_notes:
        return redirect("dialogues:notes", dialogue_id)
    return redirect("dialogues:place", dialogue_id, material_id)


@require_POST
def speaker_card(
    request: Request, dialogue_id: UUID, material_id: UUID, speaker_id: UUID
) -> HttpResponse:
    """A card for somebody who spoke, on paper or in a private message. Shown this once."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    material = access.material_of(seat, material_id)
    voice = access.voice_without_phone(material, speaker_id)
    secret = joining.give_card(voice)
    page = queries.card_for(seat, material, voice, secret)
    return render(request, "dialogues/material_card.html", {"page": page})


@require_http_methods(["GET", "POST"])
def throw_away(request: Request, dialogue_id: UUID, material_id: UUID) -> HttpResponse:
    """Remove material: first what goes and what stays, then gone."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    material = access.material_of(seat, material_id)
    if request.method == "POST":
        actions.throw_away(material)
        return redirect("interchange:bring_in", dialogue_id)
    page = placing_queries.placing(seat, material, request.viewer.language)
    return render(request, "dialogues/material_throw_away.html", {"page": page})


Draw = Callable[..., placing_queries.Placing]
"""The page of placing, once it is known around which passage."""


@require_http_methods(["GET", "POST"])
def place(request: Request, dialogue_id: UUID, material_id: UUID) -> HttpResponse:
    """The conversation as a page: one passage at a time gets a place."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    material = access.material_of(seat, material_id)
    draw = partial(placing_queries.placing, seat, material, request.viewer.language)
    if request.method != "POST":
        first = _number(request.GET.get("zin")) or 1
        around = placing_queries.BESIDE if _wants_part(request) else placing_queries.AROUND
        page = draw(
            at=_number(request.GET.get("p")),
            first=first,
            around=around,
            asks_who="wie" in request.GET,
        )
        return _show(request, page)
    form = PlaceForm.among(request, placing_queries.aspect_keys(material))
    if not form.is_valid():
        unclear = _("Nothing was placed: choose one of the themes.")
        return _show(
            request, draw(at=_number(request.POST.get("position"))), said=unclear, status=422
        )
    typed = form.cleaned_data
    passage = access.passage_at(material, typed["position"])
    actions.place(
        material,
        passage,
        sent_as=typed["sent_as"],
        aspect=typed["aspect"],
        loop=typed["loop"],
        first=typed["first"] or 1,
        last=typed["last"],
    )
    rest = rest_after(passage.text, typed["last"])
    at = passage.position if rest else passage.position + 1
    return _go_on(request, draw, dialogue_id, material_id, at=at, first=rest or 1)


@require_POST
def undo_place(request: Request, dialogue_id: UUID, material_id: UUID) -> HttpResponse:
    """Take the last placement back, and go to its passage."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    material = access.material_of(seat, material_id)
    draw = partial(placing_queries.placing, seat, material, request.viewer.language)
    form = UndoForm.of(request)
    try:
        number = form.cleaned_data["number"] if form.is_valid() else 0
        position = actions.take_last_back(material, number)
    except actions.NotAnyMore:
        nothing = _("There is nothing to take back, or it was taken back already.")
        return _go_on(request, draw, dialogue_id, material_id, said=nothing)
    return _go_on(request, draw, dialogue_id, material_id, at=position)


@require_POST
def skip(request: Request, dialogue_id: UUID, material_id: UUID) -> HttpResponse:
    """Go on without placing; the next visit begins here."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    material = access.material_of(seat, material_id)
    draw = partial(placing_queries.placing, seat, material, request.viewer.language)
    form = PositionForm.of(request)
    if not form.is_valid():
        return _go_on(request, draw, dialogue_id, material_id)
    position = form.cleaned_data["position"] + 1
    actions.go_on_at(material, position)
    return _go_on(request, draw, dialogue_id, material_id, at=position)


@require_POST
def said_by(request: Request, dialogue_id: UUID, material_id: UUID) -> HttpResponse:
    """Somebody else said this than the file tells."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    material = access.material_of(seat, material_id)
    draw = partial(placing_queries.placing, seat, material, request.viewer.language)
    form = SaidByForm.of(request)
    if not form.is_valid():
        return _go_on(request, draw, dialogue_id, material_id)
    passage = access.passage_at(material, form.cleaned_data["position"])
    speaker = access.speaker_of(material, form.cleaned_data["speaker"])
    placed = ""
    try:
        actions.said_by(passage, speaker)
    except actions.NotAnyMore:
        placed = _("This passage has a place already. Take that back first.")
    return _go_on(request, draw, dialogue_id, material_id, at=passage.position, said=placed)


def _go_on(
    request: Request,
    draw: Draw,
    dialogue_id: UUID,
    material_id: UUID,
    *,
    at: int | None = None,
    first: int = 1,
    said: str = "",
) -> HttpResponse:
    """The next passage: as a part for a page that is open, by its address for who has no script."""
    if _wants_part(request):
        return _show(request, draw(at=at, first=first, around=placing_queries.BESIDE), said=said)
    if said:
        messages.info(request, said)
    asked = "" if at is None else f"?p={at}" + (f"&zin={first}" if first > 1 else "")
    address = reverse("dialogues:place", args=[dialogue_id, material_id])
    return redirect(f"{address}{asked}#now")


def _wants_part(request: Request) -> bool:
    return request.headers.get("HX-Request") == "true"


def _show(
    request: Request, page: placing_queries.Placing, *, said: str = "", status: int = 200
) -> HttpResponse:
    template = "_placing_step" if _wants_part(request) else "material_place"
    context = {"page": page, "said": said}
    return render(request, f"dialogues/{template}.html", context, status=status)
