import pytest


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path) -> None:
    settings.STORAGE_DIR = tmp_path
