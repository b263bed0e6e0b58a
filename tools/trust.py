"""docs/trust.md: every attack we know of by its id, and the tests that try it.

    python -m tools.trust    bring the page in step with the names of the tests

A test carries the id in its name: `test_AT50_opening_the_link_changes_nothing`. What has no such
test says why not yet, in tools/trust.toml.
"""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "trust.md"
LIST = Path(__file__).with_suffix(".toml")
TOP = """# Trust

Attacks we know of, by id, and the tests that try them. A test that carries an id in its name is
listed here by `python -m tools.trust`; a test holds this page to what there is. *Not yet* says why.

| Id | Attack | Tried by |
| --- | --- | --- |
"""


def attacks() -> dict[int, tuple[str, str]]:
    """By number: the attack, and why it is not tried yet (empty: it is, or it should be)."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))["attack"]
    return {one["id"]: (one["what"], one.get("not_yet", "")) for one in listed}


def tests() -> dict[int, list[str]]:
    """By number: file::name of each test that carries it."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for number in re.findall(r"_AT(\d+)(?=_)", node.name):
                    found[int(number)].append(f"{file.relative_to(ROOT / 'tests')}::{node.name}")
    return dict(found)


def rows_of(page: str) -> dict[int, str]:
    """By number: the last column of the page."""
    return {
        int(number): told
        for number, told in re.findall(r"^\| AT-(\d+) \|[^|]*\| (.*) \|$", page, re.MULTILINE)
    }


def page() -> str:
    """The whole page."""
    known = tests()
    lines = []
    for number, (what, not_yet) in attacks().items():
        named = sorted(known.get(number, []))
        told = ", ".join(f"`{name}`" for name in named) or not_yet
        lines.append(f"| AT-{number:02} | {what} | {told} |")
    return TOP + "\n".join(lines) + "\n"


def main() -> int:
    """Exit code 0: written."""
    PAGE.write_text(page(), encoding="utf-8")
    lacking = [
        number for number, (_, why) in attacks().items() if not why and number not in tests()
    ]
    if lacking:
        print(f"No test and no reason: {', '.join(f'AT-{number:02}' for number in lacking)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
