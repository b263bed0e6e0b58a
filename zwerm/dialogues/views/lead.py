"""Leading a dialogue: the desk, the screen on the wall, putting together and hiding."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zwerm.dialogues import access, live, topics
from zwerm.dialogues.actions import lead as leading
from zwerm.dialogues.actions import prepare as preparing
from zwerm.dialogues.forms.lead import (
    DoorForm,
    HideForm,
    MergeForm,
    QuietForm,
    SuggestForm,
    TitleForm,
    TogetherForm,
    ticked,
)
from zwerm.dialogues.queries import lead as queries
from zwerm.people.viewer import Request
from zwerm.web.http import bad, status_of


@require_GET
def lead(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The desk: what is on the table now, and what may come next."""
    seat = access.leading_seat(request.viewer, dialogue_id)
    context = {
        "desk": queries.desk(seat),
        "live": live.part(seat, topics.LEAD, request.viewer.language),
        "waits": queries.waits(seat.dialogue),
        "decisions": queries.decisions(seat.dialogue),
    }
    return render(request, "dialogues/lead.html", context)


@require_GET
def lead_waits(request: Request, dialogue_id: UUID) -> HttpResponse:
    """What waits, asked again and again by an open desk; says no more than the desk itself."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    waits = queries.waits(seat.dialogue)
    if request.headers.get("If-None-Match") == waits.version:
        return HttpResponseNotModified(headers={"ETag": waits.version})
    context = {"waits": waits, "desk": queries.desk(seat)}
    response = render(request, "dialogues/_lead_waits.html", context)
    response.headers["ETag"] = waits.version
    return response


@require_GET
def screen(request: Request, dialogue_id: UUID) -> HttpResponse:
    """The wall: how to come in, what is suggested, quiet time."""
    seat = access.leading_seat(request.viewer, dialogue_id)
    context = {
        "desk": queries.desk(seat),
        "live": live.part(seat, topics.SCREEN, request.viewer.language),
    }
    return render(request, "dialogues/lead_screen.html", context)


def _to_desk(dialogue_id: UUID, place: str) -> HttpResponse:
    """Back to where the hand was: a keyboard goes on from there."""
    return redirect(f"{reverse('dialogues:lead', args=[dialogue_id])}#{place}")


@require_POST
def suggest(request: Request, dialogue_id: UUID) -> HttpResponse:
    """Put an aspect on the table, for who wants."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    form = SuggestForm.of(request)
    if not form.is_valid() or not queries.may_suggest(seat.dialogue, form.cleaned_data["aspect"]):
        return bad(request)
    leading.suggest(seat.dialogue, form.cleaned_data["aspect"])
    return _to_desk(dialogue_id, "table")


@require_POST
def quiet(request: Request, dialogue_id: UUID) -> HttpResponse:
    """Quiet writing time: begin, longer, or end."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    form = QuietForm.of(request)
    if not form.is_valid():
        return bad(request)
    minutes = form.cleaned_data["minutes"]
    if minutes.startswith("+"):
        leading.quiet_longer(seat.dialogue, int(minutes))
    else:
        leading.quiet(seat.dialogue, int(minutes))
    return _to_desk(dialogue_id, "quiet")


@require_POST
def reveal(request: Request, dialogue_id: UUID) -> HttpResponse:
    """Show the next batch, when enough people are in it."""
    seat = access.leading_while_open(request.viewer, dialogue_id)
    # What the desk does not say yet, pressing does not find out either (P3).
    number = leading.reveal(seat.dialogue) if queries.waits(seat.dialogue).enough else 0
    if number:
        queries.waits_anew(seat.dialogue)
        words = _("What waited is shown now, mixed together.")
        messages.success(request, words)
    else:
        messages.info(request, _("Not enough people have shared something yet. It keeps waiting."))
    return _to_desk(dialogue_id, "reveal")


@require_POST
def door(request: Request, dialogue_id: UUID) -> HttpResponse:
    """Let people in, or no more newcomers."""
    seat = access.leading_seat(request.viewer, dialogue_id)
    form = DoorForm.of(request)
    if not form.is_valid():
        return bad(request)
    opens = form.cleaned_data["door"] == "open"
    if queries.desk(seat).preparing:
        if opens:
            preparing.open_up(seat.dialogue)
    else:
        preparing.set_joinable(seat.dialogue, joinable=opens)
    return _to_desk(dialogue_id, "door")


@require_http_methods(["GET", "POST"])
def lead_said(request: Request, dialogue_id: UUID) -> HttpResponse:
    """Everything the group may read: to put together what was ticked, or to hide."""
    seat = access.leading_seat(request.viewer, dialogue_id)
    here = request.GET
    form = TogetherForm.of(request)
    if form.is_valid():
        sent = form.cleaned_data
        chosen = access.shown_contributions(seat.dialogue, sent["contribution"])
        title = sent["title"]
        if sent["theme"]:
            title = access.theme_of(seat.dialogue, sent["theme"]).title
        if chosen:
            leading.put_together(seat.dialogue, chosen, title=title)
        _say_together(request, len(chosen), title)
        where = reverse("dialogues:lead_said", args=[dialogue_id])
        return redirect(f"{where}?{here.urlencode()}" if here else where)
    page = queries.said(
        seat.dialogue,
        request.viewer.language,
        aspect=here.get("aspect", ""),
        loose="los" in here,
        page=here.get("page", "1"),
    )
    context = {
        "desk": queries.desk(seat),
        "news": f"{reverse('dialogues:lead_new', args=[dialogue_id])}?seen={page.shown}",
        "page": page,
        "form": form,
        "ticked": ticked(request.POST),
        "here": here.urlencode(),
    }
    return render(request, "dialogues/lead_said.html", context, status=status_of(form))


def _say_together(request: Request, number: int, title: str) -> None:
    if not number:
        messages.info(request, _("What you ticked was taken back in the meantime."))
        return
    words = ngettext(
        "%(number)s answer now lies with “%(title)s”.",
        "%(number)s answers now lie with “%(title)s”.",
        number,
    )
    messages.success(request, words % {"number": number, "title": title})


@require_GET
def lead_new(request: Request, dialogue_id: UUID) -> HttpResponse:
    """How much came in since a page was made; it says so, and changes nothing under one's hands."""
    seat = access.leading_seat(request.viewer, dialogue_id)
    seen = request.GET.get("seen", "")
    number = queries.shown(seat.dialogue)
    etag = f'"{number}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    context = {
        "number": number - int(seen) if seen.isdecimal() and len(seen) < 9 else 0,
        "address": reverse("dialogues:lead_said", args=[dialogue_id]),
    }
    response = render(request, "dialogues/_lead_new.html", context)
    response.headers["ETag"] = etag
    return response


