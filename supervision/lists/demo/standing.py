"""The special study of this half-year and the report of this year, for every unit with a list in force (M56)."""

import random
from datetime import date, timedelta

from core.demo import City
from supervision.lists.choices import Holder, ListStatus, Standing
from supervision.lists.demo.people import Cast, at, profile_of
from supervision.lists.demo.work import TaskWriter
from supervision.lists.generation import standing_task
from supervision.lists.models import ResponsibilityList

BEGUN = date(2026, 1, 1)


def build_standing(city: City, cast: Cast, rng: random.Random) -> None:
    """The study is due today: most units have held it by now."""
    writer = TaskWriter(city, cast, rng)
    lists = ResponsibilityList.objects.filter(status=ListStatus.IN_FORCE, holder=Holder.TEAM).select_related("unit")
    for record in lists.order_by("unit__code"):
        code = record.unit.code
        for standing in Standing:
            task = standing_task(record, standing, city.today)
            task.created_at = at(BEGUN, 1)
            writer.tasks.append(task)
            if standing == Standing.STUDY and rng.random() < profile_of(code).tasks:
                writer.done(task, code, city.today - timedelta(days=rng.randint(5, 40)))
    writer.write()
