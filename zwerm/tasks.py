"""The one door to the queue: work that may take longer than a page.

A task gets ids, never objects or text; it starts after the transaction that asked for it.
Django 6.0 carries the same API: that switch is this file alone.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task

__all__ = ["TaskResultStatus", "later", "task"]


def later(work: "Task[..., Any]", **ids: str) -> None:
    """Ask for `work` once the present transaction is committed; never when it is rolled back."""
    ask: Callable[[], Any] = partial(work.enqueue, **ids)
    transaction.on_commit(ask)
