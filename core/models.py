"""The models of all rooms of ``core``, so that Django finds them."""

from core.attachments.models import Attachment
from core.audit.models import AuditAnchor, AuditEntry, AuditSeal
from core.deadlines.models import CalendarDay, DeadlineRule
from core.deadlines.shifts.models import Extension, Suspension
from core.digests.models import Digest, DigestLine, DigestRun, DigestWish
from core.documents.models import AllocatedNumber, IssuedDocument, NumberSeries
from core.documents.texts.models import DocumentText
from core.evidence.models import EvidenceOpened
from core.imports.models import ImportBatch, ImportChange
from core.jobs.models import Job
from core.outbox.models import Delivery
from core.parameters.models import ParameterChange, ParameterVersion
from core.records.models import SavedView
from core.schedules.models import Schedule
from core.workflow.models import TransitionRecord

__all__ = [
    "AllocatedNumber",
    "Attachment",
    "AuditAnchor",
    "AuditEntry",
    "AuditSeal",
    "CalendarDay",
    "DeadlineRule",
    "Delivery",
    "Digest",
    "DigestLine",
    "DigestRun",
    "DigestWish",
    "DocumentText",
    "EvidenceOpened",
    "Extension",
    "ImportBatch",
    "ImportChange",
    "IssuedDocument",
    "Job",
    "NumberSeries",
    "ParameterChange",
    "ParameterVersion",
    "SavedView",
    "Schedule",
    "Suspension",
    "TransitionRecord",
]
