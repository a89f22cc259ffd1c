from organization.feedback.models import Feedback, FeedbackStatus
from organization.units.models import Unit, UnitKind
from organization.users.models import Jurisdiction, JurisdictionKind, User

__all__ = ["Feedback", "FeedbackStatus", "Jurisdiction", "JurisdictionKind", "Unit", "UnitKind", "User"]
