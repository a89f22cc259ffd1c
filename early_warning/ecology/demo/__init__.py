"""Demo city, last step: what belongs to taking office, five half-years of analyses, and how far people have come."""

import random
from datetime import date

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.demo import SEED, City, demo_step
from early_warning.ecology.demo.courses import run_courses
from early_warning.ecology.demo.days import living_on
from early_warning.ecology.demo.entries import write_entries
from early_warning.ecology.models import EcologyAssessment
from early_warning.ecology.periods import AnalysisPeriod
from early_warning.ecology.services import assessments_compute
from officials.models import DutyDivision

# Half-year and the day on which it was computed: settled ones a month after their end, the running one by the
# schedule of the first of June, on which people began to work, and once more on the demo's day.
SETTLED = (
    ("2024H1", date(2024, 7, 31)),
    ("2024H2", date(2025, 1, 31)),
    ("2025H1", date(2025, 7, 31)),
    ("2025H2", date(2026, 1, 31)),
    ("2026H1", date(2026, 6, 1)),
)
# P09: the street divided its duties anew and has not yet put the division on file.
UNFILED_DIVISION = ("U51", date(2025, 12, 31))


@demo_step("political ecology", order=950)
def build_ecology(city: City) -> None:
    """After the notices: what was warned and answered is part of the figures."""
    # A generator of its own, so that other steps stay as they are.
    write_entries(city, random.Random(SEED + 950))
    code, last = UNFILED_DIVISION
    DutyDivision.objects.filter(unit=city.units[code], start__lte=last).update(end=last)
    DutyDivision.objects.filter(unit=city.units[code], start__gt=last).delete()
    units = [city.units[row.code] for row in city.things["unit_rows"]]
    for text, day in SETTLED:
        with living_on(day):
            assessments_compute(units=units, period=AnalysisPeriod.parse(text))
    run_courses(city)
    assessments_compute(units=units, period=AnalysisPeriod.containing(city.today))
    count = EcologyAssessment.objects.count()
    event_record(event=AuditEvent.BULK, obj=EcologyAssessment, count=count, source="demo_city")
