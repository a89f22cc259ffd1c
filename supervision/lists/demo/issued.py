"""One list is printed, so that W13 can be opened: rendering all of them would take the demo too long."""

from datetime import date, time

from core import clock
from core.demo import City, on_day
from supervision.lists.choices import Holder, ListStatus
from supervision.lists.documents import list_issue
from supervision.lists.models import ResponsibilityList

PRINTED = ("U15",)
DAY = date(2026, 1, 22)


def print_some(city: City) -> None:
    rows = ResponsibilityList.objects.filter(unit__code__in=PRINTED, status=ListStatus.IN_FORCE, holder=Holder.TEAM)
    with on_day(DAY), clock.standing_still(time(9, 30)):
        for record in rows.order_by("unit__code"):
            list_issue(responsibility_list=record, actor=city.users["con"])
