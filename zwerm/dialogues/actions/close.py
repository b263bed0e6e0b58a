"""Closing: what may leave is decided, and what is without name is sealed (P3, P4)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from random import SystemRandom

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from zwerm.dialogues import purging, sealing, topics
from zwerm.dialogues.actions import counting
from zwerm.dialogues.actions.speak import spoken_language
from zwerm.dialogues.models import (
    CellCount,
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
from zwerm.privacy.disclosure import Told
from zwerm.tasks import later

Where = tuple[str, str]
"""A cell of the picture: aspect and loop."""


@transaction.atomic
def close(dialogue: Dialogue, *, by: Seat, because: str = "") -> bool:
    """Close the dialogue for all. False when somebody else just did (FI-14).

    Nothing anybody wrote is lost: drafts become private contributions of their seat.
    """
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
    again = dialogue.decisions.filter(what="reopened").exists()
    _keep_drafts(dialogue)
    _show_what_waits(dialogue, again=again)
    decided = _as_cells(_decide_what_may_leave(dialogue, again=again))
    counting.write(dialogue, decided, outside=True)
    Material.objects.filter(dialogue=dialogue).delete()
    if dialogue.level == Level.NAMELESS:
        seal(dialogue)
        counting.write(dialogue, decided, outside=False)
        later(purging.rewrite)
    else:
        counting.write(dialogue, counting.recount(dialogue), outside=False)
        later(purging.wipe)
    dialogue.seats.filter(role=Role.INTERVIEWER, until=None).update(until=timezone.now())
    dialogue.invitations.filter(seat=None).update(withdrawn=True)
    Decision.objects.create(
        dialogue=dialogue, what="closed", because=because, by=by.nickname, on=timezone.localdate()
    )
    changed(*topics.everywhere(dialogue.pk))
    return True


def _keep_drafts(dialogue: Dialogue) -> None:
    drafts = Draft.objects.filter(seat__dialogue=dialogue).select_related("seat__dialogue")
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
            language=spoken_language(draft.seat),
            salt=draft.salt,
            mark=draft.mark,
            on=timezone.localdate(),
        )
        for draft in drafts
        if draft.question in questions
    )
    Draft.objects.filter(seat__dialogue=dialogue).delete()


def _show_what_waits(dialogue: Dialogue, *, again: bool) -> None:
    """At the first close everything goes out together. After a reopening the others are known
    already: what then does not come from k seats narrows to its author alone (P3)."""
    waits = Contribution.objects.filter(
        dialogue=dialogue, reach=Reach.DIALOGUE, shown=False, seat__isnull=False
    )
    seats = set(waits.values_list("seat_id", flat=True))
    if again and dialogue.level == Level.NAMELESS and len(seats) < dialogue.k:
        waits.update(reach=Reach.PRIVATE)
        return
    waits.update(shown=True)


def _decide_what_may_leave(dialogue: Dialogue, *, again: bool) -> Mapping[Where, Told]:
    """Once, over the whole table (P4). 3 queries."""
    rows = Contribution.objects.filter(
        dialogue=dialogue, shown=True, hidden=False, seat__isnull=False
    ).values_list("aspect", "loop", "seat__perspective", "seat_id")
    table = disclosure.counted(
        ((aspect, loop), perspective or "", seat) for aspect, loop, perspective, seat in rows
    )
    roster = dict(
        dialogue.seats.filter(role=Role.VOICE)
        .values_list("perspective")
        .annotate(seats=Count("pk"))
        .order_by()
    )
    if not again:
        return disclosure.told(table, roster=roster, k=dialogue.k)
    before = told_before(dialogue)
    if dialogue.level == Level.NAMELESS:
        return disclosure.reopened(table, roster=roster, before=before, k=dialogue.k)
    touched = {
        cell
        for cell in before.keys() | table.keys()
        if _voices(table.get(cell, {})) != before.get(cell, disclosure.SILENT).voices
    }
    return disclosure.leaves(table, roster=roster, before=before, touched=touched, k=dialogue.k)


def _voices(counts: Mapping[str, disclosure.Counted]) -> int:
    return sum(found.contributions for found in counts.values())


def told_before(dialogue: Dialogue) -> dict[Where, Told]:
    """What the dialogue told outside at its last closing. 1 query."""
    cells: defaultdict[Where, dict[str, int]] = defaultdict(dict)
    for row in CellCount.objects.filter(dialogue=dialogue, outside=True):
        cells[(row.aspect, row.loop)][row.perspective] = row.voices
    return {
        where: Told(
            voices=sum(voices.values()),
            perspectives={name: number for name, number in voices.items() if name} or None,
        )
        for where, voices in cells.items()
    }


def _as_cells(told: Mapping[Where, Told]) -> Counter[counting.Cell]:
    cells: Counter[counting.Cell] = Counter()
    for (aspect, loop), cell in told.items():
        for perspective, voices in (cell.perspectives or {}).items():
            cells[(aspect, loop, perspective)] += voices
        cells[(aspect, loop, "")] += cell.neutral
    return cells


def seal(dialogue: Dialogue) -> None:
    """Write all contributions anew: without seat, in random order, one day for all (P3).

    Private ones too: only their card finds them again. One that no card can find goes: nobody could
    ever read it or take it back. How a voice came (paper, screen), in which language, and in whose
    words it was asked is left out: each points at a seat.
    """
    rng = SystemRandom()
    said = Contribution.objects.filter(dialogue=dialogue, seat__isnull=False)
    said.filter(reach=Reach.PRIVATE, mark="").delete()
    rows = {row.pk: row for row in said}
    links = ThemeEntry.objects.filter(theme__dialogue=dialogue, contribution_id__in=list(rows))
    pairs = list(links.values_list("theme_id", "contribution_id"))
    new, renamed = sealing.sealed(
        [_spoken(row) for row in rows.values()],
        day=dialogue.closed_on or timezone.localdate(),
        rng=rng,
    )
    shown = {renamed[old]: row.shown for old, row in rows.items()}
    Contribution.objects.filter(pk__in=list(rows)).delete()
    Contribution.objects.bulk_create(
        Contribution(
            id=one.id,
            hub_id=dialogue.hub_id,
            dialogue=dialogue,
            aspect=one.aspect,
            loop=one.loop,
            text=one.text,
            language="",
            reach=one.reach,
            shown=shown[one.id],
            hidden=one.hidden_because is not None,
            hidden_because=one.hidden_because or "",
            place=rng.randrange(2**31),
            salt=one.salt,
            mark=one.mark,
            on=one.day,
        )
        for one in new
    )
    ThemeEntry.objects.bulk_create(
        ThemeEntry(theme_id=theme, contribution_id=contribution)
        for theme, contribution in sealing.relinked(pairs, renamed, rng=rng)
    )
    MarkStock.objects.filter(seat__dialogue=dialogue).delete()


def _spoken(row: Contribution) -> sealing.Spoken:
    assert row.seat_id is not None
    return sealing.Spoken(
        id=row.pk,
        seat=row.seat_id,
        aspect=row.aspect,
        loop=row.loop,
        question=row.question,
        text=row.text,
        language=row.language,
        reach=row.reach,
        salt=row.salt,
        mark=row.mark,
        hidden_because=row.hidden_because if row.hidden else None,
    )


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
    changed(*topics.everywhere(dialogue.pk))
