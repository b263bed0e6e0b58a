"""Who speaks, where only a name before a colon tells: `Mevrouw Bakker: ik kook al dertig jaar`.

A colon also ends a lead-in ("Let op:", "Ik dacht:"), and a lead-in taken for a name puts words in a
wrong mouth. So a name looks like a name, or is a short phrase that opens line after line.
"""

import re
from collections import Counter
from collections.abc import Iterable

LONGEST_NAME = 80
OFTEN = 3
"""How many lines a phrase in small letters must open before it is a name (`spreker 1:`)."""

BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
NOT_IN_A_NAME = re.compile(r"[?!;…“”„\"<>=@#*/\\|{}]|\.\.")


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


PARTICLES = _words(
    """
    de den der des het ter ten te tot van von zu y 't 's in op aan la le les lo du da dos di el al
    bin ben ibn abu und uit voor bij mevrouw mevr mw meneer mijnheer dhr heer prof dr drs ir ing mr
    jr sr
    """
)
LEAD_INS = _words(
    """
    aanleiding aanwezig aanwezigen advies afwezig agenda antwoorden afspraak afspraken bijlage bijv
    bijvoorbeeld bron besluit conclusie datum dus duur echter enfin gevolg idee kanttekening kortom
    ja maar locatie nb nee noot nou onderwerp opmerking oftewel plaats project ps punt samenvatting
    samengevat stelling tijd titel thema toelichting ofwel uitkomst verslag voorbeeld waar
    agreed agreement attachment attendees conclusion date decision duration example but location no
    note place present so subject summary time title topic yes
    """
)
# Words that open a sentence, hardly ever a name: Ik zei:, Toen dacht ik:, Dat betekent:
OPENERS = _words(
    """
    als bij daar daarom dan dat deze die dit dus één eerst en er ergens geen het hier hij hoe ik in
    je jij jullie ja let maar mijn nee niet nou nu of om onder ons onze op over rond sinds soms
    te toen
    tot uit van vanaf voor waar waarom want wat we wel welke wie wij zelfs ze zij zo
    a and at because but from he how i if in it maybe my no not now on our she so that the then
    there they this to until we well what when where which who why yes you
    """
)


def looks_like_name(said: str) -> bool:
    """Whether a phrase reads as somebody's name: capitals, digits and particles, no sentence."""
    plain = BRACKETS.sub(" ", said)
    words = plain.split()
    if not words or len(words) > 8 or len(said) > LONGEST_NAME:
        return False
    if not _may_be_name(plain, words) or _opens_a_sentence(words):
        return False
    own = [word for word in words if word.strip(".,'’").lower() not in PARTICLES]
    return bool(own) and not any(word[0].islower() for word in own)


def find_names(lines: Iterable[str]) -> frozenset[str]:
    """The phrases before a colon that count as speakers in these lines."""
    opened = Counter(said for said, _ in map(split_colon, lines) if said)
    return frozenset(
        said for said, times in opened.items() if looks_like_name(said) or _recurs(said, times)
    )


def split_name(line: str, names: frozenset[str]) -> tuple[str | None, str]:
    """`Sam: ja` -> (`Sam`, `ja`), when Sam is among the names; otherwise (None, the whole line)."""
    said, rest = split_colon(line)
    return (said, rest) if said in names else (None, line)


def split_colon(line: str) -> tuple[str, str]:
    """What stands before and after the first colon; (``, line) when no name could stand there.

    The colon needs space behind it, so that 14:30 and https:// are left alone.
    """
    colon = line.find(":", 0, LONGEST_NAME + 8)
    if colon < 0 or (colon + 1 < len(line) and not line[colon + 1].isspace()):
        return "", line
    return line[:colon].strip().lstrip("-–—").strip(), line[colon + 1 :].strip()


def _recurs(said: str, times: int) -> bool:
    words = said.split()
    if times < OFTEN or len(words) > 4:
        return False
    return _may_be_name(said, words) and words[0].lower() not in OPENERS


def _may_be_name(said: str, words: list[str]) -> bool:
    if said.strip().lower() in LEAD_INS or NOT_IN_A_NAME.search(said):
        return False
    if any(_ends_sentence(word) for word in words):
        return False
    return any(letter.isalpha() for letter in said)


def _opens_a_sentence(words: list[str]) -> bool:
    first = words[0].lower()
    if len(words) == 1:
        return first in OPENERS and len(first) > 1  # I: and R: are interviewer and respondent
    return first in OPENERS - PARTICLES


def _ends_sentence(word: str) -> bool:
    """Mw., prof. and Joh. end in a dot, and so does a sentence."""
    return word.endswith(".") and len(word) > 4 and word.strip(".").lower() not in PARTICLES
