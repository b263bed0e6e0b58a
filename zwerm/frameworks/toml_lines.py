"""Where each table and key of a TOML text stands. Pure.

`tomllib` tells a line only when the text is no TOML at all. Whoever forgets a question's audience
wants to know the line too, so this walks the same text once more and notes where things begin.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]
"""The way to a value in what `tomllib` gives: `("aspect", 2, "question", 0, "loop")`."""

_PART = r"(?:[A-Za-z0-9_-]+|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*')"
_DOTTED = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_NOTHING = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_HEADER = re.compile(rf"\[(\[)?[ \t]*({_DOTTED})[ \t]*\]\]?")
_KEY = re.compile(rf"({_DOTTED})[ \t]*=")
_ONE_PART = re.compile(_PART)
_VALUE = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{1,2})?'
    r"|'''.*?'''(?:'{1,2})?"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*|[\[\]{}\n]",
    re.DOTALL,
)


def lines_of(text: str) -> dict[Path, int]:
    """Path to line, counted from 1, of every table header and key. `text` must be valid TOML.

    What stands inside a value (an inline table) has no line of its own: `line_at` falls back.
    """
    lines: dict[Path, int] = {(): 1}
    opened: dict[Path, int] = {}
    table: Path = ()
    line, seen = 1, 0
    for start, header, array, names in _statements(text):
        line += text.count("\n", seen, start)
        seen = start
        if header:
            table = _table(names, opened, array=array)
            lines.setdefault(table, line)
        else:
            lines.setdefault((*table, names[0]), line)
            lines.setdefault((*table, *names), line)
    return lines


def line_at(lines: Mapping[Path, int], path: Path) -> int:
    """The line of a path, or of the nearest table around it; 0 without any lines."""
    for depth in range(len(path), -1, -1):
        if path[:depth] in lines:
            return lines[path[:depth]]
    return 0


def _statements(text: str) -> Iterator[tuple[int, bool, bool, Path]]:
    """Each header or key with its place: (offset, is a header, opens an array item, names)."""
    at = _end(_NOTHING.match(text, 0), 0)
    while at < len(text):
        header = _HEADER.match(text, at)
        found = header or _KEY.match(text, at)
        if found is None:
            return
        yield at, header is not None, header is not None and bool(header[1]), _names(found)
        at = found.end() if header else _after_value(text, found.end())
        at = _end(_NOTHING.match(text, at), at)


def _names(found: re.Match[str]) -> Path:
    """The parts of a dotted key, quotes and escapes undone by the TOML reader itself."""
    parts = _ONE_PART.findall(found[found.re.groups])
    return tuple(
        tomllib.loads(f"name = {part}")["name"] if part[0] in "\"'" else part for part in parts
    )


def _table(names: Path, opened: dict[Path, int], *, array: bool) -> Path:
    """The full path of a header: `[[aspect.question]]` belongs to the aspect opened last."""
    path: Path = ()
    for name in names[:-1]:
        path = (*path, name)
        if path in opened:
            path = (*path, opened[path])
    path = (*path, names[-1])
    if not array:
        return path
    opened[path] = opened.get(path, -1) + 1
    return (*path, opened[path])


def _after_value(text: str, at: int) -> int:
    """Where the value that begins at `at` is over: the line end outside strings and brackets."""
    depth = 0
    for token in _VALUE.finditer(text, at):
        sign = token[0]
        if sign in ("[", "{"):
            depth += 1
        elif sign in ("]", "}"):
            depth -= 1
        elif sign == "\n" and depth == 0:
            return token.start()
    return len(text)


def _end(match: re.Match[str] | None, otherwise: int) -> int:
    return match.end() if match else otherwise
