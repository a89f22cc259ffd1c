"""The dossier in a real browser: opened by its form on a desk, read by the official on a phone of 360 pixels."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from officials.dossier.access.services import dossier_open
from officials.dossier.records.services import record_add
from tests.browser.checking import PHONE, faults, fits, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_dossier_is_opened_for_a_purpose_and_read_tab_by_tab(page: Page, live_server, sign_in, sup, edu_head):
    sign_in(page, sup)
    said = told(page)
    page.goto(f"{live_server.url}/officials/{edu_head.pk}/")
    page.locator(f"a[href='/officials/{edu_head.pk}/dossier/']").click()
    assert faults(page, "door") == []
    page.locator("select[name=purpose]").select_option("DAILY")
    page.locator("textarea[name=reason]").fill("季度日常监督")
    page.locator("form.lj-form button[type=submit]").click()
    expect(page.locator(".lj-watermark")).to_be_attached()
    expect(page.get_by_role("heading", level=1)).to_contain_text(edu_head.name)
    for tab in ("timeline", "1", "6", "looked"):
        page.locator(f"a.lj-tab[href='?tab={tab}']").click()
        expect(page.locator("a.lj-tab.active")).to_have_attribute("href", f"?tab={tab}")
        assert faults(page, tab) == []
    assert said == []


def test_the_official_reads_his_own_on_a_phone(page: Page, live_server, sign_in, sup, head, edu_head):
    dossier_open(official=edu_head, user=sup, purpose="TALK", reason="谈话准备")
    record_add(official=edu_head, section=10, on=date(2026, 3, 1), until=date(2026, 9, 1), title="党内警告", actor=sup)
    page.set_viewport_size(PHONE)
    sign_in(page, head)
    for path in ("", "10/", "1/", "timeline/", "looked/"):
        page.goto(f"{live_server.url}/officials/me/dossier/{path}")
        assert fits(page), path
        assert faults(page, path) == []
    page.goto(f"{live_server.url}/officials/me/dossier/")
    expect(page.get_by_text("党内警告")).to_be_visible()
