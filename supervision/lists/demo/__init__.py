"""Demo city: three years of lists, tasks, problems and inspections, with P10, GT50 and its decoy N54 planted."""

import random

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.demo import SEED, City, demo_step
from supervision.lists.demo.inspections import build_inspections
from supervision.lists.demo.issued import print_some
from supervision.lists.demo.measures import build_measures
from supervision.lists.demo.people import Cast
from supervision.lists.demo.problems import build_problems
from supervision.lists.demo.responsibility import build_lists
from supervision.lists.demo.responsibility_checks import build_checks
from supervision.lists.demo.standing import build_standing
from supervision.lists.models import ListTask, Problem

ORDER = 940


@demo_step("lists and rectification", order=ORDER)
def build(city: City) -> None:
    """Before the political ecology (950), whose figures come of it."""
    rng = random.Random(SEED + ORDER)
    cast = Cast(city)
    build_lists(city, cast, rng)
    build_measures(city, cast, rng)
    # Its own chance, so that what comes after stays as it was.
    build_standing(city, cast, random.Random(SEED + ORDER + 1))
    plans = build_inspections(city, cast)
    build_problems(city, cast, rng, plans)
    build_checks(city, cast)
    print_some(city)
    for model in (ListTask, Problem):
        event_record(event=AuditEvent.BULK, obj=model, count=model.objects.count(), source="demo_city")
