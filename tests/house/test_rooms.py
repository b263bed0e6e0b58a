"""What import-linter cannot see: what happens inside the rooms (style.md B.2)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.layers import PACKAGE, python_files, room_of

LONGEST_FILE = 400
TABLE_ROOMS = {
    "models",
    "access",
    "actions",
    "queries",
    "management",
    "purging",
    "topics",
    "shipped",
    "example",
}
NO_HTTP_ROOMS = {"terms", "models", "actions", "queries", "forms"}


def relative(file: Path) -> str:
    return str(file.relative_to(PACKAGE))


@pytest.mark.parametrize("file", python_files(), ids=relative)
def test_a_file_is_at_most_400_lines(file: Path) -> None:
    assert len(file.read_text().splitlines()) <= LONGEST_FILE


def nodes(file: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(file.read_text()))


@pytest.mark.parametrize("file", python_files(), ids=relative)
def test_tables_are_touched_only_in_their_rooms(file: Path) -> None:
    if room_of(file) in TABLE_ROOMS:
        return
    found = [
        node.lineno
        for node in nodes(file)
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert not found, f"model manager used on lines {found}"


@pytest.mark.parametrize("file", python_files(), ids=relative)
def test_rules_know_no_http(file: Path) -> None:
    if room_of(file) not in NO_HTTP_ROOMS:
        return
    for node in nodes(file):
        if isinstance(node, ast.ImportFrom):
            assert node.module not in {"django.shortcuts"}, node.lineno
            if node.module == "django.http":
                names = {alias.name for alias in node.names}
                assert names <= {"HttpRequest"}, f"line {node.lineno}: {names}"
                assert room_of(file) == "forms", f"line {node.lineno}"


@pytest.mark.parametrize("file", python_files(), ids=relative)
def test_a_save_names_what_it_changes(file: Path) -> None:
    for node in nodes(file):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr != "save":
            continue
        names = {keyword.arg for keyword in node.keywords}
        assert names & {"update_fields", "force_insert"}, f"line {node.lineno}"


@pytest.mark.parametrize("file", python_files(), ids=relative)
def test_there_are_no_signals(file: Path) -> None:
    for node in nodes(file):
        if isinstance(node, ast.ImportFrom):
            assert "signals" not in (node.module or ""), node.lineno
            assert "receiver" not in {alias.name for alias in node.names}, node.lineno


ASKS = {"access", "people", "practices", "dialogues"}
DOES = {"queries", "actions", "speaking", "joining", "leading", "closing"}


def functions(file: Path) -> dict[str, ast.FunctionDef]:
    found = ast.parse(file.read_text()).body
    return {node.name: node for node in found if isinstance(node, ast.FunctionDef)}


def views() -> Iterator[tuple[str, ast.FunctionDef, dict[str, ast.FunctionDef]]]:
    for file in python_files():
        if room_of(file) == "views":
            known = functions(file)
            for name, node in known.items():
                if node.decorator_list:
                    yield f"{relative(file)}:{name}", node, known


def first_of(view: ast.FunctionDef, known: dict[str, ast.FunctionDef]) -> str:
    """What a view does first: asks access, or something else. A helper beside it counts as it."""
    for statement in view.body:
        for node in ast.walk(statement):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
                if called.value.id in ASKS:
                    return "asks"
                if called.value.id in DOES:
                    return f"calls {called.value.id} on line {node.lineno}"
            elif isinstance(called, ast.Name) and called.id in known:
                inside = first_of(known[called.id], known)
                if inside:
                    return inside
    return ""


@pytest.mark.parametrize(("name", "view", "known"), list(views()), ids=[row[0] for row in views()])
def test_every_view_asks_access_first(
    name: str, view: ast.FunctionDef, known: dict[str, ast.FunctionDef]
) -> None:
    """Before anything is done or read, a view calls something of an `access` room."""
    assert first_of(view, known) == "asks", name
