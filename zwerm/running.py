"""`zwerm run`: one process that serves pages, live news and slow work."""

import logging
import sys
import threading
import time
from collections.abc import Sequence

import django
import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError
from django.utils.crypto import get_random_string

from zwerm.tasks import TaskResultStatus

logger = logging.getLogger("zwerm")

GRACE = 3
"""Seconds an open stream may hold up stopping."""
AGAIN = 5
"""Seconds before the work in the background begins again after a fault of the database."""


def run(arguments: Sequence[str]) -> int:
    """Set up what is missing, say where to look, serve until stopped."""
    django.setup()
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    _say("Database…")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_frameworks", verbosity=0)
    if settings.PRODUCTION:
        call_command("collectstatic", verbosity=0, interactive=False)
        call_command("doctor", production=True)
    elif "--empty" not in arguments:
        call_command("seed", if_empty=True)
    _work_in_background()
    _say(f"\nZwerm is at {settings.SITE_URL}\nStop with Ctrl-C.")
    uvicorn.run(
        "zwerm.asgi:application",
        host="127.0.0.1",
        port=settings.PORT,
        log_config=None,  # the program's own: a line in a log says nothing of anybody
        access_log=False,
        timeout_graceful_shutdown=GRACE,
        server_header=False,
        proxy_headers=False,
    )
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _work_in_background() -> None:
    """Slow work in a thread of the same process; a larger site runs `manage db_worker` apart."""
    threading.Thread(target=_keep_working, daemon=True, name="slow-work").start()


def _keep_working() -> None:
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    class Forgetful(Worker):
        """Keeps no row of what went well: its times, to the millisecond, would say when somebody
        took words back (P3). What failed stays, for whoever looks after the site."""

        def run_task(self, db_task_result: "DBTaskResult[..., object]") -> None:
            super().run_task(db_task_result)
            if db_task_result.status == TaskResultStatus.SUCCESSFUL:
                db_task_result.delete()

    logging.getLogger("django_tasks").setLevel(logging.ERROR)
    while True:
        worker = Forgetful(
            queue_names=["default"],
            interval=1,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(12),
            excluded_queue_names=[],
        )
        try:
            worker.run()
        except DatabaseError:
            logger.exception("The work in the background stopped; it starts again in a moment.")
            time.sleep(AGAIN)
