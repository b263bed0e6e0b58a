from django.apps import AppConfig


class Dialogues(AppConfig):
    name = "zwerm.dialogues"
