"""No page has a serious accessibility fault, and none scrolls sideways on a phone."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.checking import PHONE, SIDEWAYS, faults, told
from tests.browser.walking import opened, walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OWN_ACCOUNT = ("/accounts/password/change/", "/search/?q=a")


def test_the_sign_in_page(page: Page, live_server: Any):
    for size in (None, PHONE):
        if size:
            page.set_viewport_size(size)
        opened(page, live_server.url, "/accounts/login/")
        assert faults(page, "/accounts/login/") == []
        assert page.evaluate(SIDEWAYS) <= 0


@pytest.mark.parametrize("who", ["secretary", "sup", "admin", "auditor", "head", "liaison"])
def test_pages_of_each_kind_of_person(page: Page, live_server: Any, sign_in: Any, who: str, request: Any):
    user = request.getfixturevalue(who)
    sign_in(page, user)
    said = told(page)
    found = [fault for path in walk(page, live_server.url, user, OWN_ACCOUNT) for fault in faults(page, path)]
    assert found == []
    assert said == []


@pytest.mark.parametrize("who", ["secretary", "head"])
def test_no_page_scrolls_sideways_on_a_phone(page: Page, live_server: Any, sign_in: Any, who: str, request: Any):
    user = request.getfixturevalue(who)
    sign_in(page, user)
    page.set_viewport_size(PHONE)
    wide = [path for path in walk(page, live_server.url, user, OWN_ACCOUNT) if page.evaluate(SIDEWAYS) > 0]
    assert wide == []
