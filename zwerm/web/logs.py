"""What a log may hold: what went wrong and where in the program, never of whom (AT-34, AT-98).

A line beside an access log would otherwise say which seat said something at which moment, and a
database's own complaint quotes the words it could not store.
"""

import logging
import re
import traceback
from types import TracebackType

Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

HIDDEN = "…"
TELLS_OF_SOMEBODY = re.compile(
    r"(?P<before>/(?:m|live|uitnodiging)/)[^/\s?]+"  # codes, tickets and tokens in an address
    r"|[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}"  # ids
    r"|\?\S+"  # what was asked for
    r"|[^\s@<>\"']+@[^\s@<>\"']+",  # addresses of people
    re.IGNORECASE,
)


def masked(text: str) -> str:
    """The text without ids, tokens, questions in an address, and addresses of people."""
    return TELLS_OF_SOMEBODY.sub(lambda found: (found["before"] or "") + HIDDEN, text)


class Formatter(logging.Formatter):
    """One line of what happened; of a fault the lines of the program, without what it quoted."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as it may be kept, on one line unless it is a fault (AT-75)."""
        record.message = masked(record.getMessage()).translate(ONE_LINE)
        said = self.formatMessage(record)
        if record.exc_info:
            said = f"{said}\n{self.formatException(record.exc_info)}"
        return said

    def formatException(self, ei: Fault) -> str:
        """Where it went wrong and what kind of fault it was. What the fault says stays unsaid."""
        kind, _, where = ei
        lines = traceback.format_tb(where)
        return f"{''.join(lines)}{kind.__name__ if kind else ''}"


ONE_LINE = dict.fromkeys((*range(32), 127, 133, 8232, 8233), "�")
"""Line ends and escapes: one event is one line, and no terminal is told what to do."""
