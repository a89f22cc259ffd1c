"""For tests that read words: the source's English, whatever the catalogue says by now."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def client() -> Client:
    """A browser set to English."""
    return Client(headers={"accept-language": "en"})
