from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "tests.sample_mechanism"
    label = "sample"

    def ready(self) -> None:
        from core.mechanisms.wiring import register
        from tests.sample_mechanism.mechanism import Pledges

        register(Pledges)
