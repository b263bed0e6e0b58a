"""Taking part: come in, say yes, answer, share, change, take back, come back, leave."""

from http import HTTPStatus
from uuid import UUID

from django.forms import MultipleChoiceField
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zwerm.dialogues import access, cards, doors, live, topics
from zwerm.dialogues.actions import join as joining
from zwerm.dialogues.actions import speak as speaking
from zwerm.dialogues.actions.gate import NotOpen
from zwerm.dialogues.forms.take_part import (
    CardForm,
    ChangeForm,
    CodeForm,
    DraftForm,
    PurposesForm,
    SpeakForm,
    WelcomeForm,
)
from zwerm.dialogues.queries import material, said
from zwerm.dialogues.queries import take_part as queries
from zwerm.dialogues.terms import State
from zwerm.dialogues.views import keys
from zwerm.people import access as people
from zwerm.people.viewer import Request
from zwerm.web import limits
from zwerm.web.http import problem, status_of

WRONG_CODES = 60
"""Wrong codes from one address in ten minutes. Thirty phones behind one address make typing
mistakes too; with 35 million codes, sixty guesses find one of a thousand open dialogues once in six
hundred times ten minutes (AT-45). Who comes by the link or the QR code is never held up."""
WINDOW = 600
CODE_UNKNOWN = _(
    "We do not know this code, or the conversation is not open. Look at the letters once more."
)
USED_BEFORE = _("Somebody already came in with this page. If that was not you, send it once more.")
CARD_UNKNOWN = _("We do not know this card. Look at the letters once more.")


