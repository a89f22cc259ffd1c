"""The demo city's steps of this app: importing a room's module registers its step. One line a mechanism."""

from supervision.copies import demo as copies
from supervision.declarations import demo as declarations
from supervision.duties import demo as duties
from supervision.handover import demo as handover
from supervision.holidays import demo as holidays
from supervision.joint import demo as joint
from supervision.lists import demo as lists
from supervision.meetings import demo as meetings
from supervision.powers import demo as powers
from supervision.talks import demo as talks

__all__ = [
    "copies",
    "declarations",
    "duties",
    "handover",
    "holidays",
    "joint",
    "lists",
    "meetings",
    "powers",
    "talks",
]
