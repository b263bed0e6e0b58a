"""After a withdrawal or a sealing: what the database's own files still remember (AT-26, AT-94).

SQLite overwrites deleted rows itself (secure_delete); what is left is the write-ahead log, and
after sealing the order of the rows. PostgreSQL keeps dead rows until the table is rewritten.
"""

from django.db import connection

from zwerm.tasks import task

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
)


@task()
def wipe() -> None:
    """Remove taken-back text from the database's files."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for table in TABLES:
                cursor.execute(f"VACUUM FULL {table}")


@task()
def rewrite() -> None:
    """After sealing: write the tables anew, so that nothing of the old rows is left in the file."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for table in TABLES:
                cursor.execute(f"VACUUM FULL {table}")
