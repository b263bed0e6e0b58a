"""What the picture of a dialogue is made of, as plain values; and how voices become birds. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from zwerm.dialogues.starlings import NEUTRAL, is_drawn

MOST_BIRDS = 600
"""About so many birds fit on one sheet and are still seen as birds; past it a bird stands for
several voices, and the picture says so."""

_STEPS = (1, 2, 3, 4, 5, 10, 15, 20, 25, 30, 40, 50, 60, 75)


@dataclass(frozen=True)
class Cell:
    """The voices on one aspect in one loop."""

    aspect: str
    loop: str
    asked: bool
    voices: int
    perspectives: Mapping[str, int] | None = field(hash=False)
    """Voices per perspective that may be told; the others are neutral. None: not told (P4)."""

    @property
    def silent(self) -> bool:
        """Asked, and nobody has said anything yet."""
        return self.asked and self.voices == 0

    @property
    def told(self) -> Mapping[str, int]:
        """Voices per told perspective, without those that have none."""
        return {key: count for key, count in (self.perspectives or {}).items() if count > 0}

    @property
    def neutral(self) -> int:
        """Voices whose perspective is not told."""
        return self.voices - sum(self.told.values())


@dataclass(frozen=True)
class Row:
    """One aspect: plain label, formal term, and a cell for each column."""

    key: str
    plain: str
    formal: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Column:
    """One loop: its word and the question that explains it."""

    loop: str
    plain: str
    question: str


@dataclass(frozen=True)
class Shape:
    """A perspective by its key (student, professional, teacher, resident, municipality,
    management, or other1.. for what a hub added) and its name in the reader's language."""

    key: str
    name: str


@dataclass(frozen=True)
class Words:
    """All words the picture adds to its own content, in the reader's language."""

    not_asked: str
    silent: str
    neutral: str
    """Legend of a bird whose perspective is not told."""
    scale: Callable[[int], str]
    """What one bird stands for: one voice, or about so many."""
    voices: Callable[[int], str]
    """A number of voices, as in "12 stemmen"."""
    summary: Callable[[int, int], str]
    """What the picture shows, for who cannot see it: voices, and cells that are silent."""


@dataclass(frozen=True)
class Picture:
    """The zwermbeeld: rows of aspects, columns of loops, and the perspectives that may be told."""

    title: str
    subtitle: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    shapes: tuple[Shape, ...]
    words: Words

    def __post_init__(self) -> None:
        """ValueError when a row, a count or a perspective has no place in the picture."""
        known = {shape.key for shape in self.shapes}
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"row {row.key} has {len(row.cells)} cells, not one per column")
            for cell in row.cells:
                if min(cell.neutral, *(cell.perspectives or {}).values(), cell.voices) < 0:
                    raise ValueError(f"more perspectives than voices: {cell.aspect} {cell.loop}")
                if not known.issuperset(cell.told):
                    raise ValueError(f"a perspective without a name: {cell.aspect} {cell.loop}")

    @property
    def voices(self) -> int:
        """All voices together."""
        return sum(cell.voices for row in self.rows for cell in row.cells)

    @property
    def silences(self) -> int:
        """Cells that were asked and are silent."""
        return sum(cell.silent for row in self.rows for cell in row.cells)


def step_from(least: float) -> int:
    """The smallest easy number (1, 2, 3, 4, 5, 10, 15, 20 .. 75, 100, 150 ..) not under `least`."""
    power = 1
    while True:
        for step in _STEPS:
            if step * power >= least and (power == 1 or step >= 10):
                return step * power
        power *= 10


def voices_per_bird(voices: int) -> int:
    """How many voices one bird stands for when there are so many in all. 1 up to MOST_BIRDS."""
    return step_from(voices / MOST_BIRDS)


def birds_of(cell: Cell, per_bird: int) -> dict[str, int]:
    """Birds per kind in one cell, so that no told perspective and no voice disappears.

    With one voice per bird these are the voices. Else the flock is as large as rounding says, but
    at least one bird for each kind that spoke, and kinds share it by largest remainder.
    A perspective that has no starling of its own flies neutral.
    """
    kinds = {key: count for key, count in cell.told.items() if is_drawn(key) and key != NEUTRAL}
    neutral = cell.voices - sum(kinds.values())
    if neutral:
        kinds[NEUTRAL] = neutral
    if per_bird == 1 or not kinds:
        return kinds
    flock = max(len(kinds), (2 * cell.voices + per_bird) // (2 * per_bird))
    exact = {key: flock * count / cell.voices for key, count in kinds.items()}
    shared = {key: max(1, int(share)) for key, share in exact.items()}
    while (short := flock - sum(shared.values())) != 0:
        lead = {key: exact[key] - shared[key] for key in kinds if short > 0 or shared[key] > 1}
        key = max(sorted(lead), key=lambda k: lead[k] if short > 0 else -lead[k])
        shared[key] += 1 if short > 0 else -1
    return shared
