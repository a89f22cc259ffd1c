from django.db import models
from django.utils.translation import gettext_lazy as _


class PartnerKind(models.TextChoices):
    """The kinds of supervision that are joined (M08)."""

    AUDIT = "AUDIT", _("Audit office")
    FINANCE = "FINANCE", _("Finance bureau")
    STATISTICS = "STATISTICS", _("Statistics bureau")
    ORGANISATION = "ORGANISATION", _("Organisation department")
    INSPECTION = "INSPECTION", _("Inspection office")
    PETITIONS = "PETITIONS", _("Petitions bureau")
    JUSTICE = "JUSTICE", _("Justice bureau")


class ConferenceStatus(models.TextChoices):
    """The meeting engine's states (handbook 7.2)."""

    PLANNED = "PLANNED", _("Collecting topics")
    SHARED = "MATERIALS_SENT", _("Material shared")
    HELD = "HELD", _("Held")
    MINUTES = "MINUTES", _("Minutes drafted")
    ISSUED = "SIGNED", _("Minutes issued")
    EXECUTING = "EXECUTING", _("Tasks running")
    CLOSED = "EVALUATED", _("All tasks closed")
    CANCELLED = "CANCELLED", _("Cancelled")


class MaterialStatus(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    SHARED = "SENT", _("Shared")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


class TaskStatus(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    ASSIGNED = "ASSIGNED", _("Assigned")
    REPORTED = "REPLIED", _("Feedback given")
    CLOSED = "CLOSED", _("Closed out")


class ClueStatus(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    SENT = "SENT", _("Handed over")
    RECEIVED = "ACKED", _("Received")
    PROGRESS = "VERIFYING", _("Being worked on")
    RESULT = "REPLIED", _("Result fed back")
    CLOSED = "CLOSED", _("Closed")
    DECLINED = "RETURNED", _("Returned")
