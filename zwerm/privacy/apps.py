from django.apps import AppConfig


class Privacy(AppConfig):
    name = "zwerm.privacy"
