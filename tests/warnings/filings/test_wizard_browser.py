"""The wizard as a person sees it: the preview follows every change, and each page is accessible and quiet."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, ViewportSize, expect

from early_warning.filings.models import DataFiling
from tests.browser.checking import PHONE, faults, fits, told
from tests.warnings.filings import files

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BAD = files.ROW.replace("YL-1", "YL-2").replace("38.6", "=soon")


def change(page: Page, name: str, value: str) -> None:
    """Choose in a list of the mapping and wait until the preview has answered."""
    with page.expect_response(lambda answer: "/preview/" in answer.url):
        page.locator(f"select[name='{name}']").select_option(value)


def assert_fits_everywhere(page: Page) -> None:
    """On a phone, a tablet and a small desk; the window is the desk's again afterwards."""
    desk = page.viewport_size
    for size in (PHONE, ViewportSize(width=800, height=1000), ViewportSize(width=1100, height=800)):
        page.set_viewport_size(size)
        assert fits(page), f"wider than {size['width']} px"
    page.set_viewport_size(desk)


def test_from_upload_to_confirmation(
    page: Page, live_server: Any, sign_in: Any, liaison: Any, head: Any, tmp_path: Path
):
    path = files.saved(tmp_path, files.csv_bytes(files.ROW.replace("公开招标", "自定方式"), BAD), "采购.csv")
    sign_in(page, liaison)
    said = told(page)
    page.goto(live_server.url + reverse("filing-new"))
    page.locator("select[name=period]").select_option("2026Q1")
    page.locator("input[name=file]").set_input_files(path)
    page.locator("form.lj-form button[type=submit]").click()
    page.wait_for_url("**/mapping/")
    filing = DataFiling.objects.get()
    preview = page.locator("#preview")
    expect(preview).to_contain_text("386,000.00")
    expect(preview.locator(".lj-cell-bad").first).to_contain_text("自定方式")
    assert faults(page, "mapping") == []
    assert_fits_everywhere(page)

    change(page, "c-amount-scale", "yuan")
    expect(preview).to_contain_text("38.60")
    change(page, "c-amount-scale", "wan")
    expect(page.locator("select[name='c-purchase_no-source3']")).to_be_hidden()
    change(page, "c-purchase_no-source2", "品目名称")
    expect(preview).to_contain_text("YL-1-家具")
    change(page, "c-purchase_no-source2", "")
    change(page, "c-method-word-采购方式-0", "INQUIRY")
    expect(preview.locator(".lj-cell-bad")).to_have_count(1)

    page.locator("#mapping-form button[type=submit]").click()
    page.wait_for_url(f"**{filing.get_absolute_url()}")
    expect(page.locator(".lj-findings")).to_contain_text("=soon")
    assert faults(page, "report") == []
    assert_fits_everywhere(page)
    page.locator(f"form[action='{reverse('filing-file', args=[filing.pk])}'] button").click()
    page.wait_for_load_state()

    sign_in(page, head)
    page.goto(live_server.url + filing.get_absolute_url())
    page.locator("form[action$='/confirm/'] button").click()
    page.wait_for_load_state()
    page.goto(live_server.url + reverse("filing-rows", args=[filing.pk]))
    expect(page.locator("table")).to_contain_text("澜辰园林有限公司")
    assert faults(page, "rows") == []
    assert said == []
    filing.refresh_from_db()
    assert (filing.status, filing.row_count, filing.rejected_count) == ("CONFIRMED", 1, 1)
