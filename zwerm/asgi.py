"""The entry for an ASGI server: the live stream in front, Django behind it.

A stream answered by Django would hold a thread for as long as it is open; this door holds none.
"""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwerm.settings")
django = get_asgi_application()

from zwerm.live.stream import Receive, Scope, Send, in_front_of



async def pages(scope: Scope, receive: Receive, send: Send) -> None:
    """Everything but the stream."""
    await django(dict(scope), receive, send)


application = in_front_of(pages)
