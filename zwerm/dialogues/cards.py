"""Cards: the secret by which a seat finds its own words again, and the short code to join.

One alphabet serves both: nineteen capitals without vowels and without the letters that hands and
eyes take for another. No digit is printed, so a phone keyboard never has to switch, and what looks
like a digit can only have been a letter. Why marks and cards:
docs/decisions/2026-11-23-sealing-mark-and-cards.md.
"""

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from random import Random, SystemRandom
from typing import NamedTuple
from uuid import UUID

LETTERS = "BCDFHJKLMNPRSTVWXYZ"
"""Nineteen: a prime, so that the check letter sees every single slip."""

LOOKS_LIKE = str.maketrans("0OQ1I|2356789EGU4", "DDDLLLZBSCTBPFCVH")
"""What is typed for a printed letter, and the letter it must have been."""

BETWEEN = str.maketrans("", "", " \t\r\n-\u2010\u2011\u2012\u2013\u2014_.,:;/")
"""What people put between groups, and no card needs."""

DRAWN = 19
"""Letters drawn by chance: 19 x log2(19) = 80.7 bits."""

SECRET_LENGTH = DRAWN + 1
"""With the check letter: five groups of four."""

CODE_LENGTH = 6
LONGEST_TYPED = 400
"""More than a whole personal link, pasted; longer input is no card and costs no time."""

NOT_IN_A_CODE = ("BTCH", "CNT", "DCK", "FCK", "KLT", "KNK", "KNT", "NSB", "SLT", "TFS", "WTF")
"""Runs of letters that a Dutch or English eye completes to a word nobody wants to hand out."""

CHANCE = SystemRandom()
"""The system's own chance; tests bring another."""


class Marked(NamedTuple):
    """What a contribution keeps instead of its seat."""

    salt: str
    mark: str


def new_secret() -> str:
    """A fresh card secret, twenty letters without spaces: nineteen drawn and one that checks."""
    return _checked(secrets.choice(LETTERS) for _ in range(DRAWN))


def secret_of(sent_as: UUID, server_key: str) -> str:
    """The card secret of whoever sends the form with this id: sent twice, it is one card (P12).

    The id is drawn with 122 bits and kept nowhere; without the server's key it gives no letter.
    """
    words = b"zwerm card 1\0" + sent_as.bytes
    number = int.from_bytes(hmac.digest(server_key.encode(), words, "sha512"))
    return _checked(LETTERS[number // len(LETTERS) ** at % len(LETTERS)] for at in range(DRAWN))


def _checked(letters: Iterable[str]) -> str:
    drawn = "".join(letters)
    return drawn + LETTERS[-2 * _rest(drawn) % len(LETTERS)]


def normalise(typed: str) -> str | None:
    """The secret somebody meant, from what was typed, scanned or pasted; None: no card says this.

    Forgives lower case, spaces, dashes, look-alikes, and a whole personal link (what follows `#`).
    A slip in one letter, or two neighbours swapped, gives None: the person hears at once that a
    letter is wrong, and a slip never counts as guessing (AT-45).
    """
    letters = _letters(typed.rpartition("#")[2], SECRET_LENGTH)
    if letters is None or _rest(letters) != 0:
        return None
    return letters


def shown(secret: str) -> str:
    """As it is printed and read aloud: groups of four."""
    return "-".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def key_hash(secret: str) -> str:
    """What the server keeps of a secret, to know its seat again.

    Plain SHA-256, no salt and no stretching: those defend secrets that people choose. This one is
    drawn from 2**80 and has no dictionary, and it must be found by its hash alone, because someone
    who types a card at the library names no dialogue. No server key either: a backup has to open on
    another machine. Its own prefix keeps it unrelated to any mark made with the same secret.
    """
    return hashlib.sha256(b"zwerm card key 1\0" + secret.encode()).hexdigest()


def new_salt() -> str:
    """Sixteen random bytes, in hex: without order, never used twice."""
    return secrets.token_hex(16)


def mark(secret: str, salt: str) -> str:
    """The one-way mark of one contribution: HMAC-SHA256(secret, salt), in hex (P3, P8).

    Every contribution has a salt of its own, so two marks of one seat look unrelated, and whoever
    tries secrets has to try them on each contribution apart.
    """
    words = b"zwerm contribution mark 1\0" + salt.encode()
    return hmac.new(secret.encode(), words, hashlib.sha256).hexdigest()


def device_key(secret: str) -> str:
    """What a device encrypts unsent text with: only who holds the card's secret is given it."""
    return hmac.new(secret.encode(), b"zwerm device", "sha256").hexdigest()


def stock(secret: str, n: int) -> tuple[Marked, ...]:
    """`n` marks in advance for a paper seat, made as its card is printed; then the secret goes."""
    salts = [new_salt() for _ in range(n)]
    return tuple(Marked(salt, mark(secret, salt)) for salt in salts)


def finds(secret: str, salt: str, found: str) -> bool:
    """Whether this card made that mark. Takes as long for a wrong card as for the right one."""
    return hmac.compare_digest(mark(secret, salt).encode(), found.encode())


def new_join_code(rng: Random = CHANCE) -> str:
    """Six letters to join with while the dialogue is open (AT-45).

    No letter twice in a row (an eye skips it) and no run from NOT_IN_A_CODE. About 35 million
    codes: enough against guessing only because guesses are counted and the code dies at close.
    """
    while True:
        code = "".join(rng.choice(LETTERS) for _ in range(CODE_LENGTH))
        doubled = any(one == other for one, other in pairwise(code))
        if not doubled and not any(run in code for run in NOT_IN_A_CODE):
            return code


def normalise_code(typed: str) -> str | None:
    """The join code somebody meant, forgiving as `normalise`; None when it cannot be one."""
    return _letters(typed, CODE_LENGTH)


def shown_code(code: str) -> str:
    """As it stands on the wall: three and three."""
    return f"{code[:3]}-{code[3:]}"


def _letters(typed: str, length: int) -> str | None:
    if len(typed) > LONGEST_TYPED:
        return None
    plain = unicodedata.normalize("NFKC", typed).upper().translate(BETWEEN).translate(LOOKS_LIKE)
    if len(plain) != length or not set(plain) <= set(LETTERS):
        return None
    return plain


def _rest(letters: str) -> int:
    """Remainder that a whole secret brings to nought.

    Doubling modulo a prime gives neighbours different weights and none of them zero: one wrong
    letter or two swapped neighbours always leave a remainder.
    """
    rest = 0
    for letter in letters:
        rest = (2 * rest + LETTERS.index(letter)) % len(LETTERS)
    return rest
