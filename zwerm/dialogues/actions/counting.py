"""Kept counts: every action that changes what is shown changes the cell in the same transaction."""

from collections import Counter

from django.db.models import Count, F, QuerySet

from zwerm.dialogues.models import CellCount, Contribution, Dialogue
from zwerm.dialogues.terms import Level

Cell = tuple[str, str, str]
"""(aspect, loop, perspective); an empty perspective is not told."""


def perspective_inside(contribution: Contribution) -> str:
    """The perspective that the own seats may see with a contribution: none without name (P4)."""
    if contribution.dialogue.level == Level.NAMELESS or contribution.seat is None:
        return ""
    return contribution.seat.perspective


def more(contribution: Contribution) -> None:
    """One voice more in its cell, for the own seats. 1 or 2 queries."""
    where = {
        "dialogue": contribution.dialogue,
        "outside": False,
        "aspect": contribution.aspect,
        "loop": contribution.loop,
        "perspective": perspective_inside(contribution),
    }
    if not CellCount.objects.filter(**where).update(voices=F("voices") + 1):
        cell, made = CellCount.objects.get_or_create(
            **where, defaults={"hub_id": contribution.hub_id, "voices": 1}
        )
        if not made:
            CellCount.objects.filter(pk=cell.pk).update(voices=F("voices") + 1)


def more_at_once(dialogue: Dialogue, batch: Counter[Cell]) -> None:
    """A whole batch more, for the own seats. 2 queries, and 1 per known cell of the batch."""
    kept = CellCount.objects.filter(dialogue=dialogue, outside=False)
    known = {(cell.aspect, cell.loop, cell.perspective): cell.pk for cell in kept}
    for cell, voices in sorted(batch.items()):
        if cell in known:
            kept.filter(pk=known[cell]).update(voices=F("voices") + voices)
    CellCount.objects.bulk_create(
        CellCount(
            hub_id=dialogue.hub_id,
            dialogue=dialogue,
            aspect=aspect,
            loop=loop,
            perspective=perspective,
            voices=voices,
        )
        for (aspect, loop, perspective), voices in sorted(batch.items())
        if (aspect, loop, perspective) not in known
    )


def fewer(contribution: Contribution) -> None:
    """One voice fewer in its cell, for the own seats. 1 query."""
    CellCount.objects.filter(
        dialogue=contribution.dialogue,
        outside=False,
        aspect=contribution.aspect,
        loop=contribution.loop,
        perspective=perspective_inside(contribution),
        voices__gt=0,
    ).update(voices=F("voices") - 1)


def lower(contribution: Contribution) -> None:
    """One voice fewer, inside and in what may leave. What was decided at closing loses the
    perspectives of that cell for good: the difference would tell whose text it was
    (ADR what-a-sealed-picture-may-tell)."""
    if contribution.dialogue.level == Level.NAMELESS and contribution.seat_id is None:
        _lower_decided(contribution, outside=False)
    else:
        fewer(contribution)
    _lower_decided(contribution, outside=True)


def _lower_decided(contribution: Contribution, *, outside: bool) -> None:
    cells = _cells_of(contribution, outside=outside)
    voices = sum(cells.values_list("voices", flat=True))
    if not voices:
        return
    cells.exclude(perspective="").delete()
    if not cells.update(voices=voices - 1):
        CellCount.objects.create(
            hub_id=contribution.hub_id,
            dialogue=contribution.dialogue,
            outside=outside,
            aspect=contribution.aspect,
            loop=contribution.loop,
            voices=voices - 1,
        )


def raise_again(contribution: Contribution) -> None:
    """Undo `lower`; the perspectives of what was decided do not come back."""
    more(contribution)
    _cells_of(contribution, outside=True).filter(perspective="").update(voices=F("voices") + 1)


def _cells_of(contribution: Contribution, *, outside: bool) -> QuerySet[CellCount]:
    return CellCount.objects.filter(
        dialogue=contribution.dialogue,
        outside=outside,
        aspect=contribution.aspect,
        loop=contribution.loop,
    )


def recount(dialogue: Dialogue) -> Counter[Cell]:
    """What the inside counts of an unsealed dialogue should be, from its contributions. 1 query."""
    rows = (
        Contribution.objects.filter(dialogue=dialogue, shown=True, hidden=False)
        .values_list("aspect", "loop", "seat__perspective")
        .annotate(voices=Count("pk"))
        .order_by()
    )
    told = dialogue.level == Level.IN_CONFIDENCE
    found: Counter[Cell] = Counter()
    for aspect, loop, perspective, voices in rows:
        found[(aspect, loop, (perspective or "") if told else "")] += voices
    return found


def write(dialogue: Dialogue, cells: Counter[Cell], *, outside: bool) -> None:
    """Replace the kept counts of one side of a dialogue. 2 queries."""
    CellCount.objects.filter(dialogue=dialogue, outside=outside).delete()
    CellCount.objects.bulk_create(
        CellCount(
            hub_id=dialogue.hub_id,
            dialogue=dialogue,
            outside=outside,
            aspect=aspect,
            loop=loop,
            perspective=perspective,
            voices=voices,
        )
        for (aspect, loop, perspective), voices in sorted(cells.items())
        if voices
    )
