"""The records of a notice: the letter and its course, facts and evidence, answers, verdicts, copies, cited rules."""

from early_warning.notices.models.answers import ExtensionRequest, NoticeReply, Objection
from early_warning.notices.models.copies import NoticeCopy
from early_warning.notices.models.facts import EvidenceView, NoticeFact
from early_warning.notices.models.notice import Notice
from early_warning.notices.models.outcomes import DeliveryCheck, NoticeVerdict
from early_warning.notices.models.rules import RuleBasis

__all__ = [
    "DeliveryCheck",
    "EvidenceView",
    "ExtensionRequest",
    "Notice",
    "NoticeCopy",
    "NoticeFact",
    "NoticeReply",
    "NoticeVerdict",
    "Objection",
    "RuleBasis",
]
# Whose changes the audit trail keeps.
AUDITED = (
    "DeliveryCheck",
    "ExtensionRequest",
    "Notice",
    "NoticeCopy",
    "NoticeFact",
    "NoticeReply",
    "NoticeVerdict",
    "Objection",
    "RuleBasis",
)
