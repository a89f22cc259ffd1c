"""The words of the register of leads (handbook M14)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """Where a lead comes from. Who reported it is not stored here at all (R17)."""

    PETITION = "PETITION", _("Letters and visits")
    INSPECTION = "INSPECTION", _("Inspection tours")
    AUDIT = "AUDIT", _("Handed over by audit")
    SUPERVISION = "SUPERVISION", _("Supervision and checks")
    HEALTH_CHECK = "HEALTH_CHECK", _("Digital health check")
    SUPERIOR = "SUPERIOR", _("Assigned by the upper level")
    TRANSFER = "TRANSFER", _("Handed over by another organ")
    SELF = "SELF", _("Told by the person himself")


class Conduct(models.TextChoices):
    """What is alleged: one of the six disciplines, or a duty offence by the words of 监察法 11(2)."""

    POLITICAL = "POLITICAL", _("Political discipline")
    ORGANISATION = "ORGANISATION", _("Organisational discipline")
    INTEGRITY = "INTEGRITY", _("Integrity discipline")
    MASSES = "MASSES", _("Discipline towards the people")
    WORK = "WORK", _("Work discipline")
    LIFE = "LIFE", _("Life discipline")
    BRIBERY = "BRIBERY", _("Duty offence: embezzlement and bribery")
    ABUSE = "ABUSE", _("Duty offence: abuse of power")
    NEGLECT = "NEGLECT", _("Duty offence: dereliction of duty")
    RENT = "RENT", _("Duty offence: trading in power")
    BENEFIT = "BENEFIT", _("Duty offence: transfer of benefits")
    FAVOUR = "FAVOUR", _("Duty offence: malpractice for private ends")
    WASTE = "WASTE", _("Duty offence: waste of state assets")


class Specificity(models.IntegerChoices):
    """How much there is to go by; a person's judgement on the lead, never on anybody (handbook 0.4)."""

    CONCRETE = 3, _("Concrete, can be verified")
    PARTLY = 2, _("Concrete in part")
    VAGUE = 1, _("Vague")


class Office(models.TextChoices):
    """The offices that leads are assigned to, by their role. The case office is none of them (R19)."""

    SUP = "SUP", _("Supervision office")
    STA = "STA", _("Stationed team")
    INV = "INV", _("Investigation office")
    CSO = "CSO", _("Cadre supervision office")


class Method(models.TextChoices):
    """The four ways to dispose of a lead (监督执纪工作规则 21)."""

    INQUIRY = "INQUIRY", _("Talk or letter of inquiry")
    VERIFICATION = "VERIFICATION", _("Preliminary verification")
    SHELVE = "SHELVE", _("Lay aside")
    CONCLUDE = "CONCLUDE", _("Conclude")


class Outcome(models.TextChoices):
    """What came out of an inquiry or a verification."""

    UNTRUE = "UNTRUE", _("Untrue: concluded")
    UNPROVEN = "UNPROVEN", _("Not proven: concluded")
    SHELVE = "SHELVE", _("Not to be verified for now: laid aside")
    FOUR_FORMS = "FOUR_FORMS", _("Handled by one of the four forms")
    CASE = "CASE", _("Case filed")
    PARTY = "PARTY", _("Handed to the Party organisation in charge")


class Status(models.TextChoices):
    """The lead register's states (handbook 7.2)."""

    RECEIVED = "RECEIVED", _("Received, not registered")
    REGISTERED = "REGISTERED", _("Registered")
    ASSIGNED = "ASSIGNED", _("Assigned to an office")
    PROPOSED = "PROPOSED", _("Disposal proposed")
    INQUIRY = "INQUIRY", _("Under inquiry")
    VERIFICATION = "VERIFICATION", _("Under verification")
    RESULT = "RESULT", _("Result reported")
    SHELVED = "SHELVED", _("Laid aside")
    CONCLUDED = "CLOSED", _("Concluded")
    HANDLED = "HANDLED", _("Handled further")
    ARCHIVED = "ARCHIVED", _("Archived")


# Before the disposal is approved D01 runs.
BEFORE_APPROVAL = (Status.RECEIVED, Status.REGISTERED, Status.ASSIGNED, Status.PROPOSED)
# What leaders see: a lead in its course. Laid aside, closed or archived it is the case office's and the office's (R11).
IN_COURSE = (
    Status.REGISTERED, Status.ASSIGNED, Status.PROPOSED, Status.INQUIRY, Status.VERIFICATION, Status.RESULT,
    Status.HANDLED,
)  # fmt: skip
EXECUTING = (Status.INQUIRY, Status.VERIFICATION)
AFTER_METHOD = {
    Method.INQUIRY: Status.INQUIRY,
    Method.VERIFICATION: Status.VERIFICATION,
    Method.SHELVE: Status.SHELVED,
    Method.CONCLUDE: Status.CONCLUDED,
}
AFTER_OUTCOME = {
    Outcome.UNTRUE: Status.CONCLUDED,
    Outcome.UNPROVEN: Status.CONCLUDED,
    Outcome.SHELVE: Status.SHELVED,
    Outcome.FOUR_FORMS: Status.HANDLED,
    Outcome.CASE: Status.HANDLED,
    Outcome.PARTY: Status.HANDLED,
}
