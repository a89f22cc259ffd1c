"""The fixed cast of the notices: ``sup`` drafts, ``sup_colleague`` checks, ``deputy`` approves, ``head`` answers."""

from collections.abc import Callable
from datetime import date
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.workflow.services import transition_perform
from early_warning.checks.models import DoubtPoint
from early_warning.notices.choices import Kind, Level
from early_warning.notices.models import Notice
from early_warning.notices.services import (
    FactInput,
    NoticeInput,
    evidence_open,
    evidence_tick,
    notice_acknowledge,
    notice_draft,
    notice_reply,
)
from officials.models import Official, Post, Rank, Tenure
from organization.models import Unit, User
from organization.units.models import HeadKind
from tests.support.cast import make_user
from tests.warnings.checks.filed import put_in_force

numbers = count(1)


def paper(name: str = "凭证.txt", text: str = "凭证") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), content_type="text/plain")


def make_official(unit: Unit, user: User | None = None, *, head: bool = False) -> Official:
    number = next(numbers)
    official = Official.objects.create(
        code=f"O-{number:04d}",
        pseudonym=f"P-{number:04d}",
        user=user,
        name=f"干部{number}",
        gender="F",
        birth_date=date(1975, 1, 1),
        managed_by=unit,
        resident_id="x",
        resident_id_index=f"index-{number}",
    )
    post = Post.objects.create(
        unit=unit,
        name="局长" if head else "副局长",
        rank=Rank.COUNTY,
        is_head=head,
        head_kind=HeadKind.BOTH if head else "",
        in_team=True,
    )
    Tenure.objects.create(official=official, post=post, start=date(2024, 1, 1))
    return official


@pytest.fixture
def head_official(education, head) -> Official:
    return make_official(education, head, head=True)


@pytest.fixture
def member(education) -> Official:
    """A member of the leadership team who only knows the portal."""
    return make_official(education, make_user("off", "OFF", unit=education))


@pytest.fixture
def other_member(education) -> Official:
    return make_official(education, make_user("off2", "OFF", unit=education))


@pytest.fixture
def trial(city) -> User:
    """Decides objections: nobody of the drafting chain."""
    return make_user("tri", "TRI", units=[city], kind="TREE")


@pytest.fixture
def draft(education, head_official, sup) -> Callable[..., Notice]:
    """``draft(level=…, official=…)``: a complete draft of ``sup``, each on a fact of its own."""

    def make(*, actor: User | None = None, facts: tuple[FactInput, ...] = (), **given: object) -> Notice:
        number = next(numbers)
        fact = FactInput(text=f"2025年第{number}笔采购未履行公示程序。", files=[paper()])
        values = {
            "unit": education,
            "subject": f"第{number}项采购公示情况",
            "level": Level.YELLOW,
            "rule_text": "《政府采购法》第三十一条",
            "rule_tag": "V-LAW",
            "request_text": "请说明有关情况。",
            "facts": facts or (fact,),
        } | given
        return notice_draft(given=NoticeInput(**values), actor=actor or sup)

    return make


def look_at_everything(notice: Notice, user: User) -> None:
    for fact in notice.facts.all():
        evidence_open(fact=fact, actor=user)
        evidence_tick(fact=fact, actor=user)


def do(notice: Notice, name: str, actor: User | None, **values: object) -> Notice:
    return transition_perform(instance=notice, name=name, actor=actor, **values)


@pytest.fixture
def checked(draft, sup_colleague) -> Callable[..., Notice]:
    def make(**given: object) -> Notice:
        notice = draft(**given)
        do(notice, "submit", notice.drafter)
        look_at_everything(notice, sup_colleague)
        return do(notice, "check_draft", sup_colleague)

    return make


@pytest.fixture
def approved(checked, deputy) -> Callable[..., Notice]:
    def make(**given: object) -> Notice:
        notice = checked(**given)
        look_at_everything(notice, deputy)
        return do(notice, "approve", deputy)

    return make


@pytest.fixture
def served(approved, sup) -> Callable[..., Notice]:
    return lambda **given: do(approved(**given), "serve", sup)


@pytest.fixture
def acked(served, head) -> Callable[..., Notice]:
    return lambda **given: notice_acknowledge(notice=served(**given), actor=head)


@pytest.fixture
def replied(served, head) -> Callable[..., Notice]:
    return lambda **given: notice_reply(notice=served(**given), actor=head, text="情况说明如下。", files=[paper()])


def purchases(*numbers: int) -> list[dict]:
    return [
        {"purchase_no": f"CG-{n}", "title": "台式计算机", "fiscal_year": 2026, "category_name": "计算机",
         "method": "DIRECT", "amount": "386000.00", "status": "AWARDED", "award_date": "2026-03-04"}
        for n in numbers
    ]  # fmt: skip


@pytest.fixture
def doubt(education, sup, head_official) -> DoubtPoint:
    """A confirmed doubt point over two of three filed rows."""
    filing = put_in_force(education, "purchases", purchases(1, 2, 3))
    return DoubtPoint.objects.create(
        model="HC-A1", finding="SUM", unit=education, period="2026Q1", object_ids=["x"], value=772000,
        threshold=500000, params_version=1, data_version="abc", severity=3, model_severity=3, fingerprint="f" * 64,
        explanation="同一预算项目多次直接采购。", found_on="2026-06-01", last_seen_on="2026-06-01", status="CONFIRMED",
        verdict="CONFIRMED", verdict_reason="属实", verified_by=sup, verified_at="2026-06-02T09:00:00+08:00",
        rows=[{"kind": "purchases", "filing_id": filing.pk, "row_no": n, "hit": n == 1} for n in (1, 2)],
    )  # fmt: skip


REMINDER = {"kind": Kind.REMINDER, "level": None, "subject": "加强采购管理", "rule_text": ""}


@pytest.fixture
def real_documents() -> None:
    """For tests that look at the PDF itself."""


@pytest.fixture(autouse=True)
def _quick_documents(request, monkeypatch) -> None:
    """Rendering takes half a second a letter: only tests that ask for ``real_documents`` wait for it."""
    if "real_documents" not in request.fixturenames:
        monkeypatch.setattr("core.documents.services.render_pdf", lambda *args, **kwargs: b"%PDF-1.7 test")
