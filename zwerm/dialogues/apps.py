from django.apps import AppConfig


class Dialogues(AppConfig):
    name = "zwerm.dialogues"

    def ready(self) -> None:
        from zwerm.dialogues import live
        from zwerm.dialogues.actions.blank import Contributions
        from zwerm.privacy import holders

        live.begin()
        holders.register(Contributions())
