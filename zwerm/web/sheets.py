"""Rows to CSV. Knows no domain; no cell can become a formula (AT-66)."""

import csv
import io
from collections.abc import Iterable, Sequence

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "|", "%")
"""A spreadsheet may run what begins like this; full-width signs count too."""


def harmless(value: object) -> str:
    """The value as text that a spreadsheet shows and never runs: an apostrophe before it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" \n\u00a0").startswith(DANGEROUS) else text


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with comma and CRLF (RFC 4180). Numbers stay numbers, text is made harmless."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(name) for name in header])
    for row in rows:
        writer.writerow([one if isinstance(one, int) else harmless(one) for one in row])
    return out.getvalue().encode()
