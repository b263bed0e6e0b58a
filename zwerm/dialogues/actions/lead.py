"""Leading: suggest, give quiet time, reveal, put together, hide. Never unmask."""

from collections.abc import Sequence
from datetime import timedelta
from random import SystemRandom
from secrets import randbelow

from django.db import transaction
from django.utils import timezone

from zwerm.dialogues import sealing, topics
from zwerm.dialogues.actions import counting
from zwerm.dialogues.models import Contribution, Decision, Dialogue, Seat, Theme, ThemeEntry
from zwerm.dialogues.terms import Level, Reach
from zwerm.live.topics import changed


def suggest(dialogue: Dialogue, aspect: str) -> None:
    """Suggest an aspect to all; an empty one takes the suggestion back. Nobody is forced."""
    dialogue.suggested = aspect
    dialogue.save(update_fields=["suggested"])
    changed(*topics.both(dialogue.pk))


def quiet(dialogue: Dialogue, minutes: int) -> None:
    """Quiet writing time from now; 0 ends it. Nothing is lost when it is over (AX-17)."""
    dialogue.quiet_until = timezone.now() + timedelta(minutes=minutes) if minutes else None
    dialogue.save(update_fields=["quiet_until"])
    changed(*topics.both(dialogue.pk))


def waiting(dialogue: Dialogue) -> list[tuple[Contribution, Seat]]:
    """What was shared without name and not yet shown, with its seat. 1 query."""
    rows = Contribution.objects.filter(
        dialogue=dialogue, reach=Reach.DIALOGUE, shown=False, seat__isnull=False
    ).select_related("seat", "dialogue")
    return [(row, row.seat) for row in rows if row.seat is not None]


@transaction.atomic
def reveal(dialogue: Dialogue) -> int:
    """Show the next shuffled batch, when it holds enough seats (P3). Returns how many."""
    if dialogue.level != Level.NAMELESS:
        return 0
    held = {row.pk: row for row, _ in waiting(dialogue)}
    may = sealing.batch(
        [(row.pk, row.seat_id) for row in held.values()], k=dialogue.k, rng=SystemRandom()
    )
    if not may:
        return 0
    for pk in may:
        row = held[pk]
        row.shown = True
        row.save(update_fields=["shown"])
        counting.more(row)
    shuffle(dialogue)
    changed(*topics.both(dialogue.pk))
    return len(may)


def shuffle(dialogue: Dialogue) -> None:
    """A new random order for all that is shown, so that a batch does not stand apart (P3)."""
    rows = list(Contribution.objects.filter(dialogue=dialogue, shown=True).only("pk"))
    for row in rows:
        row.place = randbelow(2**31)
    Contribution.objects.bulk_update(rows, ["place"], batch_size=200)


@transaction.atomic
def put_together(
    dialogue: Dialogue, contributions: Sequence[Contribution], *, title: str
) -> Theme:
    """Contributions under one theme of the group; the same title is the same theme."""
    theme, _ = Theme.objects.get_or_create(dialogue=dialogue, title=title)
    ThemeEntry.objects.bulk_create(
        [ThemeEntry(theme=theme, contribution=one) for one in contributions],
        ignore_conflicts=True,
    )
    changed(*topics.both(dialogue.pk))
    return theme


@transaction.atomic
def rename(theme: Theme, title: str) -> Theme:
    """Another title; when a theme has it already, the two become one."""
    same = Theme.objects.filter(dialogue_id=theme.dialogue_id, title=title).exclude(pk=theme.pk)
    other = same.first()
    if other is None:
        theme.title = title
        theme.save(update_fields=["title"])
        changed(*topics.both(theme.dialogue_id))
        return theme
    merged = put_together(
        theme.dialogue,
        [entry.contribution for entry in theme.entries.select_related("contribution")],
        title=title,
    )
    theme.delete()
    return merged


@transaction.atomic
def take_out(theme: Theme, contribution: Contribution) -> None:
    """One contribution out of a theme; an empty theme goes."""
    theme.entries.filter(contribution=contribution).delete()
    if not theme.entries.exists():
        theme.delete()
    changed(*topics.both(theme.dialogue_id))


@transaction.atomic
def hide(seat: Seat, contribution: Contribution, *, because: str) -> None:
    """Moderation: hidden for the group with a reason that its author reads. Tells no author."""
    hidden = Contribution.objects.filter(pk=contribution.pk, hidden=False).update(
        hidden=True, hidden_because=because
    )
    if not hidden:
        return
    counting.fewer(contribution)
    contribution.theme_entries.all().delete()
    _decide(seat, "hidden", because)


@transaction.atomic
def show_again(seat: Seat, contribution: Contribution) -> None:
    """Undo hiding."""
    back = Contribution.objects.filter(pk=contribution.pk, hidden=True).update(
        hidden=False, hidden_because=""
    )
    if not back:
        return
    counting.more(contribution)
    _decide(seat, "shown_again", "")


def _decide(seat: Seat, what: str, because: str) -> None:
    Decision.objects.create(
        dialogue_id=seat.dialogue_id,
        what=what,
        because=because,
        by=seat.nickname,
        on=timezone.localdate(),
    )
    changed(*topics.both(seat.dialogue_id))
