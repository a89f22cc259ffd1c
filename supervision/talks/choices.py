"""The words of a talk's course (handbook M25-M27, M61, M64, 7.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Different things with different visibility (trap 7.3.5)."""

    SUPERVISION = "SUPERVISION", _("Supervision talk")
    PRE_OFFICE = "PRE_OFFICE", _("Pre-appointment talk")
    REMINDER = "REMINDER", _("Reminder talk")
    INTERVIEW = "INTERVIEW", _("Interview of a lower head")
    SECRETARY = "SECRETARY", _("Talk of the Party secretary")
    POLITICAL = "POLITICAL", _("Political talk")


# With heads of units only: the level above talks with those who answer for the level below.
FOR_HEADS = (Kind.INTERVIEW, Kind.SECRETARY, Kind.POLITICAL)
# Led by the Party committee's leader, who has no account with the commission; a member of staff keeps the paper.
LED_FROM_OUTSIDE = (Kind.SECRETARY, Kind.POLITICAL)
# What a unit owes each year. Reminder talks are no duty: how many there were is nobody's merit or fault.
COVERED = (Kind.SUPERVISION, Kind.PRE_OFFICE, Kind.INTERVIEW, Kind.SECRETARY, Kind.POLITICAL)


class Status(models.TextChoices):
    PLANNED = "PLANNED", _("Planned")
    APPROVED = "APPROVED", _("Approved")
    NOTIFIED = "NOTIFIED", _("Notified")
    HELD = "HELD", _("Held, to be signed")
    SIGNED = "SIGNED", _("Signed")
    FOLLOW_UP = "FOLLOW_UP", _("Follow-up")
    ARCHIVED = "ARCHIVED", _("Archived")
    CANCELLED = "CANCELLED", _("Cancelled")


UNAPPROVED = (Status.PLANNED, Status.CANCELLED)
BEFORE = (Status.PLANNED, Status.APPROVED, Status.NOTIFIED)
TOOK_PLACE = (Status.HELD, Status.SIGNED, Status.FOLLOW_UP, Status.ARCHIVED)
SIGNED = (Status.SIGNED, Status.FOLLOW_UP, Status.ARCHIVED)


class PlaceKind(models.TextChoices):
    OFFICE = "OFFICE", _("Office")
    DESIGNATED = "DESIGNATED", _("Designated talk room")
    UNIT = "UNIT", _("At the unit")


class EarlySign(models.TextChoices):
    """Where an early-sign problem (苗头性、倾向性问题) shows. A reminder talk names one; it finds no breach."""

    DUTY = "DUTY", _("Performance of duty")
    POWER = "POWER", _("Use of power")
    CONDUCT = "CONDUCT", _("Working style")
    INTEGRITY = "INTEGRITY", _("Integrity in office")
    DISCIPLINE = "DISCIPLINE", _("Procedure and discipline")
    FAMILY = "FAMILY", _("Family conduct")


class Topic(models.TextChoices):
    """The fixed list of political talks (M64). Opinions are neither asked for nor rated."""

    RESPONSIBILITY = "RESPONSIBILITY", _("Carrying out responsibility")
    PERSONNEL = "PERSONNEL", _("Choosing and using people")
    RECTIFICATION = "RECTIFICATION", _("Rectification")
    INTEGRITY = "INTEGRITY", _("Integrity")


class Signature(models.TextChoices):
    """How the official's signature came about."""

    PORTAL = "PORTAL", _("Signed in the portal")
    PAPER = "PAPER", _("Signed on paper")
    REFUSED = "REFUSED", _("Not signed, noted by the talkers")


class Outcome(models.TextChoices):
    """What the re-check found of one commitment."""

    OPEN = "OPEN", _("Open")
    KEPT = "KEPT", _("Kept")
    PARTLY = "PARTLY", _("Kept in part")
    NOT_KEPT = "NOT_KEPT", _("Not kept")
