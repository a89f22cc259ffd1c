"""The words of a recommendation letter's course (handbook M22)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Which organ speaks: the commission of the Party, the supervisory commission, or both in one (trap 8)."""

    PARTY = "PARTY", _("Discipline recommendation")
    STATE = "STATE", _("Supervisory recommendation")
    BOTH = "BOTH", _("Discipline and supervisory recommendation")


# What the rule must name, because a letter of the Party's organ rests on a Party rule, one of the state's on the law
# (trap 8), and the series each is numbered in.
PARTY_RULE, LAW = "《中国共产党", "《中华人民共和国"
BASES = {Kind.PARTY: (PARTY_RULE,), Kind.STATE: (LAW,), Kind.BOTH: (PARTY_RULE, LAW)}
SERIES = {Kind.PARTY: "云纪建", Kind.STATE: "云监建", Kind.BOTH: "云纪建"}
# Official wording on paper.
NAMES = {Kind.PARTY: "纪律检查建议书", Kind.STATE: "监察建议书", Kind.BOTH: "纪检监察建议书"}


class Status(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    SUBMITTED = "SUBMITTED", _("Submitted")
    CHECKED = "CHECKED", _("Checked by the office")
    REVIEWED = "REVIEWED", _("Reviewed by the trial office")
    APPROVED = "APPROVED", _("Approved")
    SERVED = "SERVED", _("Served")
    ACKED = "ACKED", _("Acknowledged")
    PLANNED = "PLANNED", _("Plan received")
    REPORTED = "REPORTED", _("Result reported")
    CLOSED = "CLOSED", _("Closed")
    REFERRED = "REFERRED", _("Responsibility pursued")
    REVOKED = "REVOKED", _("Revoked")


BEFORE_APPROVAL = (Status.DRAFT, Status.SUBMITTED, Status.CHECKED, Status.REVIEWED)
WITH_UNIT = (Status.SERVED, Status.ACKED, Status.PLANNED, Status.REPORTED)
# The unit may object before it has handed in its plan.
OBJECTABLE = (Status.SERVED, Status.ACKED)
OVER = (Status.CLOSED, Status.REFERRED, Status.REVOKED)


class TaskStatus(models.TextChoices):
    """Where one suggestion stands."""

    OPEN = "OPEN", _("Open")
    SUBMITTED = "SUBMITTED", _("Reported done")
    VERIFIED = "VERIFIED", _("Verified")
