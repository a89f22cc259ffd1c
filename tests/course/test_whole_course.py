"""The main job, end to end, by five people through real parts: filed → found → verified → warned → answered → shown."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from django_celery_beat.models import IntervalSchedule, PeriodicTask
from playwright.sync_api import Page
from pypdf import PdfReader

from core import clock
from core.parameters import values
from core.parameters.services import change_propose, show
from core.workflow.services import transition_perform
from early_warning.checks.models import DoubtPoint
from early_warning.ecology.engine.bands import Band
from early_warning.ecology.models import EcologyAssessment
from early_warning.filings.models import DataFiling
from early_warning.notices.models import Notice
from officials.models import Official
from organization.models import Unit, User
from tests.course.steps import PHONE, Addressee, Head, Liaison, Officer
from tests.support.processes import wait_until
from tests.warnings.notices.conftest import make_official

pytestmark = [pytest.mark.services, pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Six direct purchases of one budget item, each below 500,000 元, together 2,336,000 元.
AMOUNTS = ("386,000.00", "392,000.00", "379,000.00", "395,000.00", "388,000.00", "396,000.00")
DAYS = ("2026-03-04", "2026-03-11", "2026-03-16", "2026-03-20", "2026-03-24", "2026-03-30")
HEADERS = ("采购编号", "项目名称", "预算项目", "品目编码", "品目名称", "采购方式", "成交金额", "成交日期", "中标供应商")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A department's own export: Chinese headers, thousands separators, no column for year and status."""
    path = tmp_path / "采购台账.csv"
    with path.open("w", encoding="gb18030", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADERS)
        for number, (amount, day) in enumerate(zip(AMOUNTS, DAYS, strict=True), start=1):
            writer.writerow(
                (
                    f"CG-{number:03}",
                    "台式计算机采购",
                    "EDU-IT-05",
                    "A02010105",
                    "台式计算机",
                    "直接采购",
                    amount,
                    day,
                    "云澜甲公司",
                )
            )
    return path


@pytest.fixture
def official(education, head) -> Official:
    """The head as an official with a post: who answers for the unit."""
    return make_official(education, head, head=True)


def run_every_second(task: str) -> None:
    """Make a seeded schedule due at once, as an administrator could."""
    interval, _made = IntervalSchedule.objects.get_or_create(every=1, period=IntervalSchedule.SECONDS)
    PeriodicTask.objects.update_or_create(
        name=f"now: {task}",
        defaults={"task": task, "interval": interval, "crontab": None, "enabled": True, "one_off": True},
    )


def rules_set(key: str, *, by: User, approved_by: User, **wanted: str) -> None:
    """Other rules from today on, the way the product asks for: proposed by one, approved by the secretary."""
    raw = {name: show(value) for name, value in values(key).items.items()} | wanted
    change = change_propose(key=key, raw=raw, effective_from=clock.today(), grounds="首个单位试算", actor=by)
    transition_perform(instance=change, name="approve", actor=approved_by, reason="同意")


def analysis_of(unit: Unit, version: int) -> EcologyAssessment:
    found = EcologyAssessment.objects.filter(unit=unit, version=version)
    wait_until(found.exists, seconds=120, what=f"version {version} of the analysis")
    return found.get()


def printed(page: Page, address: str) -> str:
    """The words of a PDF, without the blanks and breaks of its layout."""
    body = page.request.get(address).body()
    return "".join("".join(sheet.extract_text().split()) for sheet in PdfReader(io.BytesIO(body)).pages)


