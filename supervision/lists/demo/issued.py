"""One list and P10's two reports are printed, so that W13 and W17 can be opened: all of them would take too long."""

from datetime import date, time

from core import clock
from core.demo import City, on_day
from supervision.lists.choices import Holder, ListStatus
from supervision.lists.documents import list_issue
from supervision.lists.evaluation_report import report_issue
from supervision.lists.models import RectPlan, ResponsibilityList

PRINTED, REPORTED = ("U15",), ("U46", "U29")
DAY = date(2026, 1, 22)


def print_some(city: City) -> None:
    rows = ResponsibilityList.objects.filter(unit__code__in=PRINTED, status=ListStatus.IN_FORCE, holder=Holder.TEAM)
    with on_day(DAY), clock.standing_still(time(9, 30)):
        for record in rows.order_by("unit__code"):
            list_issue(responsibility_list=record, actor=city.users["con"])
    for plan in RectPlan.objects.filter(unit__code__in=REPORTED, decided_at__isnull=False).order_by("decided_at", "pk"):
        with on_day(clock.day_of(plan.decided_at)), clock.standing_still(time(15, 30)):
            report_issue(plan=plan, actor=plan.decider)
            plan.save()