@require_http_methods(["GET", "POST"])
def join(request: Request) -> HttpResponse:
    """Type the short code."""
    people.anybody(request.viewer)
    form = CodeForm.of(request, initial={"code": request.GET.get("code", "")})
    if form.is_valid():
        who = limits.client(request)
        if limits.spent("code", who, most=WRONG_CODES):
            return problem(request, 429)
        try:
            dialogue = access.dialogue_by_code(form.cleaned_data["code"])
        except Http404:
            limits.spend("code", who, seconds=WINDOW)
            form.add_error("code", CODE_UNKNOWN)
        else:
            return redirect(doors.path(dialogue.join_code or ""))
    return render(request, "dialogues/join.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "POST"])
def welcome(request: Request, code: str) -> HttpResponse:
    """What happens here, who sees what, and the one plain yes."""
    who = limits.client(request)
    proven = doors.is_proven(code, request.GET.get(doors.PROOF, ""))
    if not proven and limits.spent("code", who, most=WRONG_CODES):
        return problem(request, 429)
    try:
        dialogue = access.dialogue_by_code(code)
    except Http404:
        limits.spend("code", who, seconds=WINDOW)
        raise
    if access.find_seat(request.viewer, dialogue.pk, leads=False) is not None:
        return redirect("dialogues:speak", dialogue.pk)
    form = WelcomeForm.of(request)
    page = queries.welcome(dialogue, request.viewer.language)
    form.fields["yes"].label = page.take_part.ask
    if form.is_valid():
        try:
            _seat, secret = joining.take_seat(
                dialogue,
                perspective=form.cleaned_data["perspective"],
                language=request.viewer.language,
                person_id=request.viewer.person_id,
                sent_as=form.cleaned_data["sent_as"],
            )
        except joining.UsedBefore:
            form.begin_anew("sent_as", str(USED_BEFORE))
        else:
            return keys.carry(redirect("dialogues:speak", dialogue.pk), dialogue.pk, secret)
    return render(
        request, "dialogues/welcome.html", {"page": page, "form": form}, status=status_of(form)
    )


@require_http_methods(["GET", "POST"])
def speak(request: Request, dialogue_id: UUID) -> HttpResponse:
    """One question, one answer."""
    seat = access.seat_at(request.viewer, dialogue_id)
    language = request.viewer.language
    form = SpeakForm.of(request)
    if seat.dialogue.state != State.OPEN:
        return _too_late(request, queries.around(seat.dialogue), form)
    asked = queries.asked(seat, form.cleaned_data["question"]) if form.is_valid() else None
    if asked is not None:
        if form.cleaned_data["nickname"]:
            joining.call_me(seat, form.cleaned_data["nickname"])
        share_it = "share" in request.POST
        try:
            speaking.contribute(
                seat,
                sent_as=form.cleaned_data["sent_as"],
                aspect=asked.aspect.key,
                loop=asked.question.loop,
                question=asked.question.key,
                text=form.cleaned_data["text"],
                secret=request.viewer.key_for(dialogue_id),
                share_it=share_it,
            )
        except NotOpen:
            return _too_late(request, queries.around(seat.dialogue), form)
        how = "gedeeld" if share_it else "bewaard"
        return redirect("dialogues:thanks", dialogue_id, asked.question.key, how)
    key = request.POST.get("question", "") or request.GET.get("vraag", "")
    page = queries.speak(seat, language, key=key, secret=request.viewer.key_for(dialogue_id))
    if page is None:
        return redirect("dialogues:answered", dialogue_id)
    if not form.is_bound:
        form = SpeakForm(initial={"question": page.question.key, "text": page.draft})
    context = {
        "page": page,
        "form": form,
        "waiting": material.waiting_for(seat),
        "live": live.part(seat, topics.SEATS, language),
    }
    return render(request, "dialogues/speak.html", context, status=status_of(form))


def _too_late(request: Request, page: queries.Around, form: SpeakForm) -> HttpResponse:
    """What comes after closing is never merged; the person gets the words back (FI-13)."""
    if not form.is_bound:
        return redirect("dialogues:mine", page.dialogue_id)
    context = {"page": page, "text": form.data.get("text", "")}
    return render(request, "dialogues/too_late.html", context, status=HTTPStatus.CONFLICT)


@require_GET
def thanks(request: Request, dialogue_id: UUID, question: str, how: str) -> HttpResponse:
    """What happened with the answer, and what may come next: nothing is forced."""
    seat = access.seat_at(request.viewer, dialogue_id)
    language = request.viewer.language
    after = queries.after(
        seat, language, question=question, secret=request.viewer.key_for(dialogue_id)
    )
    return render(request, "dialogues/thanks.html", {"page": after, "shared": how == "gedeeld"})


@require_GET
def answered(request: Request, dialogue_id: UUID) -> HttpResponse:
    """Every aspect has an answer: what else one may do."""
    seat = access.seat_at(request.viewer, dialogue_id)
    page = queries.compass(seat, request.viewer.language)
    return render(request, "dialogues/answered.html", {"page": page})


@require_GET
def compass(request: Request, dialogue_id: UUID) -> HttpResponse:
    """All questions, in any order."""
    seat = access.speaking_seat(request.viewer, dialogue_id)
    page = queries.compass(seat, request.viewer.language)
    return render(request, "dialogues/compass.html", {"page": page})


@require_POST
def draft(request: Request, dialogue_id: UUID) -> HttpResponse:
    """Keep what is being written; the answer names what it acknowledges (FI-10)."""
    seat = access.speaking_seat(request.viewer, dialogue_id)
    form = DraftForm.of(request)
    if not form.is_valid() or queries.asked(seat, form.cleaned_data["question"]) is None:
        return JsonResponse({"saved": False}, status=422)
    speaking.keep_draft(
        seat,
        question=form.cleaned_data["question"],
        text=form.cleaned_data["text"],
        secret=request.viewer.key_for(dialogue_id),
    )
    return JsonResponse({"saved": True, "acknowledged": str(form.cleaned_data["sent_as"] or "")})


@require_GET
def mine(request: Request, dialogue_id: UUID) -> HttpResponse:
    """All I said here."""
    seat = access.seat_at(request.viewer, dialogue_id)
    page = queries.mine(seat, request.viewer.key_for(dialogue_id), request.viewer.language)
    return render(
        request,
        "dialogues/mine.html",
        {"page": page, "waiting": material.waiting_for(seat)},
    )


@require_POST
def share(request: Request, dialogue_id: UUID, contribution_id: UUID) -> HttpResponse:
    """Share an answer that was kept private."""
    access.speaking_seat(request.viewer, dialogue_id)
    contribution = access.own_unsealed(request.viewer, dialogue_id, contribution_id)
    speaking.share(contribution)
    return redirect("dialogues:mine", dialogue_id)


@require_POST
def keep_private(request: Request, dialogue_id: UUID, contribution_id: UUID) -> HttpResponse:
    """Keep a shared answer to oneself again: also after closing."""
    contribution = access.own_contribution(request.viewer, dialogue_id, contribution_id)
    speaking.keep_private(contribution)
    return redirect("dialogues:mine", dialogue_id)


@require_http_methods(["GET", "POST"])
def change(request: Request, dialogue_id: UUID, contribution_id: UUID) -> HttpResponse:
    """Other words."""
    seat = access.speaking_seat(request.viewer, dialogue_id)
    contribution = access.own_unsealed(request.viewer, dialogue_id, contribution_id)
    form = ChangeForm.of(request, initial={"text": contribution.text})
    if form.is_valid():
        speaking.change(contribution, form.cleaned_data["text"])
        return redirect("dialogues:mine", dialogue_id)
    context = {
        "form": form,
        "page": queries.one(seat.dialogue, contribution, request.viewer.language),
    }
    return render(request, "dialogues/change.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def take_back(request: Request, dialogue_id: UUID, contribution_id: UUID) -> HttpResponse:
    """Take back: first what cannot be undone, then gone (P8)."""
    contribution = access.own_contribution(request.viewer, dialogue_id, contribution_id)
    if request.method == "POST":
        speaking.take_back(contribution)
        return redirect("dialogues:mine", dialogue_id)
    page = queries.one(contribution.dialogue, contribution, request.viewer.language)
    return render(request, "dialogues/take_back.html", {"page": page})


@require_http_methods(["GET", "POST"])
def purposes(request: Request, dialogue_id: UUID) -> HttpResponse:
    """Further purposes on one page that can be skipped."""
    seat = access.seat_at(request.viewer, dialogue_id)
    page = queries.purposes(seat, request.viewer.language)
    form = PurposesForm.of(request)
    field = form.fields["purposes"]
    assert isinstance(field, MultipleChoiceField)
    field.choices = [(one.purpose, one.ask) for one in page.asked]
    if form.is_valid():
        joining.answer_purposes(seat, form.cleaned_data["purposes"])
        return redirect("dialogues:mine", dialogue_id)
    return render(
        request, "dialogues/purposes.html", {"page": page, "form": form}, status=status_of(form)
    )


@require_GET
def group(request: Request, dialogue_id: UUID) -> HttpResponse:
    """What the others shared."""
    seat = access.seat_inside(request.viewer, dialogue_id)
    language = request.viewer.language
    page = said.group(seat.dialogue, language)
    context = {"page": page, "live": live.part(seat, topics.SEATS, language)}
    return render(request, "dialogues/group.html", context)


@require_GET
def card(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The own card: to come back on another device, or later."""
    seat = access.seat_at(request.viewer, dialogue_id)
    secret = request.viewer.key_for(dialogue_id)
    if secret is None:
        raise Http404
    return render(
        request,
        "dialogues/card.html",
        {"page": queries.card(seat, secret)},
    )


@require_http_methods(["GET", "POST"])
def card_in(request: Request) -> HttpResponse:
    """Come back with a card. The secret travels in a form or behind a #, never in an address."""
    people.anybody(request.viewer)
    form = CardForm.of(request)
    if form.is_valid():
        who = limits.client(request)
        if limits.spent("card", who, most=WRONG_CODES):
            return problem(request, 429)
        secret = cards.normalise(form.cleaned_data["card"])
        try:
            seat = access.seat_by_card(form.cleaned_data["card"])
        except Http404:
            limits.spend("card", who, seconds=WINDOW)
            form.add_error("card", CARD_UNKNOWN)
        else:
            assert secret is not None
            home = "dialogues:outsider" if seat.role == "interviewer" else "dialogues:mine"
            return keys.carry(redirect(home, seat.dialogue_id), seat.dialogue_id, secret)
    return render(request, "dialogues/card_in.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "POST"])
def done(request: Request, dialogue_id: UUID) -> HttpResponse:
    """'Done, next person': this device forgets everything of this seat (AX-31)."""
    seat = access.seat_at(request.viewer, dialogue_id)
    if request.method == "POST":
        code = seat.dialogue.join_code
        door = redirect("dialogues:welcome", code) if code else redirect("dialogues:join")
        door.headers["Clear-Site-Data"] = '"storage"'
        return keys.drop(door, dialogue_id)
    page = queries.around(seat.dialogue)
    return render(request, "dialogues/done.html", {"page": page})
