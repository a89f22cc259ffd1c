"""What is kept of an analysis: one assessment a unit, period and version, with the values it was computed from."""

from early_warning.ecology.entries.models import OfficeEntry
from early_warning.ecology.models.assessment import EcologyAssessment
from early_warning.ecology.models.states import LIVE, NOT_LIVE, Status
from early_warning.ecology.models.values import IndicatorValue, ValueState

__all__ = ["LIVE", "NOT_LIVE", "EcologyAssessment", "IndicatorValue", "OfficeEntry", "Status", "ValueState"]
