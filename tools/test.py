"""`make test`: every test on SQLite, then on a private PostgreSQL; browser tests once."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tools import postgres

ROOT = Path(__file__).resolve().parent.parent


def pytest(*arguments: str, **environment: str) -> int:
    """Run pytest; its exit code, where 'no tests collected' counts as a fault too."""
    began = time.monotonic()
    code = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
    ).returncode
    print(f"   took {time.monotonic() - began:.0f} s", flush=True)
    return code


def main() -> int:
    """Exit code 0 when all is well."""
    chosen = sys.argv[1:]
    workers = ["-n", os.environ.get("ZWERM_TEST_WORKERS", "2")]
    print("== Tests on SQLite ==", flush=True)
    codes = [pytest(*workers, "-m", "not browser", *chosen)]
    print("== Tests on PostgreSQL (a private server) ==", flush=True)
    with postgres.private() as address:
        codes.append(pytest(*workers, "-m", "not browser", *chosen, DATABASE_URL=address))
    print("== Journeys in a browser ==", flush=True)
    if subprocess.run([sys.executable, "-m", "tools.browser"], cwd=ROOT).returncode:
        codes.append(1)
    else:
        codes.append(pytest("-m", "browser", *chosen))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
