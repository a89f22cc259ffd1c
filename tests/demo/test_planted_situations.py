"""The situations P01–P15 of the demo city whose mechanisms are built, on the screens that must show them."""

import pytest
from playwright.sync_api import Page, expect

from cases.recommendations.models import Recommendation
from early_warning.checks.models import DoubtPoint
from early_warning.ecology.models import EcologyAssessment
from early_warning.notices.models import Notice
from officials.models import AccessAlert
from organization.models import User
from supervision.declarations.models import CeremonyReport
from supervision.lists.models import RectPlan
from tests.support.browser import enter

pytestmark = [pytest.mark.browser, pytest.mark.services]


@pytest.fixture
def opened(page: Page, served_city: str):
    """``opened(login, path)``: the page as this person meets it; hands out its main part."""

    def open_as(login: str, path: str, *, status: int = 200):
        enter(page, served_city, User.objects.get(username=login))
        answer = page.goto(served_city + path)
        assert answer is not None
        assert answer.status == status
        return page.locator("main")

    return open_as


def test_p03_the_letter_is_late_with_its_result_since_the_day_after_its_last(opened):
    letter = Recommendation.objects.get(doc_no="云纪建〔2026〕6号")
    main = opened("sec", letter.get_absolute_url())
    expect(main).to_contain_text("2026-06-22")
    expect(main).to_contain_text("逾期 8 天")
    expect(opened("sec", "/recommendations/?q=云纪建〔2026〕6号")).to_contain_text("逾期 8 天")


def test_p04_the_withdrawn_notice_counts_nowhere_and_its_withdrawal_is_on_file(opened):
    notice = Notice.objects.get(unit__code="U28", status="REVOKED")
    main = opened("sec", notice.get_absolute_url())
    expect(main).to_contain_text("已撤销")
    expect(main).to_contain_text("不记入廉政档案，不计入统计和指标")
    expect(main).to_contain_text("系数据报送遗漏所致，予以撤销")


def test_p07_the_brother_is_stopped_and_the_overseer_told(opened):
    alert = AccessAlert.objects.get(kind="RECUSAL", user__username="sup1")
    path = f"/officials/{alert.official_id}/dossier/"
    expect(opened("sup1", path, status=403)).to_contain_text("应当回避：系您的亲属：兄弟姐妹")
    expect(opened("cso", "/")).to_contain_text("应回避而试图查阅或办理")


def test_p08_who_drafted_a_notice_finds_no_way_to_approve_it(opened):
    notice = Notice.objects.filter(status="CHECKED", drafter__isnull=False).first()
    assert notice is not None
    main = opened(notice.drafter.username, notice.get_absolute_url())
    expect(main).to_contain_text("已复核")
    expect(main.get_by_role("button", name="审批", exact=True)).to_have_count(0)


def test_p09_the_street_with_too_little_data_has_no_index(opened):
    found = EcologyAssessment.objects.live().get(unit__code="U51", period="2026H1")
    main = opened("sec", found.get_absolute_url())
    expect(main).to_contain_text("数据不足，不公布指数")
    expect(main).to_contain_text("指数 —")


def test_p10_both_inspections_show_what_followed(opened):
    for unit, verdict, after in (("U46", "差", "通报"), ("U29", "好", "经验交流")):
        main = opened("ins", RectPlan.objects.get(unit__code=unit).get_absolute_url())
        expect(main).to_contain_text(verdict)
        expect(main).to_contain_text(after)


def test_p11_the_data_office_reads_codes_where_the_secretary_reads_names(opened):
    doubt = DoubtPoint.objects.filter(model="HC-B3").first()
    assert doubt is not None
    supplier = "有限公司"
    expect(opened("sec", doubt.get_absolute_url())).to_contain_text(supplier)
    main = opened("dat", doubt.get_absolute_url())
    expect(main).to_contain_text("P-")
    expect(main).not_to_contain_text(supplier)


def test_p12_a_funeral_told_by_telephone_was_told_in_time(opened):
    report = CeremonyReport.objects.get(event="FUNERAL", unit__code="U41")
    main = opened("sec", report.get_absolute_url())
    expect(main).to_contain_text("电话报告日期")
    expect(main).not_to_contain_text("逾期")


@pytest.mark.parametrize(("unit", "band"), [("U59", "重点关注"), ("U25", "关注"), ("U29", "良好")])
def test_p13_bands_and_what_changed(opened, unit, band):
    found = EcologyAssessment.objects.live().get(unit__code=unit, period="2026H1")
    main = opened("sec", found.get_absolute_url())
    expect(main).to_contain_text(band)
    expect(main.locator("[data-chart][data-drawn=yes]").first).to_be_visible()
