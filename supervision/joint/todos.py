"""The rhythm of joint conferences: when none was held for a quarter, those who run them are told (M08)."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock, parameters
from core.deadlines.calendar import add_months
from core.scope import Viewer
from core.workbench.registry import Todo
from supervision.joint.choices import ConferenceStatus
from supervision.joint.models import JointConference
from supervision.joint.parameters import JOINT
from supervision.joint.who import RUN


def conference_due(user: Viewer) -> Iterator[Todo]:
    if not user.has_perm(RUN):
        return
    rows = JointConference.objects.exclude(status=ConferenceStatus.CANCELLED)
    last = rows.order_by("-held_on").values_list("held_on", flat=True).first()
    if last is None:
        return
    due = add_months(last, parameters.values(JOINT.key)["months_between"])
    if due <= clock.today():
        yield Todo(
            kind=_("Joint conference"),
            title=_("The last one was on %(day)s") % {"day": last.isoformat()},
            url=reverse("joint-conferences-new"),
            action=_("Plan"),
            due=due,
        )
