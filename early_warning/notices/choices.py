"""The words of a notice's course (handbook M03, M28, 7.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What is served. Both run the same course; a reminder looks forward and accuses nobody."""

    WARNING = "WARNING", _("Warning notice")
    REMINDER = "REMINDER", _("Duty reminder")


# What letters and mails call it: official wording (handbook 5.2).
NAMES = {Kind.WARNING: "预警通知书", Kind.REMINDER: "履职提醒函"}


class Level(models.IntegerChoices):
    """The four levels of a warning (M03); also its severity in the sense of R06."""

    BLUE = 1, _("Blue (level 1)")
    YELLOW = 2, _("Yellow (level 2)")
    ORANGE = 3, _("Orange (level 3)")
    RED = 4, _("Red (level 4)")


class Source(models.TextChoices):
    MODEL = "MODEL", _("Model hit")
    INDICATOR = "INDICATOR", _("Indicator")
    DEADLINE = "DEADLINE", _("Missed deadline")
    MANUAL = "MANUAL", _("Found by a person")


class Request(models.TextChoices):
    """What is asked of the addressee."""

    EXPLAIN = "EXPLAIN", _("Explain")
    RECTIFY = "RECTIFY", _("Rectify")
    FEEDBACK = "FEEDBACK", _("Report what was done")


class Status(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    CHECKED = "CHECKED", _("Checked")
    APPROVED = "APPROVED", _("Approved")
    SERVED = "SERVED", _("Served")
    ACKED = "ACKED", _("Acknowledged")
    REPLIED = "REPLIED", _("Replied")
    OBJECTED = "OBJECTED", _("Objected")
    VERIFYING = "VERIFYING", _("Being verified")
    ACCEPTED = "ACCEPTED", _("Accepted")
    REVOKED = "REVOKED", _("Revoked")
    CLOSED = "CLOSED", _("Closed")
    ESCALATED = "ESCALATED", _("Delivery check by a person")


# Waits for the addressee's answer; the scheduler reminds and escalates only these.
AWAITING = (Status.SERVED, Status.ACKED)
# The answer may still come: silence never takes the right of reply away (R05).
ANSWERABLE = (*AWAITING, Status.ESCALATED)
# In the addressee's hands or under examination: what "open" means on screens and in counts.
OPEN = (*ANSWERABLE, Status.REPLIED, Status.OBJECTED, Status.VERIFYING)
OBJECTABLE = (*ANSWERABLE, Status.REPLIED, Status.VERIFYING)


class ReplyKind(models.TextChoices):
    REPLY = "REPLY", _("Reply")
    RECTIFICATION = "RECTIFICATION", _("Rectification report")


class Outcome(models.TextChoices):
    """What the verification of an answer said."""

    EXPLANATION_ACCEPTED = "EXPLANATION", _("Explanation accepted")
    RECTIFICATION_VERIFIED = "RECTIFICATION", _("Rectification verified")
    FEEDBACK_ACCEPTED = "FEEDBACK", _("Feedback accepted")
    INSUFFICIENT = "INSUFFICIENT", _("Insufficient, back to the addressee")
    TALK = "TALK", _("Turned to a reminder talk")
    TRANSFER = "TRANSFER", _("To be transferred as a lead (approved separately)")


# R06: after an objection nobody of the drafting chain may turn the same facts into something heavier.
WORSE = (Outcome.TALK, Outcome.TRANSFER)
ACCEPTING = {
    Request.EXPLAIN: Outcome.EXPLANATION_ACCEPTED,
    Request.RECTIFY: Outcome.RECTIFICATION_VERIFIED,
    Request.FEEDBACK: Outcome.FEEDBACK_ACCEPTED,
}


class Decision(models.TextChoices):
    """What became of an objection or of a request for more time."""

    OPEN = "OPEN", _("To be decided")
    GRANTED = "GRANTED", _("Granted")
    PARTLY = "PARTLY", _("Granted in part")
    REFUSED = "REFUSED", _("Refused")
    VOID = "VOID", _("Settled otherwise")


class CheckWay(models.TextChoices):
    """How a person made sure that the notice arrived."""

    PHONE = "PHONE", _("By telephone")
    PAPER = "PAPER", _("Paper handed over")
    VISIT = "VISIT", _("Visit to the unit")


class CheckReason(models.TextChoices):
    """Why a person must look after a delivery."""

    NO_REPLY = "NO_REPLY", _("No reply by the due day")
    MAIL_FAILED = "MAIL_FAILED", _("The mail could not be delivered")
    NO_ACCOUNT = "NO_ACCOUNT", _("The addressee has no account")
