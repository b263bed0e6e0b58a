from django.apps import AppConfig


class Web(AppConfig):
    name = "zwerm.web"
