from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """触发 → 拉清单 → 补充说明 → 监交会议 → (异议) → 三方签字 → 整改计划 → 90日检查 → 办结 (handbook 7.2)."""

    TRIGGERED = "TRIGGERED", _("Opened")
    DRAWN = "DRAWN", _("List drawn")
    SUPPLEMENTED = "SUPPLEMENTED", _("Supplemented by the outgoing head")
    MET = "MET", _("Meeting held, to be signed")
    OBJECTED = "OBJECTED", _("Objected to by the incoming head")
    SIGNED = "SIGNED", _("Signed by all three")
    PLAN = "PLAN", _("Plan of the new head submitted")
    CHECK_90D = "CHECK_90D", _("Waiting for the check after 90 days")
    DONE = "DONE", _("Completed")
    CANCELLED = "CANCELLED", _("Cancelled")


UNSIGNED = (Status.TRIGGERED, Status.DRAWN, Status.SUPPLEMENTED, Status.MET, Status.OBJECTED)
AFTER_SIGNING = (Status.SIGNED, Status.PLAN, Status.CHECK_90D, Status.DONE)
UNDER_WAY = (*UNSIGNED, Status.SIGNED, Status.PLAN, Status.CHECK_90D)


class Source(models.TextChoices):
    """Who put a problem on the list."""

    SYSTEM = "SYSTEM", _("Drawn by the system")
    PERSON = "PERSON", _("Added by a person")


class Progress(models.TextChoices):
    """What the check after 90 days found of a problem."""

    SETTLED = "SETTLED", _("Settled")
    UNDERWAY = "UNDERWAY", _("Under way")
    NOT_BEGUN = "NOT_BEGUN", _("Not begun")


class Way(models.TextChoices):
    """How a head signed."""

    PORTAL = "PORTAL", _("In the portal")
    PAPER = "PAPER", _("On paper")


class Keeper(models.TextChoices):
    """Who keeps one of the six copies (V-LOC)."""

    COMMISSION = "COMMISSION", _("Commission")
    ORGANISATION = "ORGANISATION", _("Organisation department")
    FINANCE = "FINANCE", _("Finance")
    AUDIT = "AUDIT", _("Audit")
    OUTGOING = "OUTGOING", _("Outgoing head")
    INCOMING = "INCOMING", _("Incoming head")


class TraceStatus(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    CONCLUDED = "CONCLUDED", _("Concluded, to be approved")
    APPROVED = "APPROVED", _("Approved")
