"""Verbs on dialogues, one file per moment: prepare, join, speak, lead, close, material."""
