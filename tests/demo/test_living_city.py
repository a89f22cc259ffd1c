"""The demo city in a browser: every page of its people with something on it, on a desk and on a phone."""

import pytest
from playwright.sync_api import Page

from early_warning.notices.models import Notice
from organization.models import User
from tests.browser.checking import PHONE, SIDEWAYS, faults, told
from tests.browser.walking import kind_of, walk
from tests.support.browser import enter

pytestmark = [pytest.mark.browser, pytest.mark.services]


@pytest.fixture
def people(served_city: str) -> list[User]:
    """A secretary, a supervisor, a unit's head and an official who was served a notice."""
    served = Notice.objects.filter(status="SERVED", official__user__isnull=False).first()
    assert served is not None
    assert served.official is not None
    return [User.objects.get(username=name) for name in ("sec", "sup1", "uhd_u15", served.official.user.username)]


def test_no_page_has_a_grave_fault_scrolls_sideways_or_breaks(page: Page, served_city: str, people: list[User]):
    """Each kind of page is looked at with the first of them who opens it."""
    found: list[str] = []
    looked_at: set[str] = set()
    said = told(page)
    for person in people:
        desk = page.viewport_size
        enter(page, served_city, person)
        for path in walk(page, served_city, person, ("/portal/", "/messages/"), known=frozenset(looked_at)):
            if (kind := kind_of(path)) in looked_at:
                continue
            looked_at.add(kind)
            found += faults(page, path)
            page.set_viewport_size(PHONE)
            found += [f"{path} is wider than a phone for {person.username}"] * (page.evaluate(SIDEWAYS) > 0)
            page.set_viewport_size(desk)
    assert found == []
    assert said == []
