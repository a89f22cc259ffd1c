"""The models of all mechanisms of this app, so that Django finds them: one import a mechanism."""

from cases.clarifications import models as clarifications_models
from cases.leads import models as leads_models
from cases.recommendations import models as recommendations_models

__all__ = [
    "clarifications_models",
    "leads_models",
    "recommendations_models",
]
