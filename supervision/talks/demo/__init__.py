"""Two years of talks in the demo city, with the planted appointments GT42 (no talk) and N45 (talk on day 30)."""

import random

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.demo import SEED, City, demo_step
from supervision.talks.demo.plan import plans
from supervision.talks.demo.write import write_talks
from supervision.talks.models import Talk


@demo_step("talks", order=970)
def build_talks(city: City) -> None:
    """After the register of taking office (950), whose days the pre-appointment talks share."""
    rng = random.Random(SEED + 970)
    write_talks(city, rng, plans(city, rng))
    event_record(event=AuditEvent.BULK, obj=Talk, count=Talk.objects.count(), source="demo_city")
