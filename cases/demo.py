"""The demo city's steps of this app: importing a room's module registers its step. One line a mechanism."""

from cases.clarifications import demo as clarifications
from cases.leads import demo as leads
from cases.recommendations import demo as recommendations

__all__ = [
    "clarifications",
    "leads",
    "recommendations",
]
