"""After a withdrawal or a sealing: what the database's own files still remember (AT-26, AT-94).

SQLite overwrites deleted rows itself (secure_delete); what is left is the write-ahead log, and
after sealing the order of the rows. PostgreSQL keeps dead rows until the table is rewritten, and
keeps them even then while somebody still reads from before. So both ask again until it is done.
"""

import time

from django.db import connection
from django.db.backends.utils import CursorWrapper

from zwerm.tasks import later, task

TABLES = (
    "dialogues_contribution",
    "dialogues_draft",
    "dialogues_markstock",
    "dialogues_themeentry",
    "dialogues_placement",
    "dialogues_passage",
    "dialogues_speaker",
    "dialogues_material",
    "dialogues_theme",
    "django_tasks_database_dbtaskresult",
)
PATIENCE = 20.0
"""Seconds to wait for who still reads from before: well within the minute that was promised."""
OLD_READERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL
AND age(backend_xmin) > pg_snapshot_xmax(pg_current_snapshot())::text::bigint - %s
"""


@task()
def wipe() -> None:
    """Remove taken-back text from the database's files; asks again while a reader holds it."""
    with connection.cursor() as cursor:
        clean = _truncated(cursor) if connection.vendor == "sqlite" else _rewritten(cursor)
    if not clean:
        later(wipe)


@task()
def rewrite() -> None:
    """After sealing: write the tables anew, so that nothing of the old rows is left in the file."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            clean = _truncated(cursor)
        else:
            clean = _rewritten(cursor)
    if not clean:
        later(wipe)


def _truncated(cursor: CursorWrapper) -> bool:
    """Empty the write-ahead log of SQLite; False when a reader kept part of it."""
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    busy, _, _ = cursor.fetchone()
    return not busy


def _rewritten(cursor: CursorWrapper) -> bool:
    """Write the tables of PostgreSQL anew; False when somebody read from before all the while."""
    cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
    (now,) = cursor.fetchone()
    until = time.monotonic() + PATIENCE
    while (reading := _old_readers(cursor, now)) and time.monotonic() < until:
        time.sleep(0.05)
    for table in TABLES:
        cursor.execute(f"VACUUM FULL {table}")
    return not reading


def _old_readers(cursor: CursorWrapper, now: int) -> int:
    cursor.execute(OLD_READERS, [now])
    (reading,) = cursor.fetchone()
    return int(reading)
