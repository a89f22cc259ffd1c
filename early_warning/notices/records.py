"""The records that a fact of a notice may rest on: those of the addressed unit that the drafter may see (M03, R04)."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.scope import Viewer
from organization.offers import Offers

DOUBT, FILING, DUTY = "doubtpoint", "datafiling", "filingduty"
# The key of a kind is the name of its model: so a stored fact says which kind it rests on. Rooms above add theirs.
FACT_RECORDS = Offers("record")


def offer_own() -> None:
    """What this floor keeps."""
    from early_warning.checks.models import DoubtPoint
    from early_warning.filings.models import DataFiling, FilingDuty

    def doubts(user: Viewer) -> Any:
        return DoubtPoint.objects.visible_to(user).select_related("unit").order_by("-pk")

    def filings(user: Viewer) -> Any:
        return DataFiling.objects.visible_to(user).in_force().without_details().select_related("unit").order_by("-pk")

    def duties(user: Viewer) -> Any:
        return FilingDuty.objects.visible_to(user).select_related("unit").order_by("-due_on", "-pk")

    FACT_RECORDS.add(
        DOUBT,
        _("Doubt points"),
        doubts,
        words=lambda row, _user: f"{row.model} {row.period} {row.explanation[:80]}",  # drafters work with names
    )
    FACT_RECORDS.add(FILING, _("Filed rows"), filings)
    FACT_RECORDS.add(DUTY, _("Filing duties"), duties)


def with_records(facts: Iterable[Any], user: Viewer) -> list[Any]:
    """The facts, each with ``linked``: the record it rests on, for whoever may see it; else None."""
    rows = list(facts)
    seen = FACT_RECORDS.seen([fact.rests_on for fact in rows if fact.rests_on], user)
    for fact in rows:
        fact.linked = seen.get(fact.rests_on)
    return rows
