"""The frame and the list at work in a browser: search key, language, filters, paging, columns, export."""

import re
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from core.audit.models import AuditEntry, AuditEvent
from tests.browser.walking import opened
from tests.support.cast import make_unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def units(page: Page, live_server: Any, sign_in: Any, secretary: Any, city: Any) -> Page:
    """The secretary looks at the list of sixty units."""
    for number in range(1, 61):
        make_unit(f"X{number:02d}", f"第{number}局", parent=city)
    sign_in(page, secretary)
    opened(page, live_server.url, "/organization/units/")
    return page


def rows(page: Page) -> Any:
    return page.locator("#records tbody tr")


def test_ctrl_k_goes_to_the_search_box(units: Page):
    units.keyboard.press("Control+k")
    expect(units.locator("[data-search-box]")).to_be_focused()


def test_the_language_switch_keeps_the_page(units: Page):
    expect(units.locator("html")).to_have_attribute("lang", "zh-hans")
    units.locator(".lj-language button").click()
    expect(units.locator("html")).to_have_attribute("lang", "en")
    expect(units).to_have_url(re.compile("/organization/units/$"))


def test_the_list_filters_while_one_types_and_a_chip_takes_it_back(units: Page):
    expect(rows(units)).to_have_count(50)
    units.locator("#list-search").fill("第7局")
    expect(rows(units)).to_have_count(1)
    expect(units.locator(".lj-top")).to_have_count(1)
    units.locator(".lj-chip a").click()
    expect(rows(units)).to_have_count(50)


def test_paging_and_going_back(units: Page):
    units.locator("a[rel=next]").click()
    expect(rows(units)).to_have_count(10)
    units.go_back()
    expect(rows(units)).to_have_count(50)
    expect(units.locator(".lj-top")).to_have_count(1)


def test_a_hidden_column_stays_hidden(units: Page):
    units.locator("[data-column-menu]").evaluate("menu => menu.closest('.dropdown').querySelector('button').click()")
    units.locator("[data-column-menu] input[value=kind]").uncheck()
    expect(units.locator("th[data-column=kind]")).to_be_hidden()
    units.reload()
    expect(units.locator("th[data-column=kind]")).to_be_hidden()


def test_an_export_asks_what_it_is_for(units: Page):
    units.locator("[data-bs-target='#export']").click()
    units.locator("#export-purpose").fill("年度核对")
    with units.expect_download() as download:
        units.locator("#export button[type=submit]").click()
    assert download.value.suggested_filename == "unit.xlsx"
    expect(units.locator("#export")).to_be_hidden()


@pytest.mark.parametrize("way", ["button", "menu"])
def test_r24_a_page_that_goes_to_paper_is_written_down(units: Page, secretary: Any, way: str):
    units.locator("#list-search").fill("第7局")
    expect(rows(units)).to_have_count(1)
    with units.expect_response(lambda answer: answer.request.method == "POST") as noted:
        units.pdf() if way == "menu" else units.locator("[data-print]").click()
    assert noted.value.status == 204
    entry = AuditEntry.objects.get(event=AuditEvent.PRINT, actor=secretary)
    assert parse_qs(entry.additional_data["filters"])["q"] == ["第7局"]
