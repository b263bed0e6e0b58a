"""Leading: suggest, give quiet time, reveal, put together, hide. Never unmask."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from random import SystemRandom
from secrets import randbelow

from django.db import transaction
from django.utils import timezone

from zwerm.dialogues import sealing, topics
from zwerm.dialogues.actions import counting, gate
from zwerm.dialogues.models import Contribution, Decision, Dialogue, Seat, Theme, ThemeEntry
from zwerm.dialogues.terms import Level, Reach, State
from zwerm.live.topics import changed

LONGEST_QUIET = timedelta(minutes=60)


@transaction.atomic
def suggest(dialogue: Dialogue, aspect: str) -> None:
    """Suggest an aspect to all; an empty one takes the suggestion back. Nobody is forced."""
    rows = Dialogue.objects.filter(pk=dialogue.pk, state=State.OPEN)
    if rows.update(suggested=aspect):
        changed(*topics.everywhere(dialogue.pk))


@transaction.atomic
def quiet(dialogue: Dialogue, minutes: int) -> None:
    """Quiet writing time from now; 0 ends it. Nothing is lost when it is over (AX-17)."""
    until = timezone.now() + timedelta(minutes=minutes) if minutes else None
    rows = Dialogue.objects.filter(pk=dialogue.pk, state=State.OPEN)
    if rows.update(quiet_until=until):
        changed(*topics.everywhere(dialogue.pk))


@transaction.atomic
def quiet_longer(dialogue: Dialogue, minutes: int) -> None:
    """More quiet time on top of what is left; from now when it was over. At most an hour ahead."""
    now = timezone.now()
    gate.hold(dialogue.pk)
    rows = Dialogue.objects.filter(pk=dialogue.pk, state=State.OPEN)
    present = rows.values_list("quiet_until", flat=True).first()
    began = present if present is not None and present > now else now
    until = min(began + timedelta(minutes=minutes), now + LONGEST_QUIET)
    if rows.update(quiet_until=until):
        changed(*topics.everywhere(dialogue.pk))


@transaction.atomic
def reveal(dialogue: Dialogue) -> int:
    """Show the next shuffled batch, when it holds enough seats (P3). Returns how many.

    Two who press at once reveal one batch: the second finds nothing waiting (FI-14).
    """
    if dialogue.level != Level.NAMELESS:
        return 0
    if gate.hold(dialogue.pk) != State.OPEN:
        return 0
    waits = Contribution.objects.filter(
        dialogue=dialogue, reach=Reach.DIALOGUE, shown=False, seat__isnull=False
    )
    rows = list(waits.values_list("pk", "seat_id", "aspect", "loop", "hidden"))
    may = sealing.batch(
        [(pk, seat) for pk, seat, *_, hidden in rows if seat is not None and not hidden],
        k=dialogue.k,
        rng=SystemRandom(),
    )
    if not may:
        return 0
    # What was hidden and then changed by its author comes along hidden, and counts for nobody.
    waits.filter(pk__in=[pk for pk, *_ in rows]).update(shown=True)
    counting.more_at_once(
        dialogue, Counter((aspect, loop, "") for _, _, aspect, loop, hidden in rows if not hidden)
    )
    _shuffle(dialogue)
    changed(*topics.both(dialogue.pk))
    return len(may)


def _shuffle(dialogue: Dialogue) -> None:
    """A new random order for all that is shown, so that a batch does not stand apart (P3)."""
    rows = list(Contribution.objects.filter(dialogue=dialogue, shown=True).only("pk"))
    for row in rows:
        row.place = randbelow(2**31)
    Contribution.objects.bulk_update(rows, ["place"], batch_size=200)


@transaction.atomic
def put_together(dialogue: Dialogue, contributions: Sequence[Contribution], *, title: str) -> Theme:
    """Contributions under one theme of the group; the same title is the same theme."""
    theme = _theme(dialogue, title)
    ThemeEntry.objects.bulk_create(
        [ThemeEntry(theme=theme, contribution=one) for one in contributions],
        ignore_conflicts=True,
    )
    changed(*topics.both(dialogue.pk))
    return theme


def _theme(dialogue: Dialogue, title: str) -> Theme:
    # Nobody at a table means another theme by another capital.
    for known in dialogue.themes.all():
        if known.title.casefold() == title.casefold():
            return known
    return Theme.objects.create(dialogue=dialogue, title=title)


@transaction.atomic
def rename(theme: Theme, title: str) -> Theme:
    """Another title; when another theme has it already, the two become one."""
    same = [one for one in theme.dialogue.themes.exclude(pk=theme.pk) if _alike(one.title, title)]
    if same:
        return merge(theme, into=same[0])
    theme.title = title
    theme.save(update_fields=["title"])
    changed(*topics.both(theme.dialogue_id))
    return theme


def _alike(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


@transaction.atomic
def merge(theme: Theme, *, into: Theme) -> Theme:
    """Two themes become one, under the title of `into`."""
    entries = theme.entries.values_list("contribution_id", flat=True)
    ThemeEntry.objects.bulk_create(
        [ThemeEntry(theme=into, contribution_id=one) for one in entries], ignore_conflicts=True
    )
    theme.delete()
    changed(*topics.both(into.dialogue_id))
    return into


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
    gate.hold(contribution.dialogue_id)
    hidden = Contribution.objects.filter(pk=contribution.pk, hidden=False).update(
        hidden=True, hidden_because=because
    )
    if not hidden:
        return
    counting.lower(contribution)
    contribution.theme_entries.all().delete()
    _decide(seat, "hidden", because)


@transaction.atomic
def show_again(seat: Seat, contribution: Contribution) -> None:
    """Undo hiding."""
    gate.hold(contribution.dialogue_id)
    back = Contribution.objects.filter(pk=contribution.pk, hidden=True).update(
        hidden=False, hidden_because=""
    )
    if not back:
        return
    counting.raise_again(contribution)
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
