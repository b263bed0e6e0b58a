"""Zwerm: reflection dialogues in the Dutch social domain, from voice to change."""

__version__ = "0.1.0"
