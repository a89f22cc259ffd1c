"""The models of all mechanisms of this app, so that Django finds them: one import per mechanism."""

from early_warning.checks import models as checks_models
from early_warning.ecology import models as ecology_models
from early_warning.filings import models as filings_models
from early_warning.notices import models as notices_models

__all__ = ["checks_models", "ecology_models", "filings_models", "notices_models"]
