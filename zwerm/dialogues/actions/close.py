"""Closing: what may leave is decided, and what is without name is sealed (P3, P4)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from random import SystemRandom
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zwerm.dialogues import purging, sealing, topics
from zwerm.dialogues.actions import counting
from zwerm.dialogues.models import (
    Contribution,
    Decision,
    Dialogue,
    Draft,
    MarkStock,
    Material,
    Seat,
    ThemeEntry,
)
from zwerm.dialogues.terms import Level, Reach, Role, State
from zwerm.frameworks.queries import kader_of
from zwerm.live.topics import changed
from zwerm.privacy import disclosure
from zwerm.tasks import later


@transaction.atomic
def close(dialogue: Dialogue, *, by: Seat, because: str = "") -> bool:
    """Close the dialogue for all. False when somebody else just did (FI-14).

    Nothing anybody wrote is lost: drafts become private contributions of their seat.
    """
    now = timezone.now()
    mine = Dialogue.objects.filter(pk=dialogue.pk, state=State.OPEN).update(
        state=State.CLOSED,
        joinable=False,
        join_code=None,
        quiet_until=None,
        suggested="",
        closed_on=timezone.localdate(),
    )
    if not mine:
        return False
    dialogue.refresh_from_db()
    _keep_drafts(dialogue)
    Contribution.objects.filter(dialogue=dialogue, reach=Reach.DIALOGUE).update(shown=True)
    decided = _decide_what_may_leave(dialogue)
    counting.write(dialogue, decided, outside=True)
    Material.objects.filter(dialogue=dialogue).delete()
    if dialogue.level == Level.NAMELESS:
        seal(dialogue)
        counting.write(dialogue, decided, outside=False)
        later(purging.rewrite)
    else:
        counting.write(dialogue, counting.recount(dialogue), outside=False)
        later(purging.wipe)
    dialogue.seats.filter(role=Role.INTERVIEWER, until=None).update(until=now)
    dialogue.invitations.filter(seat=None).update(withdrawn=True)
    Decision.objects.create(
        dialogue=dialogue, what="closed", because=because, by=by.nickname, on=timezone.localdate()
    )
    changed(*topics.both(dialogue.pk))
    return True


def _keep_drafts(dialogue: Dialogue) -> None:
    drafts = Draft.objects.filter(seat__dialogue=dialogue).select_related("seat")
    questions = {
        question.key: (aspect.key, question.loop)
        for aspect in kader_of(dialogue.version_id, "nl").aspects
        for question in aspect.questions
    }
    Contribution.objects.bulk_create(
        Contribution(
            hub_id=dialogue.hub_id,
            dialogue=dialogue,
            seat=draft.seat,
            aspect=questions[draft.question][0],
            loop=questions[draft.question][1],
            question=draft.question,
            text=draft.text,
            language=draft.seat.language,
            salt=draft.salt,
            mark=draft.mark,
            on=timezone.localdate(),
        )
        for draft in drafts
        if draft.question in questions
    )
    Draft.objects.filter(seat__dialogue=dialogue).delete()


def table_of(
    dialogue: Dialogue,
) -> Mapping[tuple[str, str], Mapping[str, disclosure.Counted]]:
    """Seats and contributions per cell and perspective, of all that is shown. 1 query."""
    seats: defaultdict[tuple[str, str], defaultdict[str, list[UUID]]] = defaultdict(
        lambda: defaultdict(list)
    )
    rows = Contribution.objects.filter(
        dialogue=dialogue, shown=True, hidden=False, seat__isnull=False
    ).values_list("aspect", "loop", "seat__perspective", "seat_id")
    for aspect, loop, perspective, seat_id in rows:
        if seat_id is not None:
            seats[(aspect, loop)][perspective or ""].append(seat_id)
    return {
        cell: {
            perspective: disclosure.Counted(seats=len(set(ids)), contributions=len(ids))
            for perspective, ids in by_perspective.items()
        }
        for cell, by_perspective in seats.items()
    }


def _decide_what_may_leave(dialogue: Dialogue) -> Counter[counting.Cell]:
    """Once, over the whole table (P4): told perspectives, and the rest as voices alone."""
    cells: Counter[counting.Cell] = Counter()
    told = disclosure.told(table_of(dialogue), k=dialogue.k)
    for (aspect, loop), cell in told.items():
        known = dict(cell.perspectives or {})
        for perspective, voices in known.items():
            cells[(aspect, loop, perspective)] += voices
        cells[(aspect, loop, "")] += cell.voices - sum(known.values())
    return cells


def seal(dialogue: Dialogue) -> None:
    """Write all contributions anew: without seat, in random order, one day for all (P3).

    Private ones too: only their card finds them again.
    """
    rows = list(Contribution.objects.filter(dialogue=dialogue, seat__isnull=False))
    entries = list(
        ThemeEntry.objects.filter(theme__dialogue=dialogue).values_list(
            "theme_id", "contribution_id"
        )
    )
    kept = {row.pk: row for row in rows}
    order, renamed = sealing.reorder([row.pk for row in rows], rng=SystemRandom())
    Contribution.objects.filter(pk__in=list(kept)).delete()
    Contribution.objects.bulk_create(
        Contribution(
            id=renamed[old],
            hub_id=dialogue.hub_id,
            dialogue=dialogue,
            aspect=kept[old].aspect,
            loop=kept[old].loop,
            question=kept[old].question,
            text=kept[old].text,
            language=kept[old].language,
            reach=kept[old].reach,
            shown=kept[old].shown,
            hidden=kept[old].hidden,
            hidden_because=kept[old].hidden_because,
            place=place,
            salt=kept[old].salt,
            mark=kept[old].mark,
            on=dialogue.closed_on or timezone.localdate(),
        )
        for place, old in enumerate(order)
    )
    SystemRandom().shuffle(entries)
    ThemeEntry.objects.bulk_create(
        ThemeEntry(theme_id=theme, contribution_id=renamed[old])
        for theme, old in entries
        if old in renamed
    )
    MarkStock.objects.filter(seat__dialogue=dialogue).delete()


@transaction.atomic
def reopen(dialogue: Dialogue, *, by: Seat, because: str) -> None:
    """Let people in again: a recorded decision. What was sealed stays sealed, what comes new
    waits for its own batch or closing (`domain.md`)."""
    opened = Dialogue.objects.filter(pk=dialogue.pk, state=State.CLOSED).update(
        state=State.OPEN, closed_on=None
    )
    if not opened:
        return
    Decision.objects.create(
        dialogue=dialogue,
        what="reopened",
        because=because,
        by=by.nickname,
        on=timezone.localdate(),
    )
    changed(*topics.both(dialogue.pk))
