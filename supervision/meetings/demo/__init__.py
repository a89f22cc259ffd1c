"""Three years of meetings in the demo city, with the planted ones of HC-G3, G4, G10 and H4 (GT40, GT41, GT47, GT51)."""

import random

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.demo import SEED, City, demo_step
from supervision.meetings.demo.catalogue import write_catalogue
from supervision.meetings.demo.people import Rosters
from supervision.meetings.demo.plan import plans
from supervision.meetings.demo.write import write_meetings
from supervision.meetings.models import Meeting


@demo_step("meetings", order=930)
def build_meetings(city: City) -> None:
    """Before the political ecology (950), which measures them."""
    rng = random.Random(SEED + 930)
    write_catalogue(city)
    write_meetings(city, rng, plans(city, rng, Rosters()))
    event_record(event=AuditEvent.BULK, obj=Meeting, count=Meeting.objects.count(), source="demo_city")