@require_http_methods(["GET", "POST"])
def lead_themes(request: Request, dialogue_id: UUID) -> HttpResponse:
    """What the group put together; another name, which may be that of another theme."""
    seat = access.leading_seat(request.viewer, dialogue_id)
    form = TitleForm.of(request)
    if form.is_valid():
        theme = access.theme_of(seat.dialogue, form.cleaned_data["theme"])
        kept = leading.rename(theme, form.cleaned_data["title"])
        return _to_theme(dialogue_id, kept.pk)
    context = {
        "desk": queries.desk(seat),
        "page": queries.themes(seat.dialogue),
        "form": form,
        "renaming": request.POST.get("theme", ""),
    }
    return render(request, "dialogues/lead_themes.html", context, status=status_of(form))


@require_POST
def merge_theme(request: Request, dialogue_id: UUID, theme_id: UUID) -> HttpResponse:
    """Two themes become one."""
    seat = access.leading_seat(request.viewer, dialogue_id)
    theme = access.theme_of(seat.dialogue, theme_id)
    form = MergeForm.of(request)
    if not form.is_valid() or form.cleaned_data["into"] == theme_id:
        return bad(request)
    into = access.theme_of(seat.dialogue, form.cleaned_data["into"])
    leading.merge(theme, into=into)
    return _to_theme(dialogue_id, into.pk)


@require_POST
def take_out(
    request: Request, dialogue_id: UUID, theme_id: UUID, contribution_id: UUID
) -> HttpResponse:
    """One contribution out of a theme; the contribution itself stays."""
    seat = access.leading_seat(request.viewer, dialogue_id)
    theme = access.theme_of(seat.dialogue, theme_id)
    contribution = access.shown_contribution(seat.dialogue, contribution_id)
    leading.take_out(theme, contribution)
    return _to_theme(dialogue_id, theme_id)


def _to_theme(dialogue_id: UUID, theme_id: UUID) -> HttpResponse:
    return redirect(f"{reverse('dialogues:lead_themes', args=[dialogue_id])}#theme-{theme_id}")


@require_http_methods(["GET", "POST"])
def hide(request: Request, dialogue_id: UUID, contribution_id: UUID) -> HttpResponse:
    """Hide an answer for the group, with a reason. Nobody is unmasked by it."""
    seat = access.leading_seat(request.viewer, dialogue_id)
    contribution = access.shown_contribution(seat.dialogue, contribution_id)
    if contribution.hidden:
        raise Http404
    form = HideForm.of(request)
    if form.is_valid():
        leading.hide(seat, contribution, because=form.cleaned_data["because"])
        messages.success(request, _("The answer is hidden for the group."))
        return redirect("dialogues:lead_said", dialogue_id)
    context = {"page": queries.one_said(seat, contribution), "form": form}
    return render(request, "dialogues/lead_hide.html", context, status=status_of(form))


@require_POST
def show_again(request: Request, dialogue_id: UUID, contribution_id: UUID) -> HttpResponse:
    """Undo hiding."""
    seat = access.leading_seat(request.viewer, dialogue_id)
    contribution = access.shown_contribution(seat.dialogue, contribution_id)
    leading.show_again(seat, contribution)
    messages.success(request, _("The group can read the answer again."))
    return redirect("dialogues:lead_said", dialogue_id)
