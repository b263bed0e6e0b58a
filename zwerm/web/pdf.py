"""The one door to PDF: a Typst template and plain content in, a tagged file out.

Typst needs no system library, and refuses to write a file that breaks PDF/UA-1. Fonts come from
`web/fonts` (made by `tools/assets.py`): the same letter as on the screen, and typst's own serif for
signs that it lacks. A template reads its content with `json(bytes(sys.inputs.content))`, so
that what people typed is always text, never markup, and nothing of it touches the disk.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import typst
from django.utils import timezone

FONTS = Path(__file__).resolve().parent / "fonts"
FONT = "Atkinson Hyperlegible Next"
"""Every template names it; typst falls back in silence, so a test reads the names from the file."""

KIND = "application/pdf"


def pdf(template: str | Path, content: Mapping[str, object]) -> bytes:
    """The PDF/UA-1 file of a `.typ` template with `content` (plain values, as JSON).

    Raises `typst.TypstError` when the template is wrong: a fault of ours, never of what was typed.
    The file names no author and no moment finer than the day (AT-24, AT-32); the same content on
    the same day gives the same bytes. A template reaches files of its own folder only.
    """
    path = Path(template)
    today = timezone.localdate()
    made = typst.compile(
        str(path),
        root=str(path.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=datetime(today.year, today.month, today.day, tzinfo=UTC),
    )
    assert isinstance(made, bytes)
    return made
