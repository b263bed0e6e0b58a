"""`make check`: the walls of the house, one after the other; every fault of all of them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
WALLS: tuple[tuple[str, list[str]], ...] = (
    ("format", [str(BIN / "ruff"), "format", "--check", "-q", "."]),
    ("lint", [str(BIN / "ruff"), "check", "-q", "."]),
    ("types", [str(BIN / "mypy")]),
    ("layers", [str(BIN / "lint-imports"), "--no-cache"]),
    ("migrations", [str(BIN / "zwerm"), "manage", "makemigrations", "--check", "--dry-run"]),
    ("house", [sys.executable, "-m", "pytest", "-q", "-n", "2", "tests/house"]),
)


def main() -> int:
    """Exit code 0 when every wall stands."""
    fallen = []
    for name, command in WALLS:
        print(f"== {name} ==", flush=True)
        if subprocess.run(command, cwd=ROOT).returncode:
            fallen.append(name)
    print(f"Fallen: {', '.join(fallen)}" if fallen else "Every wall stands.")
    return int(bool(fallen))


if __name__ == "__main__":
    sys.exit(main())
