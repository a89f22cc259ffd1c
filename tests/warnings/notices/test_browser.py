"""The portal on a phone of 360 pixels, and the making page on a desk, in a real browser."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from early_warning.notices.choices import Status
from early_warning.notices.models import Notice
from early_warning.notices.services import FactInput
from organization.users.services import jurisdictions_set
from tests.warnings.notices.conftest import do, paper

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}


def fits(page: Page) -> bool:
    """Nothing of the page hangs over the edge of the phone, once it stands."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    bad = [rule for rule in found if rule["impact"] in ("serious", "critical")]
    return [f"{rule['id']}: {[node['html'] for node in rule['nodes']]}" for rule in bad]


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size(PHONE)
    return page


def test_an_official_reads_acknowledges_and_answers_on_a_phone(phone, sign_in, live_server, served, member, tmp_path):
    notice = served(official=member, facts=(FactInput(text="采购未公示的事实。", files=[paper()]),))
    sign_in(phone, member.user)
    expect(phone.locator(".lj-menu")).to_have_count(0)  # never the staff frame
    assert fits(phone)
    phone.locator(".lj-inbox a").click()
    expect(phone.get_by_text("采购未公示的事实。")).to_be_visible()
    expect(phone.get_by_text("2026-07-14")).to_be_visible()
    phone.locator("details summary").first.click()
    expect(phone.get_by_role("link", name="凭证.txt")).to_be_visible()
    assert fits(phone)
    assert serious(phone) == []

    phone.locator(".lj-thumb form button").click()
    phone.wait_for_load_state()
    assert Notice.objects.get(pk=notice.pk).status == Status.ACKED

    phone.locator(".lj-thumb a").click()
    expect(phone.locator("textarea[name=text]")).to_be_visible()
    assert fits(phone)
    proof = tmp_path / "说明.txt"
    proof.write_text("附件", encoding="utf-8")
    phone.locator("textarea[name=text]").fill("情况属实,已补办公示。")
    phone.locator("input[name=files]").set_input_files(Path(proof))
    phone.locator("main form button[type=submit]").click()
    expect(phone.get_by_text("情况属实,已补办公示。")).to_be_visible()
    expect(phone.get_by_role("link", name="说明.txt")).to_be_visible()
    assert fits(phone)
    assert Notice.objects.get(pk=notice.pk).status == Status.REPLIED


def test_more_time_and_an_objection_on_a_phone(phone, sign_in, live_server, acked, head):
    notice = acked()
    sign_in(phone, head)
    phone.goto(f"{live_server.url}/portal/notices/{notice.pk}/extension/")
    phone.locator("input[name=days]").fill("5")
    phone.locator("textarea[name=reason]").fill("调取资料。")
    phone.locator("main form button[type=submit]").click()
    expect(phone.get_by_text("调取资料。")).to_be_visible()
    phone.goto(f"{live_server.url}/portal/notices/{notice.pk}/objection/")
    assert fits(phone)
    phone.locator("textarea[name=text]").fill("金额有误。")
    phone.locator("main form button[type=submit]").click()
    expect(phone.get_by_text("金额有误。")).to_be_visible()
    assert Notice.objects.get(pk=notice.pk).status == Status.OBJECTED


def test_a_form_sent_empty_says_so_and_stays(phone, sign_in, live_server, acked, head):
    notice = acked()
    sign_in(phone, head)
    phone.goto(f"{live_server.url}/portal/notices/{notice.pk}/reply/")
    phone.locator("textarea[name=text]").fill("   ")
    phone.locator("main form button[type=submit]").click()
    expect(phone.locator(".invalid-feedback")).to_be_visible()


def test_the_letter_on_the_screen_has_the_sizes_of_the_printed_one(page, sign_in, live_server, draft, sup):
    notice = draft()
    sign_in(page, sup)
    page.goto(f"{live_server.url}{notice.get_absolute_url()}letter/")
    size = "it => Math.round(parseFloat(getComputedStyle(it).fontSize) * 3 / 4)"
    assert page.locator("h1").evaluate(size) == 22
    assert page.locator("p").first.evaluate(size) == 16
    assert page.locator(".organ").first.evaluate(size) == 38
    assert page.locator("h2").first.evaluate("it => getComputedStyle(it).fontWeight") == "700"
    families = page.locator("body *:visible").evaluate_all("all => all.map(it => getComputedStyle(it).fontFamily)")
    assert [family for family in families if "Lianjian Han" not in family] == [], "boxes where no Chinese font is"


def test_the_button_wakes_when_every_fact_was_opened_and_ticked(page, sign_in, live_server, draft, sup, sup_colleague):
    facts = (FactInput(text="事实一。", files=[paper()]), FactInput(text="事实二。", files=[paper()]))
    notice = do(draft(facts=facts), "submit", sup)
    sign_in(page, sup_colleague)
    page.goto(f"{live_server.url}{notice.get_absolute_url()}")
    expect(page.locator("#notice-actions .lj-blocked").first).to_be_visible()
    expect(page.frame_locator(".lj-letter iframe").locator("h1")).to_contain_text(notice.subject)
    for number in (0, 1):
        fact = page.locator(".lj-fact").nth(number)
        expect(fact.locator("input[name=ticked]")).to_be_disabled()
        fact.locator("button").click()
        expect(fact.get_by_role("link", name="凭证.txt")).to_be_visible()
        fact.locator("input[name=ticked]").check()
        expect(page.locator(".lj-fact").nth(number).locator("input[name=ticked]")).to_be_checked()
    form = page.locator("#notice-actions form[action*=check_draft]")
    expect(form).to_be_visible()
    assert serious(page) == []
    form.locator("button").click()
    page.wait_for_load_state()
    assert Notice.objects.get(pk=notice.pk).status == Status.CHECKED


def test_the_picker_of_records_follows_the_chosen_unit(page, sign_in, live_server, doubt, education, health, city, sup):
    jurisdictions_set(user=sup, kind="TREE", units=[city])
    sign_in(page, sup)
    page.goto(f"{live_server.url}/warnings/notices/draft/warning/")
    picker = page.locator("#div_id_facts-0-record .ts-control")
    for unit, offered in ((education, True), (health, False)):
        page.evaluate(f"document.querySelector('#id_unit').tomselect.setValue('{unit.pk}')")
        picker.click()
        option = page.locator("#div_id_facts-0-record .ts-dropdown .option", has_text="HC-A1")
        expect(option).to_have_count(1 if offered else 0)
        page.keyboard.press("Escape")
