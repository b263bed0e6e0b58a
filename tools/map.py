"""The drawn parts of docs/architecture.md, made from what they are about.

    python -m tools.map            bring the page in step
    python -m tools.map --check    write nothing; exit code 1 when it is out of step

The map of the apps comes from `.importlinter`, the tables of each app from its models.
"""

import configparser
import os
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from django.db.models import Field, Model

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
BLOCK = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def layers() -> list[list[str]]:
    """The rows of the contract, the highest first; modules in brackets may be absent."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    lines = parser["importlinter:contract:house"]["layers"].split("\n")
    return [re.findall(r"\w+", line) for line in lines if line.strip()]


def house() -> str:
    """The apps as a diagram: an arrow points to what may be imported."""
    rows = [row for row in layers() if (ROOT / "zwerm" / row[0]).is_dir()]
    lines = ["flowchart TB"]
    for above, below in pairwise(rows):
        lines.append(f"  {' & '.join(above)} --> {' & '.join(below)}")
    return _fenced(lines)


def tables() -> str:
    """One entity diagram per app that keeps something."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwerm.settings")
    django.setup()
    from django.apps import apps

    parts = []
    for row in layers():
        for name in row:
            config = apps.app_configs.get(name)
            models = sorted(config.get_models(), key=lambda one: one.__name__) if config else []
            if models:
                lines = [line for model in models for line in _entity(model)]
                parts.append(f"### {name}\n\n{_fenced(['erDiagram', *lines])}")
    return "\n\n".join(parts)


def _entity(model: "type[Model]") -> Iterator[str]:
    name = model.__name__
    meta = model._meta
    yield f"  {name} {{"
    own: list[Field[object, object]] = list(meta.concrete_fields)
    for field in own:
        if not field.is_relation:
            yield f"    {field.get_internal_type()} {field.name}"
    yield "  }"
    for field in own:
        other = field.related_model
        if isinstance(other, type):
            line = "||--o|" if field.one_to_one else "||--o{"
            yield f"  {other.__name__} {line} {name} : {field.name}"


def _fenced(lines: list[str]) -> str:
    return "\n".join(["```mermaid", *lines, "```"])


def made(page: str) -> str:
    """The page with each drawn part as it should be."""
    makers = {"house": house, "tables": tables}
    return BLOCK.sub(lambda found: f"{found[1]}\n{makers[found[2]]()}\n\n{found[3]}", page)


def main(asked: list[str]) -> int:
    """Exit code 1 when something was, and stays, out of step."""
    page = PAGE.read_text(encoding="utf-8")
    should = made(page)
    if page == should:
        return 0
    if asked == ["--check"]:
        print("docs/architecture.md is out of step: python -m tools.map")
        return 1
    PAGE.write_text(should, encoding="utf-8")
    print("docs/architecture.md is in step again.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
