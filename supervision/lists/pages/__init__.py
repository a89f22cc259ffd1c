from supervision.lists.pages.checks import ResponsibilityChecks
from supervision.lists.pages.inspections import InspectionRounds, RectFollowUps, RectPlans
from supervision.lists.pages.measures import MeasureLists
from supervision.lists.pages.problems import Problems
from supervision.lists.pages.responsibility import ResponsibilityLists
from supervision.lists.pages.tasks import ListTasks

# In the order of the menu.
MECHANISMS = (
    ResponsibilityLists, ListTasks, Problems, MeasureLists, ResponsibilityChecks, RectPlans, InspectionRounds,
    RectFollowUps,
)  # fmt: skip

__all__ = ["MECHANISMS"]
