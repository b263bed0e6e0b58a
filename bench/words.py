"""Dutch to fill a measurement with: real sentences when they lie beside the project, else our own.

`../shared/data/dutch/sentences_cc0.txt` holds spoken Dutch under CC0; it is no part of Zwerm.
"""

from functools import lru_cache
from pathlib import Path
from random import Random

FILE = Path(__file__).resolve().parents[2] / "shared" / "data" / "dutch" / "sentences_cc0.txt"

WHO = (
    "De bewoner",
    "Mijn collega",
    "De student",
    "Het wijkteam",
    "Een vrijwilliger",
    "De buurvrouw",
)
DID = ("vertelde", "vroeg zich af", "merkte", "dacht hardop", "schreef op", "begreep later")
WHAT = (
    "dat koken samen meer losmaakt dan een vragenlijst",
    "waarom niemand de sleutel van de keuken had",
    "hoe stil het werd toen de brief op tafel kwam",
    "wat er overblijft als het project straks stopt",
    "dat luisteren tijd kost die nergens in het rooster staat",
    "of de regels er zijn voor ons of voor elkaar",
)
WHERE = ("in het buurthuis", "op de stoep", "na de les", "bij de koffie", "tijdens het overleg")


@lru_cache
def sentences() -> tuple[str, ...]:
    """All sentences there are to choose from."""
    if FILE.exists():
        lines = FILE.read_text(encoding="utf-8").splitlines()
        return tuple(one for one in map(str.strip, lines) if len(one.split()) > 3)
    return tuple(
        f"{who} {did} {where} {what}."
        for who in WHO
        for did in DID
        for where in WHERE
        for what in WHAT
    )


def source() -> str:
    """Which words were used, for beside the figures."""
    return "Common Voice sentences (CC0)" if FILE.exists() else "own generator"


def text(rng: Random, least: int = 25, most: int = 80) -> str:
    """A text of `least` to `most` words, in whole sentences where that fits."""
    wanted = rng.randint(least, most)
    words: list[str] = []
    while len(words) < wanted:
        words += rng.choice(sentences()).split()
    return " ".join(words[:wanted])
