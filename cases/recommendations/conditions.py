"""Why a step of a recommendation letter is refused."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.recommendations.choices import BASES, Kind, TaskStatus
from cases.recommendations.parameters import RECOMMENDATION
from cases.recommendations.scope import ANSWER
from core import clock, parameters
from core.deadlines.calendar import add_workdays
from core.evidence.rules import every_fact_has_evidence, evidence_opened
from core.scope import Viewer
from core.workflow.rules import needs, not_by, refuse_actor_if, refuse_if


def by_unit(letter: Any, user: Viewer) -> bool:
    """Permission of the addressee's steps: who answers for the unit."""
    return user.has_perm(ANSWER) and user.unit_id == letter.unit_id


def objection_over(letter: Any) -> bool:
    """Whether the days in which the unit may object have passed."""
    days = parameters.values(RECOMMENDATION.key)["objection_days"]
    return letter.served_at is None or clock.today() > add_workdays(clock.day_of(letter.served_at), days)


def open_suggestions(letter: Any, *, but: tuple[str, ...]) -> bool:
    return letter.suggestions.exclude(status__in=but).exists()


def basis_fits(letter: Any) -> bool:
    """Whether the rule is one of the organ that speaks (trap 8)."""
    return all(word in letter.legal_basis for word in BASES[Kind(letter.kind)])


IS_COMPLETE = needs("legal_basis")
BASIS_FITS = refuse_if(
    lambda letter: not basis_fits(letter),
    _("The legal basis does not fit the kind: a Party rule for the commission, a law for the supervisory commission."),
)
HAS_EVIDENCE = every_fact_has_evidence("problems")
EVIDENCE_OPENED = evidence_opened("problems")
HAS_PROBLEMS = refuse_if(lambda letter: not letter.problems.exists(), _("The letter names no problem yet."))
HAS_SUGGESTIONS = refuse_if(lambda letter: not letter.suggestions.exists(), _("The letter makes no suggestion yet."))
MAY_STILL_OBJECT = refuse_if(objection_over, _("The days in which the unit may object are over."))
ALL_REPORTED = refuse_if(
    lambda letter: open_suggestions(letter, but=(TaskStatus.SUBMITTED, TaskStatus.VERIFIED)),
    _("First say of every suggestion what was done."),
)
ALL_VERIFIED = refuse_if(
    lambda letter: open_suggestions(letter, but=(TaskStatus.VERIFIED,)),
    _("First verify every suggestion."),
)
NOT_DRAFTER = not_by("created_by", _("Who proposed the letter may not do this."))
NOT_CHECKER = not_by("checker", _("Who checked the letter may not do this."))
NOT_REVIEWER = not_by("reviewer", _("Who reviewed the letter may not do this."))
NOT_SIGNER = not_by("approver", _("Who signed the letter does not pursue it himself."))
IS_DRAFTER = refuse_actor_if(
    lambda letter, user: letter.created_by_id != user.pk, _("Only who proposed the letter may do this.")
)
NOT_OF_THE_UNIT = refuse_actor_if(
    lambda letter, user: user.unit_id == letter.unit_id, _("The unit does not verify itself: somebody else does.")
)
