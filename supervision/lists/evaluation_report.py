"""W17 整改督导评估报告 to the inspected unit: scores, verdict, findings, what is asked, what follows.

Official wording, whatever language the pages are in. Issued when a second person has decided on what follows.
"""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import override

from core import clock
from core.documents.models import IssuedDocument
from core.documents.numbering import number_allocate
from core.documents.services import document_issue
from core.documents.texts import text_parts
from core.scope import Viewer
from supervision.lists.choices import SETTLED, Verdict

KIND, NAME, SERIES = "W17", "整改督导评估报告", "云巡督"
TEMPLATE = "supervision/lists/documents/w17.html"
VERDICTS = {Verdict.GOOD: "好", Verdict.FAIR: "较好", Verdict.AVERAGE: "一般", Verdict.POOR: "差"}


def report_issue(*, plan: Any, actor: Viewer) -> IssuedDocument:
    """Number and issue the report; asked again, the same document comes back."""
    plan.doc_no = number_allocate(series=SERIES, owner=plan, actor=actor)
    return document_issue(owner=plan, kind=KIND, template=TEMPLATE, context=report_context(plan), actor=actor)


def report_context(plan: Any) -> dict[str, Any]:
    """What ``w17.html`` prints."""
    items, findings = list(plan.evaluation.all()), list(plan.findings.order_by("pk"))
    # What was found to be no problem is not held against the unit.
    findings = [finding for finding in findings if finding.status != "DISMISSED"]
    with override("zh-hans"):
        day = date_format(clock.day_of(plan.evaluated_at), "Y年n月j日")
        rows = [_finding(finding) for finding in findings]
        follow_ups = [str(row.get_kind_display()) for row in plan.follow_ups.all()]
    unit, inspection = str(plan.unit), str(plan.round)
    return {
        "title": NAME,
        "subtitle": unit,
        "about": [inspection, plan.doc_no],
        "doc_no": plan.doc_no or "",
        "date": clock.day_of(plan.decided_at),
        "unit": unit,
        "items": [
            {"criterion": row.criterion, "full": row.full, "score": row.score, "note": row.note} for row in items
        ],
        "full": sum(row.full for row in items),
        "score": sum(row.score for row in items),
        "verdict": VERDICTS[Verdict(plan.verdict)],
        "reasons": plan.verdict_text,
        "findings": rows,
        "settled": sum(finding.status in SETTLED for finding in findings),
        "long_term": sum(finding.long_term for finding in findings),
        "request": plan.request,
        "follow_ups": follow_ups,
        "texts": text_parts(KIND, {"unit": unit, "round": inspection, "day": day}),
    }


def _finding(finding: Any) -> dict[str, str]:
    return {
        "title": finding.title,
        "category": str(finding.get_category_display()),
        "standing": "长期坚持" if finding.long_term else str(finding.get_status_display()),
        "due": finding.due_on.isoformat() if finding.due_on else "",
    }


def report_sample() -> dict[str, Any]:
    """Invented values for the preview of the wording."""
    return {
        "title": NAME, "subtitle": "示例局", "about": ["市委巡察示例轮次", "云巡督〔2026〕1号"], "unit": "示例局",
        "doc_no": "云巡督〔2026〕1号", "date": clock.today(), "verdict": "较好", "reasons": "整改任务基本完成。",
        "items": [{"criterion": "组织领导", "full": 20, "score": 17, "note": ""}], "full": 20, "score": 17,
        "findings": [{"title": "制度执行不到位", "category": "集体决策", "standing": "已销号", "due": "2026-05-20"}],
        "settled": 1, "long_term": 0, "request": "巩固整改成果。", "follow_ups": [],
    }  # fmt: skip
