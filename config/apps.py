from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The top floor as an app, so that it can own commands that know every floor below."""

    name = "config"
