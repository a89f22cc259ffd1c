"""A top-level package named ``warnings`` would shadow Python's own module; only the import name differs."""

from django.apps import AppConfig


class EarlyWarningConfig(AppConfig):
    """Filings, health check, political ecology, warning notices. Each mechanism connects itself in its wiring."""

    name = "early_warning"
    label = "warnings"

    def ready(self) -> None:
        from early_warning.filings import wiring as filings

        filings.connect()

        from early_warning.checks import wiring as checks

        checks.connect()

        from early_warning.ecology import wiring as ecology

        ecology.connect()

        from early_warning.notices import wiring as notices

        notices.connect()
