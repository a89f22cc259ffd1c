from django.apps import AppConfig


class OfficialsConfig(AppConfig):
    """Posts, officials, tenures; the integrity dossier: one person, one file."""

    name = "officials"

    def ready(self) -> None:
        from officials.wiring import connect

        connect()
