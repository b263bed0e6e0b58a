"""Find Chromium for the browser tests, or install it from the system's packages when we may."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The path of a Chromium, from ZWERM_CHROMIUM or the PATH."""
    told = os.environ.get("ZWERM_CHROMIUM", "")
    return told or next(filter(None, map(shutil.which, NAMES)), None)


def install() -> None:
    """Ask the system's package manager, when it is Debian's and we are root."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    print("Chromium is not here. Installing it from the system's packages…", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], env=quiet, check=False)


def main() -> int:
    """0 when there is a browser."""
    if find() is None:
        install()
    path = find()
    if path is None:
        print(
            "There is no Chromium, and it could not be installed here. The browser tests did not "
            "run.\nInstall Chromium, or name one with ZWERM_CHROMIUM=/path/to/chromium."
        )
        return 1
    print(f"Browser: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
