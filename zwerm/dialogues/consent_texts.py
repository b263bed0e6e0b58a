"""What people read before they say yes: versioned texts, one file per language.

A consent keeps the version and a digest of what was read (PR-05).
"""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "consent"


@dataclass(frozen=True)
class Asked:
    """One purpose in plain words."""

    purpose: str
    ask: str
    explain: str


@dataclass(frozen=True)
class ConsentTexts:
    """All that is asked, in one language."""

    version: str
    digest: str
    take_part: Asked
    further: tuple[Asked, ...]


@lru_cache(maxsize=8)
def texts(language: str) -> ConsentTexts:
    """The present texts in a language; Dutch when there are none in that language."""
    file = FOLDER / f"{language}.toml"
    content = (file if file.exists() else FOLDER / "nl.toml").read_bytes()
    parsed = tomllib.loads(content.decode())
    asked = tuple(Asked(one["key"], one["ask"], one["explain"]) for one in parsed["purpose"])
    return ConsentTexts(
        version=parsed["version"],
        digest=hashlib.sha256(content).hexdigest(),
        take_part=asked[0],
        further=asked[1:],
    )
