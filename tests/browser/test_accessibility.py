"""No page has a serious accessibility fault, and none scrolls sideways on a phone.

That every page of everybody opens where there is nothing yet: tests/organization/test_empty_house.py.
"""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.checking import PHONE, faults, fits
from tests.browser.walking import opened, troubles

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OWN_ACCOUNT = ("/accounts/password/change/", "/search/?q=a")


def test_the_sign_in_page(page: Page, live_server: Any):
    for size in (None, PHONE):
        if size:
            page.set_viewport_size(size)
        opened(page, live_server.url, "/accounts/login/")
        assert faults(page, "/accounts/login/") == []
        assert fits(page)


def test_no_page_has_a_grave_fault_scrolls_sideways_or_breaks_when_it_is_empty(
    page: Page, live_server: Any, request: Any
):
    people = [request.getfixturevalue(who) for who in ("secretary", "sup", "admin", "auditor", "head", "liaison")]
    assert troubles(page, live_server.url, people, OWN_ACCOUNT) == []
