"""Between processes on PostgreSQL: LISTEN/NOTIFY carries the topic's name and nothing else.

On SQLite there is one process, and nothing to do here; any other process is heard within the
few seconds after which each room looks again by itself.
"""

import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DatabaseError

CHANNEL = "zwerm_live"
AGAIN = 2.0
"""Seconds before listening is tried again after the connection was lost."""

_ears: list[threading.Thread] = []
_door = threading.Lock()


def tell(database: BaseDatabaseWrapper, topics: Collection[str]) -> None:
    """Let other processes hear of these topics, when and only when this transaction commits."""
    if database.vendor != "postgresql":
        return
    with database.cursor() as cursor:
        for topic in topics:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, topic])


def listen(wake: Callable[[Collection[str]], None]) -> None:
    """Begin to hear other processes, once per process; at the first open stream."""
    with _door:
        if _ears or connections["default"].vendor != "postgresql":
            return
        ear = threading.Thread(target=_hear, args=(wake,), name="zwerm-live", daemon=True)
        _ears.append(ear)
        ear.start()


def _hear(wake: Callable[[Collection[str]], None]) -> None:
    while True:
        with suppress(DatabaseError, OSError):
            _hear_until_lost(wake)
        time.sleep(AGAIN)


def _hear_until_lost(wake: Callable[[Collection[str]], None]) -> None:
    database = connections["default"].copy()
    # A connection of its own: one from the pool would be lent to nobody else for ever.
    database.settings_dict["OPTIONS"] = {
        name: value for name, value in database.settings_dict["OPTIONS"].items() if name != "pool"
    }
    try:
        with database.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
        assert database.connection is not None
        for notice in database.connection.notifies():
            wake([notice.payload])
    finally:
        database.close()
