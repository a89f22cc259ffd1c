"""The words of declarations. The three records share the engine's states and name them in their own terms."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """The engine's states (handbook 7.2) as stored; each record words them in its own terms below."""

    DUE = "DUE", _("To be filed")
    FILED = "FILED", _("Filed")
    REVIEWED = "REVIEWED", _("Reviewed")
    ASK = "ASK", _("Explanation asked")
    CORRECTED = "CORRECTED", _("Explained")
    HELD = "HELD", _("Reported afterwards")
    OK = "OK", _("Nothing to object")
    ARCHIVED = "ARCHIVED", _("Archived")
    CANCELLED = "CANCELLED", _("Called off")


class KinStatus(models.TextChoices):
    DUE = "DUE", _("To be filed")
    FILED = "FILED", _("Filed")
    REVIEWED = "REVIEWED", _("Received and compared")
    ASK = "ASK", _("Explanation asked")
    CORRECTED = "CORRECTED", _("Explained")
    OK = "OK", _("Nothing to object")
    ARCHIVED = "ARCHIVED", _("Archived")


class MatterStatus(models.TextChoices):
    DUE = "DUE", _("To be filed")
    FILED = "FILED", _("Filed")
    REVIEWED = "REVIEWED", _("Checked")
    ASK = "ASK", _("Explanation asked")
    CORRECTED = "CORRECTED", _("Explained")
    OK = "OK", _("Nothing to object")
    ARCHIVED = "ARCHIVED", _("Archived")


class CeremonyStatus(models.TextChoices):
    DUE = "DUE", _("To be filed")
    FILED = "FILED", _("Filed")
    ASK = "ASK", _("Reduction required")
    CORRECTED = "CORRECTED", _("Reduced")
    REVIEWED = "REVIEWED", _("Agreed")
    HELD = "HELD", _("Reported afterwards")
    OK = "OK", _("Compared")
    ARCHIVED = "ARCHIVED", _("Archived")
    CANCELLED = "CANCELLED", _("Called off")


class Occasion(models.TextChoices):
    """Why a declaration is filed."""

    ANNUAL = "ANNUAL", _("Annual")
    CHANGE = "CHANGE", _("Change")


class Kin(models.TextChoices):
    """The statutory roles and no others (R34). Nobody is named."""

    SPOUSE = "SPOUSE", _("Spouse")
    CHILD = "CHILD", _("Child")
    CHILD_SPOUSE = "CHILD_SPOUSE", _("Child's spouse")


class CompanyRole(models.TextChoices):
    SHAREHOLDER = "SHAREHOLDER", _("Shareholder")
    LEGAL_REP = "LEGAL_REP", _("Legal representative")
    EXECUTIVE = "EXECUTIVE", _("Executive")


class Comparison(models.TextChoices):
    """What the public company data say of a declared business: facts, no verdict."""

    WAITING = "WAITING", _("Not compared yet")
    MATCH = "MATCH", _("Agrees with the public data")
    NAME = "NAME", _("The code belongs to another name")
    STATUS = "STATUS", _("Not in business by the public data")
    UNKNOWN = "UNKNOWN", _("The public data do not have this code")


MISMATCHES = (Comparison.NAME, Comparison.STATUS, Comparison.UNKNOWN)


class ReviewStatus(models.TextChoices):
    OPEN = "OPEN", _("Being examined")
    PROPOSED = "PROPOSED", _("Opinion proposed")
    ACTION = "ACTION", _("To be put right")
    REPORTED = "REPORTED", _("Reported as put right")
    CLOSED = "CLOSED", _("Closed")


class Action(models.TextChoices):
    """What puts a prohibited business right (M33)."""

    EXIT = "EXIT", _("The relative leaves the business")
    RESIGN = "RESIGN", _("The official resigns from the post")


class CategoryStatus(models.TextChoices):
    DRAFT = "DRAFT", _("Proposed")
    IN_FORCE = "IN_FORCE", _("In force")
    ENDED = "ENDED", _("Ended")


class CampaignKind(models.TextChoices):
    KIN = "KIN", _("Business declarations of relatives")
    MATTER = "MATTER", _("Reports on personal matters")


class CampaignStatus(models.TextChoices):
    PREPARED = "PREPARED", _("Prepared")
    OPEN = "OPEN", _("Under way")
    CLOSED = "CLOSED", _("Closed")


class Matter(models.TextChoices):
    """Index only: the content stays with the organisation department."""

    ANNUAL = "ANNUAL", _("Annual report on personal matters")
    CHANGE = "CHANGE", _("Change of a personal matter")
    ABROAD = "ABROAD", _("Private trip abroad")
    BANQUET = "BANQUET", _("Banquet for entering a school and the like")


class MatterQuestion(models.TextChoices):
    """What an official may be asked about an entry of the index: the entry, never what the report says."""

    DAY = "DAY", _("The day given differs from the day of receipt: say which is right.")
    NOT_THERE = (
        "NOT_THERE",
        _("The organisation department does not have this report: say whether it was handed in."),
    )
    LATE = "LATE", _("It was handed in late: say whether there was a reason.")
    KIND = "KIND", _("Kind or day of the event do not fit the report: say whether the entry is right.")


class MatterReply(models.TextChoices):
    """What he may answer; reasons and papers go to the organisation department."""

    RIGHT = "RIGHT", _("The entry is right.")
    RECEIPT = "RECEIPT", _("The day of receipt is right.")
    HANDED_IN = "HANDED_IN", _("It was handed in on the day given.")
    NOW = "NOW", _("It is handed in now.")
    REASON = "REASON", _("There was a reason; it is handed in to the organisation department in writing.")
    MISTAKE = "MISTAKE", _("The entry is a mistake.")


class Event(models.TextChoices):
    WEDDING = "WEDDING", _("Wedding")
    FUNERAL = "FUNERAL", _("Funeral")
    OTHER = "OTHER", _("Other celebration")


class Opinion(models.TextChoices):
    AGREED = "AGREED", _("Agreed")
    REMINDED = "REMINDED", _("Agreed with a reminder")
    REDUCED = "REDUCED", _("Reduction required")


class Gifts(models.TextChoices):
    NONE = "NONE", _("None accepted")
    RETURNED = "RETURNED", _("Returned")
    REGISTERED = "REGISTERED", _("Registered and handed over")


class InspectionStatus(models.TextChoices):
    PROPOSED = "PROPOSED", _("Proposed")
    APPROVED = "APPROVED", _("Assigned")
    DONE = "DONE", _("Inspected")
    REFUSED = "REFUSED", _("Not approved")
