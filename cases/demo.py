"""The demo city's steps of this app: importing a room's module registers its step. One line a mechanism."""

from cases.recommendations import demo as recommendations

__all__ = [
    "recommendations",
]
