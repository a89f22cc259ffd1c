"""The step of `manage.py demo_city` that fills the notices."""

import random

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.demo import SEED, City, demo_step
from early_warning.notices.demo.build import NoticeWriter
from early_warning.notices.demo.plan import plans
from early_warning.notices.demo.real import serve_one
from early_warning.notices.demo.shown import issue_papers, serve_to_shown
from early_warning.notices.models import Notice


@demo_step("notices", order=900)
def build_notices(city: City) -> None:
    """About 90 notices and reminders in every state (handbook 6.2)."""
    rng = random.Random(SEED + 900)
    codes = [row.code for row in city.things["unit_rows"]]
    NoticeWriter(city, rng).write_all(plans(rng, city.today, codes))
    serve_one(city)
    serve_to_shown(city)
    issue_papers(city)
    event_record(event=AuditEvent.BULK, obj=Notice, count=Notice.objects.count(), source="demo_city")
