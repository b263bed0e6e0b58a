"""A whole Zwerm, with its work in the background, on a database of the kind under test."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from tests.live import served
from tests.live.served import Browser
from tools.postgres import free_port

PROGRAM = "import sys; from zwerm.cli import main; sys.exit(main(['run']))"
EVERY_FILE = """
SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class
WHERE relkind IN ('r', 't', 'i') AND pg_relation_filepath(oid) IS NOT NULL
AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
"""


@dataclass
class Site:
    """Where it listens, what is in it, and how to look under its skin."""

    port: int
    scene: dict[str, Any]
    database: str
    log: Path

    def device(self, name: str, number: int = 0) -> Browser:
        """A phone at one of the tables, with a protection token."""
        table = self.scene["dialogues"][name]
        key = f"zwerm-key-{UUID(table['id']).hex}"
        phone = Browser(self.port, {key: table["voices"][number]})
        phone.get(self.path(name))
        return phone

    def noor(self) -> Browser:
        """Who leads, signed in, with a protection token."""
        browser = Browser(self.port, {"zwerm": self.scene["session"]})
        browser.get("/meedoen/")
        return browser

    def path(self, name: str, page: str = "") -> str:
        """An address at a table."""
        return f"/g/{self.scene['dialogues'][name]['id']}/{page}"

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """What the database itself says, past the program."""
        if self.database.startswith("sqlite"):
            with sqlite3.connect(self._file()) as file:
                return list(file.execute(question))
        with psycopg.connect(self.database, autocommit=True) as server:
            return list(server.execute(question.encode()))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Somebody reads everything as it was at this moment, as a dump does."""
        look = "SELECT count(*) FROM dialogues_contribution"
        if self.database.startswith("sqlite"):
            with closing(sqlite3.connect(self._file(), isolation_level=None)) as file:
                file.execute("BEGIN")
                file.execute(look).fetchone()
                yield
        else:
            with psycopg.connect(self.database) as server:
                server.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
                server.execute(look.encode())
                yield

    def count(self, table: str, where: str = "1 = 1") -> int:
        """How many rows."""
        return int(self.rows(f"SELECT count(*) FROM {table} WHERE {where}")[0][0])

    def bytes(self) -> bytes:
        """Every byte of the database's own files: tables, indexes, and what waits beside them."""
        if self.database.startswith("sqlite"):
            file = Path(self._file())
            return b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
        with psycopg.connect(self.database, autocommit=True) as server:
            server.execute("CHECKPOINT")
            return b"".join(bytes(row[0]) for row in server.execute(EVERY_FILE))

    def _file(self) -> str:
        return self.database.removeprefix("sqlite:///")


@contextmanager
def running(folder: Path) -> Iterator[Site]:
    """`zwerm run` over the tables of `tests.live.scene`; gone afterwards."""
    database = f"sqlite:///{folder}/zwerm.sqlite3"
    if connection.vendor == "postgresql":
        database = _fresh_database()
    given = served.environment(folder, database)
    scene = served.scene(given)
    port = free_port()
    log = folder / "log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            cwd=served.ROOT,
            env=given | {"ZWERM_PORT": str(port), "ZWERM_URL": f"http://127.0.0.1:{port}"},
            stdout=subprocess.DEVNULL,
            stderr=written,
        )
        try:
            served._wait_for(port)
            yield Site(port, scene, database, log)
        finally:
            process.terminate()
            process.wait(15)


def _fresh_database() -> str:
    address = os.environ["DATABASE_URL"]
    name = f"zwerm_attacked_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        server.execute(f"CREATE DATABASE {name}".encode())
    return f"{address.rpartition('/')[0]}/{name}"
