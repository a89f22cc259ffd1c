"""The words of a clarification (handbook M82)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Initiator(models.TextChoices):
    OFFICE = "OFFICE", _("Proposed by the office")
    PERSON = "PERSON", _("Asked for by the person")


class Wish(models.TextChoices):
    """What the person wants; nothing is clarified against it."""

    WANTED = "WANTED", _("Wants it clarified")
    DECLINED = "DECLINED", _("Wants no clarification")


class Method(models.TextChoices):
    LETTER = "LETTER", _("In writing")
    IN_PERSON = "IN_PERSON", _("In person")
    MEETING = "MEETING", _("At a meeting")
    CIRCULAR = "CIRCULAR", _("By circular")


class Status(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    ASKED = "ASKED", _("Person asked")
    ANSWERED = "ANSWERED", _("Person has answered")
    PLANNED = "PLANNED", _("Plan under review")
    REVIEWED = "REVIEWED", _("Plan reviewed")
    APPROVED = "APPROVED", _("Approved")
    EXECUTED = "EXECUTED", _("Clarified")
    CLOSED = "CLOSED", _("Closed")
    DROPPED = "DROPPED", _("Not carried out")


# Said before others: the Party committee of the same level is asked (M82).
PUBLIC = (Method.MEETING, Method.CIRCULAR)
DONE = (Status.EXECUTED, Status.CLOSED)
UNAPPROVED = (Status.DRAFT, Status.ASKED, Status.ANSWERED, Status.PLANNED, Status.REVIEWED, Status.DROPPED)
