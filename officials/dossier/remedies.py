"""R09: what a person may do against a decision that stands in his dossier, printed with every such entry.

The periods are the deadline rules in force (D10a, D10c, D11a, D11b, D12a); their basis stands there.
"""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.deadlines.models import Unit
from core.deadlines.queries import deadline_rule, term_in_words

SANCTIONS, ACCOUNTABILITY = 10, 11


def remedies_in_words(section: int) -> str:
    """The remedies against an entry of ``section``; empty where nothing in it is a decision against the person."""
    if section == SANCTIONS:
        return _(
            "Remedies: against a decision of the supervision organ a review by it within %(review)s of receipt, then a "
            "re-examination by the next higher organ within %(second)s of the review decision (Supervision Law 56, "
            "Administrative Sanctions Law 55); against a personnel measure for civil servants a re-examination within "
            "%(personnel)s, then an appeal within %(appeal)s of its outcome (Civil Servants Law 95); against a Party "
            "sanction an appeal under the Party Constitution. None of them makes the decision harsher."
        ) % {
            "review": _term("D10a"), "second": _term("D10c"), "personnel": _term("D11a"), "appeal": _term("D11b"),
        }  # fmt: skip
    if section == ACCOUNTABILITY:
        return _(
            "Remedy: a written appeal to the organisation that decided within %(term)s of receipt (Accountability "
            "Regulations)."
        ) % {"term": _term("D12a")}
    return ""


def _term(code: str) -> str:
    """As statutes write it: days are days there, never calendar days."""
    rule = deadline_rule(code)
    days = pgettext("term", "days")
    return f"{rule.amount} {days}" if rule.unit == Unit.CALENDAR_DAY else term_in_words(rule)
