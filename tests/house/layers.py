"""The layers of the house, read from `.importlinter`, the one place where they stand."""

import configparser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "zwerm"


def apps_from_top() -> list[str]:
    """App names, the highest first."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    lines = parser["importlinter:contract:house"]["layers"].split("\n")
    return [line.strip() for line in lines if line.strip() and not line.strip().startswith("(")]


def python_files() -> list[Path]:
    """Every source file of the package, migrations left out."""
    return sorted(file for file in PACKAGE.rglob("*.py") if "migrations" not in file.parts)


def room_of(file: Path) -> str:
    """The room a file belongs to: its name, or the folder's name when a room is a folder."""
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return parts[1] if len(parts) > 1 else parts[0]
