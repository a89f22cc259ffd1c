from datetime import date

import pytest


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = date(2026, 6, 1)
