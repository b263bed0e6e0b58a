"""The Dutch is complete, and stays plain (style.md B.6)."""

import re

from tools import messages

FORMAL = re.compile(r"\b(u|uw)\b")
BARE_BUTTONS = {"Opslaan", "OK", "Ok", "Verzenden", "Submit", "Annuleren"}


def dutch() -> list[str]:
    found: list[str] = []
    for message in messages.read(messages.file_of("nl"), "nl"):
        if message.id:
            strings = message.string
            several = strings if isinstance(strings, (tuple, list)) else [strings]
            found += [text for text in several if text]
    return found


def test_nothing_is_left_untranslated() -> None:
    assert messages.missing() == []


def test_the_dutch_says_je_and_never_u() -> None:
    assert [text for text in dutch() if FORMAL.search(text)] == []


def test_buttons_say_what_happens() -> None:
    assert [text for text in dutch() if text.strip() in BARE_BUTTONS] == []
