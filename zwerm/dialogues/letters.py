"""Mail about dialogues: plain text, links from the site's own address only (AT-52)."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from zwerm.dialogues.models import Invitation


def ask_outsider(invitation: Invitation, token: str, *, by: str) -> bool:
    """Ask somebody to lead one dialogue. False when the mail could not be handed over.

    Sent at once and not by the queue: the token stands in this mail and nowhere on the server.
    """
    dialogue = invitation.dialogue
    subject = _("%(by)s asks you to lead a conversation") % {"by": by}
    text = render_to_string(
        "dialogues/outsider_mail.txt",
        {
            "by": by,
            "invitation": invitation,
            "practice": dialogue.practice.name,
            "link": f"{settings.SITE_URL}{reverse('dialogues:invitation', args=[token])}",
        },
    )
    try:
        return bool(send_mail(subject, text, None, [invitation.email]))
    except (OSError, SMTPException):
        return False
