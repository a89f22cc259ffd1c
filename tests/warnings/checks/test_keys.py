"""Triage in a browser: the keys of screens.md 3, and that the pages can be used by everybody."""

import pytest
from playwright.sync_api import expect

from early_warning.checks import services
from early_warning.checks.models import CheckRun, DoubtPoint, DoubtStatus, Trigger
from early_warning.checks.running import run_create, run_execute
from tests.browser.checking import PHONE, faults, fits
from tests.browser.walking import opened

from .filed import file_planted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def triage(page, live_server, sign_in, sup):
    """`sup` looks at HC-A1 of his unit."""
    file_planted("GT01", decoys=False)
    run_execute(run=run_create(actor=None, trigger=Trigger.COMMAND, models=["HC-A1"]))
    sign_in(page, sup)
    opened(page, live_server.url, DoubtPoint.objects.get().get_absolute_url())
    return page


def test_x_opens_the_reason_and_excludes(triage):
    triage.keyboard.press("x")
    expect(triage.locator("[id^=action-exclude-]")).to_be_visible()
    triage.locator("[id^=reason-exclude-]").fill("预算调整已获批准")
    triage.locator("[id^=action-exclude-] button[type=submit]").click()
    expect(triage.locator(".lj-meta .lj-badge").first).to_be_visible()
    assert DoubtPoint.objects.get().status == DoubtStatus.EXCLUDED


@pytest.mark.parametrize(("key", "path"), [("m", "ask"), ("s", "defer")])
def test_keys_of_steps_with_a_page(triage, key, path):
    triage.keyboard.press(key)
    triage.wait_for_url(f"**/{path}/")


def test_pages_with_content_have_no_serious_fault(triage, live_server):
    run, doubt = CheckRun.objects.get(), DoubtPoint.objects.get()
    found = faults(triage, "doubt point")
    for path in (
        run.get_absolute_url(),
        f"/warnings/models/{doubt.model}/",
        "/warnings/conversion/",
        "/warnings/doubts/",
    ):
        opened(triage, live_server.url, path)
        found += faults(triage, path)
    assert found == []


def test_the_unit_answers_on_a_phone(triage, live_server, sign_in, sup, liaison):
    asked = services.material_ask(doubt_point=DoubtPoint.objects.get(), question="为何分六次采购?", actor=sup)
    triage.set_viewport_size(PHONE)
    sign_in(triage, liaison)
    opened(triage, live_server.url, asked.get_absolute_url())
    assert faults(triage, "material") == []
    assert fits(triage)
    triage.locator("textarea[name=answer]").fill("年度内三批到款,分批实施。")
    triage.locator("main form button[type=submit]").click()
    expect(triage.locator("main")).to_contain_text("年度内三批到款")
