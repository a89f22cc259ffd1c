"""Declarations of the demo city: 398 of each annual filing, 61 businesses, ceremonies in every state.

Planted: GT46 with N49 and N50 (businesses), GT48 with N52 (late reports), GT49 with N53 = P12 (ceremonies).
"""

import random

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.demo import SEED, City, demo_step
from supervision.declarations.demo.ceremonies import write_ceremonies
from supervision.declarations.demo.kin import write_kin
from supervision.declarations.demo.matters import write_matters
from supervision.declarations.demo.people import People
from supervision.declarations.models import CeremonyReport, KinDeclaration, MatterReport


@demo_step("declarations", order=930)
def build_declarations(city: City) -> None:
    """Before the political ecology (950), which counts who filed in time."""
    rng = random.Random(SEED + 930)
    people = People(city)
    write_kin(city, people, rng)
    write_matters(city, people, rng)
    write_ceremonies(city, people)
    for model in (KinDeclaration, MatterReport, CeremonyReport):
        event_record(event=AuditEvent.BULK, obj=model, count=model.objects.count(), source="demo_city")
