"""The pages in a real browser: charts are drawn, nothing grave for people who see badly, no sideways scrolling."""

import pytest
from django.urls import reverse

from tests.browser.checking import PHONE, faults, fits, told
from tests.browser.walking import opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses(assessed) -> list[str]:
    args = [assessed.pk]
    return [
        reverse("ecology-list"),
        reverse("ecology-detail", args=args),
        reverse("ecology-rows", args=[*args, "B1"]),
        reverse("ecology-indicators"),
        reverse("ecology-opinion", args=args),
        reverse("office-entry-list"),
    ]


def test_pages_are_accessible_and_fit_a_phone(page, live_server, sign_in, sup, addresses):
    sign_in(page, sup)
    said = told(page)
    for address in addresses:
        opened(page, live_server.url, address)
        assert faults(page, address) == []
    page.set_viewport_size(PHONE)
    for address in addresses:
        opened(page, live_server.url, address)
        assert fits(page), address
    assert said == []


def test_the_waterfall_is_drawn_and_told_in_figures(page, live_server, sign_in, sup, assessed):
    sign_in(page, sup)
    opened(page, live_server.url, assessed.get_absolute_url())
    chart = page.locator("[data-chart=waterfall]")
    chart.locator("svg").wait_for()
    drawn = chart.locator("svg").text_content()
    assert "98.1" in drawn
    assert "84.2" in drawn
    assert page.locator("[data-chart=course] svg").count() == 1
