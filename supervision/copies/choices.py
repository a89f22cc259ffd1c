"""The words of a copy notice's course (handbook M29)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    CHECKED = "CHECKED", _("Checked")
    APPROVED = "APPROVED", _("Approved")
    SERVED = "SERVED", _("Served")
    CLOSED = "CLOSED", _("Closed")
    REVOKED = "REVOKED", _("Revoked")


UNAPPROVED = (Status.DRAFT, Status.CHECKED, Status.REVOKED)


class CopyStatus(models.TextChoices):
    """Where one copy stands with whoever got it."""

    WAITING = "WAITING", _("Not acknowledged")
    ACKED = "ACKED", _("Acknowledged")
    ANSWERED = "ANSWERED", _("Feedback given")
