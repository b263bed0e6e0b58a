"""What the log says of a whole conversation: nothing of anybody (AT-34, AT-51, AT-75, AT-98).

The handler is the one that production writes with; only where it writes to is ours.
"""

import io
import logging
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.exceptions import SuspiciousOperation
from django.db import DataError
from django.test import Client
from django.urls import reverse

from tests.attacks import scene
from tests.attacks.scene import Scene
from tests.cast import Guest, close
from zwerm.dialogues import access
from zwerm.dialogues.models import Contribution, Dialogue, Seat
from zwerm.dialogues.terms import Level
from zwerm.people.models import Person
from zwerm.web import logs

WORDS = "Bij ons thuis lukt dat niet"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What stands in the log, as it is written."""
    written = io.StringIO()
    handlers = {
        handler
        for name in ("", "django", "zwerm")
        for handler in logging.getLogger(name).handlers
        if isinstance(handler.formatter, logs.Formatter)
    }
    assert handlers
    streams = [
        (one, one.setStream(written)) for one in handlers if isinstance(one, logging.StreamHandler)
    ]
    yield written
    for handler, stream in streams:
        handler.setStream(stream)


def nothing_of_anybody(said: str) -> None:
    """No id, code, card, token, address or word of a person who acted here."""
    seats = [value for row in Seat.objects.values_list("pk", "key_hash") for value in row]
    others = [
        *Dialogue.objects.values_list("pk", flat=True),
        *Dialogue.objects.exclude(join_code=None).values_list("join_code", flat=True),
        *Contribution.objects.values_list("pk", flat=True),
        *Contribution.objects.values_list("text", flat=True),
        *Person.objects.values_list("email", flat=True),
        *Person.objects.values_list("pk", flat=True),
    ]
    for value in [*seats, *others, WORDS]:
        assert str(value or "-none-") not in said
        assert str(value or "-none-").replace("-", "") not in said


@pytest.mark.parametrize("level", [Level.IN_CONFIDENCE, Level.NAMELESS])
def test_AT34_the_log_of_a_conversation_says_nothing_of_anybody(
    db: None, log: io.StringIO, level: str
) -> None:
    here = scene.build().spots[(level, False)].dialogue
    bakker = Guest().joins(here)
    bakker.says(here, WORDS)
    bakker.says(here, "")
    bakker.client.post(reverse("dialogues:speak", args=[here.pk]), {"text": WORDS})
    stranger = Client()
    said = Contribution.objects.get(text=WORDS)
    for name, more in (("speak", []), ("mine", []), ("take_back", [said.pk]), ("lead", [])):
        stranger.get(reverse(f"dialogues:{name}", args=[here.pk, *more]))
        stranger.delete(reverse(f"dialogues:{name}", args=[here.pk, *more]))
    stranger.post(reverse("dialogues:join"), {"code": WORDS})
    stranger.post(reverse("dialogues:card_in"), {"card": bakker.secret(here)[:-1]})
    assert "Not Found" in log.getvalue()
    nothing_of_anybody(log.getvalue())
    assert bakker.secret(here)[:-1] not in log.getvalue()


def test_AT51_a_code_card_or_token_in_an_address_is_not_written_down(
    db: None, log: io.StringIO
) -> None:
    everybody: Scene = scene.build()
    spot = everybody.spots[(Level.NAMELESS, False)]
    code, token = str(spot.places["code"]), str(spot.places["token"])
    asked = Client()
    asked.delete(reverse("dialogues:invitation", args=[token]))
    asked.delete(reverse("dialogues:welcome", args=[code]))
    asked.get(reverse("dialogues:invitation", args=[token + "x"]))
    close(spot.dialogue)
    asked.get(reverse("dialogues:welcome", args=[code]))
    asked.get(f"/niet-hier/?card={spot.secret}&mail=noor@zuid.example")
    said = log.getvalue()
    assert "/uitnodiging/" in said
    for secret in (code, token, spot.secret, "noor@zuid.example"):
        assert secret not in said


def test_AT98_a_fault_is_written_down_without_what_it_quotes(
    confident: Dialogue, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    bakker = Guest().joins(confident)

    def broken(*_: object) -> None:
        raise DataError(f"could not store '{WORDS}' of {bakker.secret(confident)}")

    monkeypatch.setattr(access, "seat_at", broken)
    bakker.client.raise_request_exception = False
    page = bakker.client.get(reverse("dialogues:mine", args=[confident.pk]))
    assert page.status_code == 500
    said = log.getvalue()
    assert "DataError" in said
    assert "take_part.py" in said
    for where in (said, page.content.decode()):
        assert WORDS not in where
        assert bakker.secret(confident) not in where
    nothing_of_anybody(said)
    assert "Traceback" not in page.content.decode()
    assert not mail.outbox


def test_AT75_what_somebody_types_makes_no_line_and_no_escape(log: io.StringIO) -> None:
    logging.getLogger("zwerm").warning("file %s", "a\r\n2026 forged line \x1b[31m\u2028x")
    said = log.getvalue()
    assert said.count("\n") == 1
    assert "\x1b" not in said
    assert "\r" not in said


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Not Found: /m/KX4PLM/", "Not Found: /m/…/"),
        ("/uitnodiging/abc-DEF_1/", "/uitnodiging/…/"),
        ("/live/eyJ:1v:x-y", "/live/…"),
        ("/g/1c2a8549-dcc9-49fb-927f-4c92579fd598/mijn/", "/g/…/mijn/"),
        ("seat 5e468a7fefbc407cab8d0e3882dbb588", "seat …"),
        ("/g/?vraag=x&card=Y", "/g/…"),
        ("mail to noor@zuid.example failed", "mail to … failed"),
        ("Nothing of anybody", "Nothing of anybody"),
    ],
)
def test_AT51_only_the_shape_of_an_address_is_kept(told: str, kept: str) -> None:
    assert logs.masked(told) == kept


def test_AT34_a_refused_request_is_written_down_without_what_was_refused(
    db: None, log: io.StringIO
) -> None:
    logging.getLogger("django.security.csrf").warning(
        "Forbidden: %s",
        "/g/1c2a8549-dcc9-49fb-927f-4c92579fd598/",
        exc_info=SuspiciousOperation(WORDS),
    )
    assert WORDS not in log.getvalue()
    assert "/g/…/" in log.getvalue()
