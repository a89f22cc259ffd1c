from datetime import date

from django.utils.translation import gettext as _

from core import clock
from core.errors import InvalidInput, NotAllowed
from core.scope import Viewer
from early_warning.ecology.entries.models import OfficeEntry, entry_condition
from officials.models import Tenure

RECORD = "warnings.record_officeentry"


def entries_open(*, first: date, last: date) -> int:
    """Open a line for every taking of office in the leadership teams from ``first`` to ``last``; returns how many."""
    begun = Tenure.objects.filter(entry_condition(), start__range=(first, last), entry=None)
    return len(OfficeEntry.objects.bulk_create([OfficeEntry(tenure=tenure) for tenure in begun]))


def entry_record(
    *, entry: OfficeEntry, actor: Viewer, talk_on: date | None, lesson_on: date | None, handover_on: date | None
) -> OfficeEntry:
    """Write down when it took place. Raises NotAllowed without the right, InvalidInput for days in the future and for
    what this post does not have."""
    if not actor.has_perm(RECORD):
        raise NotAllowed(_("Your role may not do this."))
    given = {"talk_on": talk_on, "lesson_on": lesson_on, "handover_on": handover_on}
    for name, day in given.items():
        if day is not None and day > clock.today():
            raise InvalidInput(_("The day lies in the future."), field=name, cure=_("Record it once it took place."))
    if lesson_on and not entry.post.is_head:
        raise InvalidInput(_("Only heads take the first lesson."), field="lesson_on")
    if handover_on and not entry.changes_head:
        raise InvalidInput(_("There was no head before to take over from."), field="handover_on")
    for name, day in given.items():
        setattr(entry, name, day)
    entry.recorded_by, entry.recorded_at = actor, clock.now()
    entry.save()
    return entry
