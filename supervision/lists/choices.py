"""The words of lists and rectification (handbook M53, M56, M57, M59, M74, 7.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListStatus(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    APPROVED = "APPROVED", _("Approved")
    IN_FORCE = "IN_FORCE", _("In force")
    SUPERSEDED = "SUPERSEDED", _("Superseded")


class TaskStatus(models.TextChoices):
    OPEN = "OPEN", _("Open")
    SUBMITTED = "SUBMITTED", _("Submitted")
    RETURNED = "RETURNED", _("Returned")
    VERIFIED = "VERIFIED", _("Verified")
    CLOSED = "CLOSED", _("Struck off")
    PASSED = "PASSED", _("Look-back passed")
    REOPENED = "REOPENED", _("Reopened")


class ProblemStatus(models.TextChoices):
    FOUND = "FOUND", _("Found")
    DISMISSED = "DISMISSED", _("No problem")
    CONFIRMED = "CONFIRMED", _("Confirmed")
    PLANNED = "PLANNED", _("Measures submitted")
    RECTIFYING = "RECTIFYING", _("Being rectified")
    SUBMITTED = "SUBMITTED", _("Self-checked")
    RETURNED = "RETURNED", _("Returned")
    VERIFIED = "VERIFIED", _("Verified")
    CLOSED = "CLOSED", _("Struck off")
    PASSED = "PASSED", _("Look-back passed")
    REOPENED = "REOPENED", _("Reopened")


class PlanStatus(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    FED_BACK = "FED_BACK", _("Fed back")
    PLANNED = "PLANNED", _("Plan submitted")
    RECTIFYING = "RECTIFYING", _("Concentrated rectification")
    REPORTED = "REPORTED", _("Progress reported")
    DISCLOSED = "DISCLOSED", _("Disclosed")
    EVALUATED = "EVALUATED", _("Evaluated")
    DECIDED = "DECIDED", _("Follow-up decided")
    CLOSED = "CLOSED", _("Closed")


class RoundStatus(models.TextChoices):
    OPEN = "OPEN", _("Running")
    CLOSED = "CLOSED", _("Closed")


class CheckStatus(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    CONFIRMED = "CONFIRMED", _("Confirmed")
    CLOSED = "CLOSED", _("Closed")


# Somebody of the unit still has to do something: what "open" means in counts of tasks.
TASK_OPEN = (TaskStatus.OPEN, TaskStatus.RETURNED, TaskStatus.REOPENED)
TASK_RUNNING = (*TASK_OPEN, TaskStatus.SUBMITTED, TaskStatus.VERIFIED)
# A problem is the unit's until somebody else has struck it off (handbook 7.3.6).
PROBLEM_IN_HAND = (
    ProblemStatus.CONFIRMED, ProblemStatus.PLANNED, ProblemStatus.RECTIFYING, ProblemStatus.RETURNED,
    ProblemStatus.SUBMITTED, ProblemStatus.VERIFIED, ProblemStatus.REOPENED,
)  # fmt: skip
PROBLEM_AWAITING_UNIT = (
    ProblemStatus.CONFIRMED, ProblemStatus.PLANNED, ProblemStatus.RECTIFYING, ProblemStatus.RETURNED,
    ProblemStatus.REOPENED,
)  # fmt: skip
SETTLED = (ProblemStatus.CLOSED, ProblemStatus.PASSED)


class Holder(models.TextChoices):
    """Whose responsibility a list names (M56)."""

    TEAM = "TEAM", _("Leadership team")
    HEAD = "HEAD", _("Unit head (first responsible)")
    MEMBER = "MEMBER", _("Team member (one post, two duties)")


class Level(models.TextChoices):
    """抓本级、带系统 (M59)."""

    OWN = "OWN", _("Own level")
    SYSTEM = "SYSTEM", _("Whole system")


class Frequency(models.TextChoices):
    MONTHLY = "MONTHLY", _("Monthly")
    QUARTERLY = "QUARTERLY", _("Quarterly")
    HALF_YEARLY = "HALF", _("Half-yearly")
    YEARLY = "YEARLY", _("Yearly")


class Standing(models.TextChoices):
    """What every unit with a responsibility list owes by itself, period by period (M56)."""

    STUDY = "STUDY", _("Half-yearly study of strict governance")
    REPORT = "REPORT", _("Yearly written report upward")


class Severity(models.IntegerChoices):
    """Also the weight of an item in indicator C1."""

    SLIGHT = 1, _("Slight")
    MEDIUM = 2, _("Medium")
    SERIOUS = 3, _("Serious")


class Category(models.TextChoices):
    """What a problem is about; indicator C4 asks whether the same comes back."""

    POLITICS = "POLITICS", _("Carrying out decisions")
    GOVERNANCE = "GOVERNANCE", _("Strict governance of the Party")
    DECISIONS = "DECISIONS", _("Collective decisions")
    PERSONNEL = "PERSONNEL", _("Selection and use of officials")
    FUNDS = "FUNDS", _("Funds and assets")
    PURCHASES = "PURCHASES", _("Purchases and works")
    CONDUCT = "CONDUCT", _("Conduct and eight rules")
    PEOPLE = "PEOPLE", _("Interests of the people")
    ORGANISATION = "ORGANISATION", _("Basic-level organisation")


class Origin(models.TextChoices):
    SELF = "SELF", _("Found by the unit itself")
    DAILY = "DAILY", _("Daily supervision")
    INSPECTION = "INSPECTION", _("Inspection")
    CHECK = "CHECK", _("Check of responsibilities")
    AUDIT = "AUDIT", _("Audit")


class Layer(models.TextChoices):
    """The four layers of responsibility (M57)."""

    POLITICAL = "POLITICAL", _("Political responsibility for governing the Party")
    FIRST = "FIRST", _("First responsible person")
    DUAL = "DUAL", _("One post, two duties")
    SUPERVISORY = "SUPERVISORY", _("Supervision by functional departments")


class LayerResult(models.TextChoices):
    IN_ORDER = "IN_ORDER", _("In order")
    PROBLEMS = "PROBLEMS", _("Problems found")
    UNCHECKED = "UNCHECKED", _("Not checked")


class CheckKind(models.TextChoices):
    VERIFICATION = "VERIFY", _("Verification of the rectification")
    LOOK_BACK = "LOOK_BACK", _("Look-back")


class InspectionKind(models.TextChoices):
    """巡视 is central or provincial, 巡察 city or county level (handbook 7.3.8)."""

    CENTRAL = "CENTRAL", _("Central inspection")
    PROVINCIAL = "PROVINCIAL", _("Provincial inspection")
    CITY = "CITY", _("City inspection")


class Verdict(models.TextChoices):
    """What people say of a unit's rectification (M74); no score decides it."""

    GOOD = "GOOD", _("Rectified well")
    FAIR = "FAIR", _("Rectified fairly well")
    AVERAGE = "AVERAGE", _("Rectified in part")
    POOR = "POOR", _("Rectified poorly")


class FollowUp(models.TextChoices):
    EXCHANGE = "EXCHANGE", _("Talk of experience")
    CIRCULAR = "CIRCULAR", _("Circular of criticism")
    TALK = "TALK", _("Interview of the head")
    ACCOUNTABILITY = "ACCOUNT", _("Proposal for accountability")


class FollowUpStatus(models.TextChoices):
    DECIDED = "DECIDED", _("Decided, to be carried out")
    DONE = "DONE", _("Held or issued")


# What may follow, one or several: the good ones speak of their experience, the poor ones are never passed over (M74).
FOLLOW_UPS: dict[str, tuple[FollowUp, ...]] = {
    Verdict.GOOD: (FollowUp.EXCHANGE,),
    Verdict.FAIR: (),
    Verdict.AVERAGE: (FollowUp.TALK,),
    Verdict.POOR: (FollowUp.CIRCULAR, FollowUp.TALK, FollowUp.ACCOUNTABILITY),
}
MUST_FOLLOW = (Verdict.POOR,)
