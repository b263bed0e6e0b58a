"""Mail while trying out: shown in the console and kept on disk, sent to nobody."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.console import EmailBackend as Console
from django.core.mail.backends.filebased import EmailBackend as Disk


class ConsoleAndDisk(BaseEmailBackend):
    """Every message goes to the console and to `var/mail`."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """The number of messages kept."""
        Console(fail_silently=True).send_messages(email_messages)
        return int(Disk().send_messages(email_messages) or 0)
