"""The fixed words of meetings. No word rates what anybody thinks or says (M52)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    PLANNED = "PLANNED", _("Planned")
    MATERIALS_SENT = "MATERIALS_SENT", _("Papers sent")
    HELD = "HELD", _("Held")
    MINUTES = "MINUTES", _("Minutes written")
    SIGNED = "SIGNED", _("Minutes signed")
    EXECUTING = "EXECUTING", _("Carrying out")
    EVALUATED = "EVALUATED", _("Evaluated")
    CANCELLED = "CANCELLED", _("Cancelled")


BEFORE = (Status.PLANNED, Status.MATERIALS_SENT)
SHEET_STATES = (Status.MATERIALS_SENT, Status.HELD)
TOOK_PLACE = (Status.HELD, Status.MINUTES, Status.SIGNED, Status.EXECUTING, Status.EVALUATED)
SIGNED_STATES = (Status.SIGNED, Status.EXECUTING, Status.EVALUATED)


class Kind(models.TextChoices):
    """Which body meets. The first agenda item is asked of the Party organisation's meetings (M52)."""

    PARTY = "PARTY", _("Party committee (group) meeting")
    EXECUTIVE = "EXECUTIVE", _("Executive meeting")
    TEAM = "TEAM", _("Leadership team meeting")
    SPECIAL = "SPECIAL", _("Special-subject meeting")


class Category(models.TextChoices):
    """What an item is: the three majors and one large (三重一大), discipline, special study of governance (D37)."""

    DECISION = "DECISION", _("Major decision")
    PERSONNEL = "PERSONNEL", _("Appointment or removal")
    PROJECT = "PROJECT", _("Major project")
    FUNDS = "FUNDS", _("Large sum of money")
    DISCIPLINE = "DISCIPLINE", _("Disciplinary sanction")
    GOVERNANCE = "GOVERNANCE", _("Special study of strict governance")
    STUDY = "STUDY", _("First agenda item: study")
    OTHER = "OTHER", _("Other")


MAJOR = (Category.DECISION, Category.PERSONNEL, Category.PROJECT, Category.FUNDS)
# What is decided by a vote; the others are heard or studied.
DECIDED = (*MAJOR, Category.DISCIPLINE)


class Seat(models.TextChoices):
    """As what somebody sits in the meeting."""

    MEMBER = "MEMBER", _("Member")
    OBSERVER = "OBSERVER", _("Observer of the stationed team")
    GUEST = "GUEST", _("Attends without vote")


class Presence(models.TextChoices):
    OPEN = "OPEN", _("Not recorded")
    PRESENT = "PRESENT", _("Present")
    ABSENT = "ABSENT", _("Absent")


class Position(models.TextChoices):
    """All that is kept of a speech or a vote."""

    FOR = "FOR", _("In favour")
    AGAINST = "AGAINST", _("Against")
    ABSTAIN = "ABSTAIN", _("Abstains")
    NONE = "NONE", _("No position")


class Ballot(models.TextChoices):
    FOR = "FOR", _("In favour")
    AGAINST = "AGAINST", _("Against")
    ABSTAIN = "ABSTAIN", _("Abstains")


class Outcome(models.TextChoices):
    OPEN = "OPEN", _("Not decided yet")
    ADOPTED = "ADOPTED", _("Adopted")
    REJECTED = "REJECTED", _("Rejected")
    DEFERRED = "DEFERRED", _("Deferred")
    HEARD = "HEARD", _("Studied or heard")


class Issue(models.TextChoices):
    """Categories of the audit list of problems with collective decisions (M54)."""

    NO_SYSTEM = "NO_SYSTEM", _("Rules are missing")
    NO_DECISION = "NO_DECISION", _("Not decided collectively")
    PREPARATION = "PREPARATION", _("Weak preparation")
    PROCEDURE = "PROCEDURE", _("Procedure not followed")
    NO_APPROVAL = "NO_APPROVAL", _("Not approved or not filed")
    NO_EVALUATION = "NO_EVALUATION", _("Not evaluated afterwards")
    LEAK = "LEAK", _("Leaked")


class CheckKind(models.TextChoices):
    """Checks of procedure. The first six make indicator B2."""

    QUORUM = "QUORUM", _("Quorum")
    PAPERS = "PAPERS", _("Papers in time")
    HEAD_LAST = "HEAD_LAST", _("Head speaks last")
    RECUSAL = "RECUSAL", _("Recusal")
    MINUTES = "MINUTES", _("Minutes in time")
    SIGNED = "SIGNED", _("Minutes signed")
    PREPARED = "PREPARED", _("Steps before the meeting")
    MAJORITY = "MAJORITY", _("Majority of the vote")
    EVALUATED = "EVALUATED", _("Evaluated afterwards")


INDICATOR_B2 = (
    CheckKind.QUORUM, CheckKind.PAPERS, CheckKind.HEAD_LAST, CheckKind.RECUSAL, CheckKind.MINUTES, CheckKind.SIGNED,
)  # fmt: skip
ISSUE_OF: dict[str, Issue] = {
    CheckKind.QUORUM: Issue.PROCEDURE,
    CheckKind.PAPERS: Issue.PREPARATION,
    CheckKind.HEAD_LAST: Issue.PROCEDURE,
    CheckKind.RECUSAL: Issue.PROCEDURE,
    CheckKind.MINUTES: Issue.NO_APPROVAL,
    CheckKind.SIGNED: Issue.PROCEDURE,
    CheckKind.PREPARED: Issue.PREPARATION,
    CheckKind.MAJORITY: Issue.PROCEDURE,
    CheckKind.EVALUATED: Issue.NO_EVALUATION,
}


class PreStep(models.TextChoices):
    """What prepares a major item (M54): each has its day, or the reason why it was not needed."""

    RESEARCH = "research", _("Research")
    LEGAL = "legal", _("Legal review")
    RISK = "risk", _("Risk assessment")
    PUBLICITY = "publicity", _("Publicity")


class Legality(models.TextChoices):
    """合法性审核: what the review before the meeting found."""

    LAWFUL = "LAWFUL", _("Lawful")
    UNLAWFUL = "UNLAWFUL", _("Not lawful")


class FoundMajor(models.TextChoices):
    """Whether it is one of the three majors or the one large, as the review before the meeting found."""

    YES = "YES", _("Three majors and one large")
    NO = "NO", _("Not three majors and one large")


class Ground(models.TextChoices):
    """Why the first agenda item looks like going through the motions (走过场): existence only, never contents."""

    SAME_TEXT = "SAME_TEXT", _("Minutes are nearly the same")
    NO_MEASURE = "NO_MEASURE", _("No measure follows")


class MeasureStatus(models.TextChoices):
    OPEN = "OPEN", _("To be done")
    SUBMITTED = "SUBMITTED", _("Reported as done")
    VERIFIED = "VERIFIED", _("Follow-up checked")


class ReminderStatus(models.TextChoices):
    SENT = "REMINDED", _("Reminded")
    ANSWERED = "ANSWERED", _("Answered")
    CLOSED = "CLOSED", _("Closed")
    SET_ASIDE = "EXCLUDED", _("Set aside")
