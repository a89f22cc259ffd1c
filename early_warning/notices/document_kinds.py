"""W01, W02: what of their wording may be edited, within which bounds, and the values it is filled with.

The letters say facts, rule, request, term, office and how to object (R04), and that nothing is established (R01): those
words stay in every version.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.documents.rendering import common_context
from core.documents.texts import DocumentKind, TextPart, document_kind
from early_warning.notices.models.rules import RuleBasis

FOLDER = "warnings/notices/documents"
# How each paper speaks of itself.
PAPERS = {"W01": "本通知书", "W02": "本函"}
NO_FINDING = "不是对违纪违法问题的认定"

_ADDRESS = {"you": "你单位"}
TERM = {"within": "2026年7月14日前（收到本通知书之日起10个工作日内）"}
CONTACT = {"paper": "本通知书", "contact_office": "第一监督检查室", "contact_phone": "0000-1234567"}

OBJECTION = TextPart(
    "objection",
    _("How to object"),
    "如对{paper}有异议，可以在系统中选择“提出异议”，或者书面提交{contact_office}（联系电话：{contact_phone}）。异议由未参与"
    "拟制、复核、审批{paper}的人员审核，{objection_days}个工作日内书面告知结果和理由。说明、申辩和提出异议，不加重处理。",
    placeholders=CONTACT | {"objection_days": "10"},
    keep=("{contact_office}", "{contact_phone}", "{objection_days}", "不加重处理"),
)
WARNING_OPENING = TextPart(
    "opening",
    _("Opening"),
    "在日常监督中，通过{source}并经人工核对，发现{you}{period}{subject}存在以下情况，现予以{level}预警。所列情况是请{you}"
    "说明或者整改的事项，不是对违纪违法问题的认定。",
    placeholders=_ADDRESS
    | {"source": "数字体检", "period": "2025年度", "subject": "政府采购执行情况", "level": "黄色"},
    keep=("{subject}", "{level}", NO_FINDING),
)
WARNING_REPLY = TextPart(
    "reply",
    _("Reply"),
    "请于{within}登录系统书面答复，并附有关材料；不便使用系统的，可以提交纸质材料，或者请同事协助。确需延期的，请在期限届满前"
    "提出并说明理由。逾期未答复不视为承认所列情况。",
    placeholders=TERM,
    keep=("{within}", "延期", "不视为承认"),
)
REMINDER_OPENING = TextPart(
    "opening",
    _("Opening"),
    "为督促履行{duty}，现就有关事项提醒如下。本函着眼于今后工作，不是对违纪违法问题的认定。",
    placeholders={"duty": "第一责任人职责"},
    keep=("{duty}", NO_FINDING),
)
REMINDER_REPLY = TextPart(
    "reply",
    _("Reply"),
    "请于{within}登录系统反馈落实情况；不便使用系统的，可以提交纸质材料，或者请同事协助。确需延期的，请在期限届满前提出并"
    "说明理由。",
    placeholders=TERM,
    keep=("{within}", "延期"),
)


def register_kinds() -> None:
    """W01, W02."""
    document_kind(
        DocumentKind(
            "W01",
            "预警通知书",
            "letter",
            (WARNING_OPENING, WARNING_REPLY, OBJECTION),
            template=f"{FOLDER}/w01.html",
            sample=sample,
        )
    )
    document_kind(
        DocumentKind(
            "W02",
            "履职提醒函",
            "letter",
            (REMINDER_OPENING, REMINDER_REPLY, OBJECTION),
            template=f"{FOLDER}/w02.html",
            sample=lambda: sample() | {"title": "履职提醒函", "doc_no": "云纪提〔2026〕1号"},
        )
    )


def as_basis(rule: RuleBasis) -> dict[str, Any]:
    """A rule as the printing of citations takes it."""
    return {"basis_text": rule.text, "basis_tag": rule.tag, "basis_checked": rule.checked_at is not None}


def bases_named(text: str) -> list[dict[str, Any]]:
    """The rule of that wording as the printing of citations takes it; none where nobody entered it."""
    return [as_basis(rule) for rule in RuleBasis.objects.filter(text=text.strip())]


def rule_bases() -> list[dict[str, Any]]:
    """All rules that notices may cite."""
    return [as_basis(rule) for rule in RuleBasis.objects.all()]


def letter_values(code: str, context: Mapping[str, Any]) -> dict[str, Any]:
    """What the placeholders of a letter's texts stand for, from the letter's own context."""
    given = common_context() | dict(context)
    return {
        "source": given["source"],
        "period": given["period"],
        "subject": given["subject"],
        "level": given["level"],
        "duty": given.get("duty", ""),
        "you": "你" if given.get("to_person") else "你单位",
        "paper": PAPERS[code],
        "within": within(PAPERS[code], given["reply_due"], given["reply_term"]),
        "objection_days": given["objection_days"],
        "contact_office": given.get("contact_office") or given["commission"],
        "contact_phone": given.get("contact_phone") or given["office_phone"],
    }


def within(paper: str, due: date | None, length: str) -> str:
    """The term: the day, once it is known, and the period it comes from ("10个工作日")."""
    term = f"收到{paper}之日起{length}内"
    return f"{due.year}年{due.month}月{due.day}日前（{term}）" if due else term


def sample() -> dict[str, Any]:
    """An invented letter, for previews."""
    return {
        "title": "预警通知书",
        "doc_no": "云纪警〔2026〕1号",
        "addressee": "中共云澜市某局党组",
        "date": date(2026, 6, 30),
        "facts": [{"text": "示例情况：某项支出未查到集体决策记录。", "evidence": ["示例记录第1行"]}],
        "bases": [],
        "request": "EXPLAIN",
        "request_text": "请说明有关情况。",
    }
