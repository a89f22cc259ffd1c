from supervision.lists.models.checks import CheckFinding, ResponsibilityCheck
from supervision.lists.models.follow_ups import RectFollowUp
from supervision.lists.models.inspections import EvaluationItem, InspectionRound, RectPlan
from supervision.lists.models.measures import Measure, MeasureList, MeasureListReview
from supervision.lists.models.problems import Problem, RectCheck, RectMeasure, RectProgress
from supervision.lists.models.responsibility import Duty, ListReview, ResponsibilityList
from supervision.lists.models.tasks import ListTask, TaskCheck, TaskEvidence, TaskMeasure

__all__ = [
    "CheckFinding",
    "Duty",
    "EvaluationItem",
    "InspectionRound",
    "ListReview",
    "ListTask",
    "Measure",
    "MeasureList",
    "MeasureListReview",
    "Problem",
    "RectCheck",
    "RectFollowUp",
    "RectMeasure",
    "RectPlan",
    "RectProgress",
    "ResponsibilityCheck",
    "ResponsibilityList",
    "TaskCheck",
    "TaskEvidence",
    "TaskMeasure",
]
