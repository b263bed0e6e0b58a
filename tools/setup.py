"""Make the environment: a virtual environment with everything pinned, and Zwerm itself in it.

Runs under any Python 3.11 or newer, before anything is installed. Done once; quick afterwards.
"""

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Exit code 0 when the environment is ready."""
    folder = Path(sys.argv[1]).absolute()
    if sys.version_info < (3, 11):
        print(f"Zwerm needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
        return 1
    python = folder / "bin" / "python"
    if not python.exists():
        print("1/3 Making a virtual environment…", flush=True)
        try:
            venv.create(folder, with_pip=True)
        except subprocess.CalledProcessError:
            print("Python's venv is incomplete. On Debian: apt-get install python3-venv")
            return 1
    print("2/3 Installing what Zwerm is built with (a minute or two the first time)…", flush=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    steps = [
        [*pip, "--require-hashes", "-r", str(ROOT / "requirements-dev.txt")],
        [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    ]
    for step in steps:
        done = subprocess.run(step, check=False)
        if done.returncode:
            print("Installing did not work. Is the package registry reachable from here?")
            return 1
    (folder / ".ready").touch()
    print("3/3 Ready.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