def test_one_warning_runs_its_whole_course(
    page: Page, sign_in, live_server, settings, celery_worker, celery_beat, smtp_sink, file, tmp_path,
    education, liaison, head, official, sup, sup_colleague, deputy, secretary, admin,
):  # fmt: skip
    def person(kind, user, **more):
        found = kind(page, sign_in, live_server.url, user, **more)
        found.sits_down()
        return found

    # The people work on 8 June, so that the reply is due within the half-year that is analysed at its end.
    end_of_june, settings.TODAY = settings.TODAY, date(2026, 6, 8)

    # One unit with one notice is enough for an index of this course.
    rules_set("ECO", by=admin, approved_by=secretary, min_coverage="0.3", min_dimensions="1")
    rules_set("ECO-F3", by=admin, approved_by=secretary, n_min="1")

    # The department files its data through a mapping made in the page; its head confirms.
    person(Liaison, liaison).files(
        file, kind="purchases", period="2026Q1", constants={"fiscal_year": "2026", "status": "AWARDED"}
    )
    filing = DataFiling.objects.get()
    wait_until(lambda: DataFiling.objects.get().row_count == len(AMOUNTS), seconds=60, what="the dry run")
    clerk = person(Liaison, liaison)
    clerk.opens(filing.get_absolute_url())
    clerk.submits(page.locator(f"form[action$='/{filing.pk}/file/']"))
    person(Head, head).confirms(filing.get_absolute_url())
    assert DataFiling.objects.get().status == "CONFIRMED"

    # The scheduled health check finds the doubt point.
    run_every_second("early_warning.checks.tasks.run_scheduled")
    wait_until(lambda: DoubtPoint.objects.filter(model="HC-A1").exists(), seconds=120, what="the doubt point")
    doubt = DoubtPoint.objects.get(model="HC-A1")
    assert doubt.unit == education

    # A first person verifies it and drafts the notice.
    drafter = person(Officer, sup)
    drafter.opens(doubt.get_absolute_url())
    drafter.sees("233.6")
    drafter.does("confirm", reason="已调取原始凭证核对，六笔采购属同一预算项目。")
    page.locator("a[href$='/warn/']").first.click()
    drafter.submits()
    notice = Notice.objects.get()
    drafter.opens(notice.get_absolute_url())
    drafter.does("submit")

    # A second checks, a third approves, each after opening the evidence; the number is allotted at approval.
    checker = person(Officer, sup_colleague)
    checker.opens(notice.get_absolute_url())
    checker.opens_every_fact()
    checker.does("check_draft")
    approver = person(Officer, deputy)
    approver.opens(notice.get_absolute_url())
    approver.opens_every_fact()
    approver.does("approve")
    notice.refresh_from_db()
    assert notice.doc_no == "云纪警〔2026〕1号"
    approver.does("serve")

    # It leaves by a mail without facts, and stands in the portal.
    mails = smtp_sink.wait_for(1, seconds=90)
    text = f"{mails[0]['Subject']} {mails[0].get_content()}"
    assert notice.doc_no in text
    for fact in (education.name, "台式计算机", "233.6", head.full_name, "云澜甲公司", "化整为零"):
        assert fact not in text

    # Were the half-year to end without an answer, the unit's index would show that: F3, replies on time.
    settings.TODAY = end_of_june
    analyst = person(Officer, sup)
    analyst.computes("2026H1")
    before = analysis_of(education, 1)
    analyst.opens(before.get_absolute_url())
    analyst.reads_figure("F3", "0/1", score="0")
    analyst.reads_index("0.0", band="FOCUS")
    settings.TODAY = date(2026, 6, 8)

    # The head acknowledges and answers on a phone.
    proof = tmp_path / "情况说明.txt"
    proof.write_text("同一预算项目因到货分批。", encoding="utf-8")
    addressee = person(Addressee, head, screen=PHONE)
    addressee.opens("/portal/")
    addressee.acknowledges()
    addressee.answers("六笔采购因分批到货，今后合并公开招标。", proof)
    addressee.sees("今后合并公开招标")
    addressee.nothing_hangs_over_the_edge()

    # The answer is verified and accepted.
    verifier = person(Officer, sup)
    verifier.opens(notice.get_absolute_url())
    verifier.does("take_up")
    verifier.does("accept", reason="说明属实，今后采购已纳入公开招标计划。")
    notice.refresh_from_db()
    assert notice.status == "ACCEPTED"

    # At the end of the half-year the unit's index shows it, and so does the printed analysis.
    settings.TODAY = end_of_june
    verifier.computes("2026H1")
    after = analysis_of(education, 2)
    verifier.opens(after.get_absolute_url())
    verifier.reads_figure("F3", "1/1", score="100")
    verifier.reads_index("100.0", band="GOOD")
    assert [row["label"].split()[0] for row in after.values.get(code="F3").rows] == [notice.doc_no]
    words = printed(page, f"{live_server.url}{after.get_absolute_url()}report.pdf")
    assert f"{education.name}2026年上半年政治生态指数为100.0，处于“{Band.GOOD.label}”区间" in words
    assert "F3按期答复1/1" in words

    # Everything stands in the trail, and nobody else was drawn in.
    assert User.objects.filter(pk__in={notice.drafter_id, notice.checker_id, notice.approver_id}).count() == 3
