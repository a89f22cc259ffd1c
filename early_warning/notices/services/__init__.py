"""The one place where notices change. Checking, approving, serving, verdicts without further values and revoking are
transitions of ``course`` performed by ``core.workflow.services.transition_perform``."""

from early_warning.notices.services.answering import (
    extension_request,
    notice_acknowledge,
    notice_read,
    notice_reply,
    objection_raise,
    rectification_report,
)
from early_warning.notices.services.deciding import (
    delivery_check_record,
    extension_decide,
    notice_refer,
    objection_decide,
)
from early_warning.notices.services.drafting import FactInput, NoticeInput, notice_draft, notice_edit
from early_warning.notices.services.evidence import evidence_open, evidence_tick
from early_warning.notices.services.from_doubt import notice_draft_from_doubt, reminder_draft_from_doubt
from early_warning.notices.services.reminding import mail_given_up, notices_remind
from early_warning.notices.services.rules import rule_enter

__all__ = [
    "FactInput",
    "NoticeInput",
    "delivery_check_record",
    "evidence_open",
    "evidence_tick",
    "extension_decide",
    "extension_request",
    "mail_given_up",
    "notice_acknowledge",
    "notice_draft",
    "notice_draft_from_doubt",
    "notice_edit",
    "notice_read",
    "notice_refer",
    "notice_reply",
    "notices_remind",
    "objection_decide",
    "objection_raise",
    "rectification_report",
    "reminder_draft_from_doubt",
    "rule_enter",
]
