"""An official on a phone: what is due, and a ceremony filed with the thumb."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from supervision.declarations.models import CeremonyReport
from tests.browser.checking import PHONE, faults, fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_wedding_is_filed_at_360_px(page, sign_in, live_server, member, on):
    on(date(2026, 4, 20))
    page.set_viewport_size(PHONE)
    sign_in(page, member.user)
    page.goto(live_server.url + reverse("my-declarations"))
    assert faults(page, "list") == []
    page.locator(f'a[href="{reverse("my-ceremony-new")}"]').click()
    page.locator("#id_event").select_option("WEDDING")
    page.locator("#id_event_on").fill("2026-05-16")
    page.locator("#id_place").fill("云澜宾馆")
    page.locator("#id_planned_tables").fill("18")
    page.locator("#id_planned_guests").fill("180")
    page.locator("#id_no_service_objects").check()
    page.locator("#id_commitment").check()
    assert fits(page)
    assert faults(page, "form") == []
    page.locator("form.card button[type=submit]").click()
    expect(page.locator("h1")).to_contain_text("2026-05-16")
    assert fits(page)
    assert faults(page, "record") == []
    ceremony = CeremonyReport.objects.get()
    assert (ceremony.status, ceremony.file_by) == ("FILED", date(2026, 4, 30))
    expect(page.locator(".lj-portal-links a")).to_have_count(1)
