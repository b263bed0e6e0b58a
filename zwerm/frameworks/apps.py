from django.apps import AppConfig


class Frameworks(AppConfig):
    name = "zwerm.frameworks"
