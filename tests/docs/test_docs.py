"""What the docs say is what there is."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import zwerm
from tools import map as house_map
from tools import trust

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
COVERED = (1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13)
"""Promises that this release keeps; P10, P11, P14 and P15 come with what they are about."""


def words(*names: str) -> str:
    return "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)


def names_of_tests() -> set[str]:
    """Every test of the house, by file::name."""
    found = set()
    for file in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found.add(f"{file.relative_to(ROOT / 'tests')}::{node.name}")
    return found


def test_every_setting_is_explained() -> None:
    read = set(re.findall(r'\("((?:ZWERM_|DATABASE_URL)[A-Z_]*)"', words("zwerm/settings.py")))
    told = set(re.findall(r"^\| `([A-Z_]+)`", words("docs/settings.md"), re.MULTILINE))
    assert len(read) > 10
    assert read | {"ZWERM_VAR"} == told


def test_every_command_is_explained() -> None:
    page = words("docs/settings.md")
    own = re.findall(r"^  zwerm (\w+)", words("zwerm/cli.py"), re.MULTILINE)
    files = (ROOT / "zwerm").glob("*/management/commands/[a-z]*.py")
    for name in [*own, *(file.stem for file in files)]:
        assert f"zwerm {name}" in page or f"zwerm manage {name}" in page, name


def test_the_readme_names_two_commands_to_set_up() -> None:
    section = words("README.md").split("## Set up")[1].split("##")[0]
    assert re.findall(r"^make \w+", section, re.MULTILINE) == ["make run", "make test"]


def test_the_changelog_and_publiccode_tell_this_version() -> None:
    newest = re.search(r"^## \[([\d.]+)\]", words("CHANGELOG.md"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == zwerm.__version__
    assert f'softwareVersion: "{zwerm.__version__}"' in words("publiccode.yml")


def test_the_licence_is_the_same_everywhere() -> None:
    assert words("LICENSE").startswith("# EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert tomllib.loads(words("pyproject.toml"))["project"]["license"] == "EUPL-1.2"
    assert "license: EUPL-1.2" in words("publiccode.yml")


def test_the_map_and_the_tables_are_in_step() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.map", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert house_map.PAGE.is_file()


def test_every_promise_of_this_release_has_a_test_with_its_number() -> None:
    names = "\n".join(names_of_tests())
    assert [number for number in COVERED if not re.search(rf"_P{number}_", names)] == []


def test_every_attack_has_a_test_that_exists_or_a_reason_why_not_yet() -> None:
    rows = trust.rows_of(words("docs/trust.md"))
    assert set(rows) == set(trust.attacks())
    known = names_of_tests()
    for number, told in rows.items():
        named = re.findall(r"`([\w/]+\.py::\w+)`", told)
        assert set(named) <= known, number
        assert named or "Not yet" in told or "By hand" in told, number


def test_links_between_docs_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *DOCS.glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
