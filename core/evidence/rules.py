"""Rules of steps about the facts below a record; ``facts`` is the name of the rows (``"facts"``, ``"problems"``)."""

from django.utils.translation import gettext_lazy as _

from core.evidence.services import has_evidence, unopened
from core.workflow.rules import refuse_actor_if, refuse_if


def every_fact_has_evidence(facts: str) -> refuse_if:
    """R04: none stands without a record or a file."""
    return refuse_if(
        lambda record: any(not has_evidence(fact) for fact in getattr(record, facts).all()),
        _("A fact has no evidence yet: name the record it rests on, or add a file."),
    )


def evidence_opened(facts: str) -> refuse_actor_if:
    """R03: who checks or signs has opened all of it."""
    return refuse_actor_if(
        lambda record, user: bool(unopened(getattr(record, facts).all(), user)),
        _("First open the evidence of every fact."),
    )
