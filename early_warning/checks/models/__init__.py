"""The records of the health check: runs and their results, doubt points, what was asked and handed over."""

from .changes import ChangeKind, DoubtChange
from .doubts import OPEN, DoubtPoint, DoubtStatus, Verdict
from .followups import DoubtHandover, HandoverKind, MaterialRequest
from .runs import CheckResult, CheckRun, Outcome, RunState, Trigger
from .standing import ModelStanding

__all__ = [
    "OPEN",
    "ChangeKind",
    "CheckResult",
    "CheckRun",
    "DoubtChange",
    "DoubtHandover",
    "DoubtPoint",
    "DoubtStatus",
    "HandoverKind",
    "MaterialRequest",
    "ModelStanding",
    "Outcome",
    "RunState",
    "Trigger",
    "Verdict",
]
