"""The models of all mechanisms of this app, so that Django finds them: one import a mechanism."""

from supervision.copies import models as copies_models
from supervision.declarations import models as declarations_models
from supervision.duties import models as duties_models
from supervision.handover import models as handover_models
from supervision.holidays import models as holidays_models
from supervision.joint import models as joint_models
from supervision.lists import models as lists_models
from supervision.meetings import models as meetings_models
from supervision.powers import models as powers_models
from supervision.talks import models as talks_models

__all__ = [
    "copies_models",
    "declarations_models",
    "duties_models",
    "handover_models",
    "holidays_models",
    "joint_models",
    "lists_models",
    "meetings_models",
    "powers_models",
    "talks_models",
]
