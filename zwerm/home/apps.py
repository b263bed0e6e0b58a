from django.apps import AppConfig


class Home(AppConfig):
    name = "zwerm.home"
