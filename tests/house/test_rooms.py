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


def views() -> Iterator[tuple[str, ast.FunctionDef]]:
    for file in python_files():
        if room_of(file) != "views":
            continue
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.FunctionDef) and node.decorator_list:
                yield f"{relative(file)}:{node.name}", node


@pytest.mark.parametrize(("name", "view"), list(views()), ids=[name for name, _ in views()])
def test_every_view_asks_access_first(name: str, view: ast.FunctionDef) -> None:
    """Before anything is done or read, a view calls something of an `access` room."""
    for statement in view.body:
        calls = [
            node.func.value.id
            for node in ast.walk(statement)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
        ]
        if set(calls) & {"access", "people", "practices", "dialogues"}:
            return
        touched = set(calls) & {"queries", "actions", "speaking", "joining", "leading", "closing"}
        assert not touched, f"{name} does {touched} before it asks access"
    raise AssertionError(f"{name} never asks access")
