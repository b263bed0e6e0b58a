"""Shapes of what is brought in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from zwerm.interchange.readers.reading import LARGEST_FILE
from zwerm.web.forms import ClientId, Form, Line, at_times

KINDS = ".vtt,.srt,.docx,.txt"


class BringForm(Form):
    """A conversation as a file, or as text that was pasted."""

    file = at_times(
        forms.FileField(
            label=_("A file"),
            help_text=_(
                "A transcript from Teams or Zoom (.vtt, .docx), subtitles (.srt) or plain text "
                "(.txt). At most 10 MB."
            ),
            required=False,
            allow_empty_file=True,
            widget=forms.FileInput(attrs={"accept": KINDS}),
        )
    )
    text = at_times(
        forms.CharField(
            label=_("Or paste the text"),
            help_text=_("One name and a colon before each turn is enough. Sam: I came because ..."),
            required=False,
            strip=False,
            max_length=LARGEST_FILE,
            widget=forms.Textarea(attrs={"rows": 8}),
        )
    )

    def clean(self) -> dict[str, object]:
        """Exactly one of the two is needed; a file goes first."""
        cleaned = super().clean() or self.cleaned_data
        brought = cleaned.get("file") or str(cleaned.get("text") or "").strip()
        if not brought and not self.errors:
            raise forms.ValidationError(_("Choose a file, or paste the text."))
        return cleaned


class TakeInForm(Form):
    """What the preview carried, and how it is called from now on."""

    sent_as = ClientId()
    kept = forms.CharField(widget=forms.HiddenInput, strip=False)
    title = Line(
        label=_("How do you call this conversation?"),
        max_length=120,
        error_messages={"required": _("Give it a name, so that you find it again.")},
    )
