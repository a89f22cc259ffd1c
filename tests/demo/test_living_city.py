"""The demo city in a browser: every page of its people with something on it, on a desk and on a phone."""

import pytest
from playwright.sync_api import Page

from early_warning.notices.models import Notice
from organization.models import User
from tests.browser.walking import troubles

pytestmark = [pytest.mark.browser, pytest.mark.services]


@pytest.fixture
def people(served_city: str) -> list[User]:
    """A secretary, a supervisor, a unit's head and an official who was served a notice."""
    served = Notice.objects.filter(status="SERVED", official__user__isnull=False).first()
    assert served is not None
    assert served.official is not None
    return [User.objects.get(username=name) for name in ("sec", "sup1", "uhd_u15", served.official.user.username)]


def test_no_page_has_a_grave_fault_scrolls_sideways_or_breaks(page: Page, served_city: str, people: list[User]):
    assert troubles(page, served_city, people, ("/portal/", "/messages/")) == []
