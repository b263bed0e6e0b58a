"""Times as transcripts write them, in seconds."""

import re

TIME = r"(?:\d{1,4}:)?\d{1,4}:\d{1,2}(?:[.,]\d{1,3})?"
_PARTS = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2})(?:[.,](\d{1,3}))?", re.ASCII)


def seconds(written: str) -> float | None:
    """1:02:03.5, 01:02:03,500 or 12:34 in seconds; None when it is no time.

    Minutes may pass 59 only when there are no hours (75:12).
    """
    match = _PARTS.fullmatch(written.strip())
    if match is None:
        return None
    hours, minutes, secs, fraction = match.groups()
    if int(secs) > 59 or (hours is not None and int(minutes) > 59):
        return None
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(secs)
    return round(whole + float(f"0.{fraction or 0}"), 3)
