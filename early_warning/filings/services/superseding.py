"""One filing in force for each unit, dataset and period: a newer one makes the older an old version, never a gap."""

from core.workflow.services import transition_perform
from early_warning.filings.models import DataFiling, FilingStatus


def supersede_previous(filing: DataFiling) -> DataFiling | None:
    """Take out of force what ``filing`` replaces, in its own transaction. Returns the replaced filing."""
    previous = DataFiling.objects.filter(
        unit_id=filing.unit_id, kind=filing.kind, period=filing.period, status=FilingStatus.CONFIRMED
    ).first()
    if previous is None:
        return None
    return transition_perform(instance=previous, name="supersede", actor=None, reason=f"→ {filing.pk}")
