"""The entry for an ASGI server: the live stream in front, Django's pages behind it.

A stream answered by Django would hold a thread for as long as it is open; the door in front holds
none. Pages go through WSGI on threads that live on, each with its own connection to the database:
Django's own ASGI door makes a new thread, and so a new connection, for every request, and costs a
quarter more time of the processor (ADR pages-through-wsgi).
"""

import gc
import os

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwerm.settings")
pages = get_wsgi_application()

from zwerm.live.stream import App, in_front_of

THREADS = 4
"""Pages at work at once. Python runs one of them at a time: the more there are, the longer they
wait for one another; the fewer, the sooner slow phones hold them all (ADR pages-through-wsgi)."""

behind: App = WSGIMiddleware(pages, workers=THREADS)
application = in_front_of(behind)

gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
"""What is loaded by now stays for good, and a page makes thousands of things that refer to one
another: looked through at every seven hundred, that was a twentieth of its time."""
