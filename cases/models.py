"""The models of all mechanisms of this app, so that Django finds them: one import a mechanism."""

from cases.recommendations import models as recommendations_models

__all__ = [
    "recommendations_models",
]
