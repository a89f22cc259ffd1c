"""R15, earlier witness and drafter: a talk and a notice about one person under one rule are one matter."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core.scope import Viewer
from early_warning.notices.earlier import JUDGING
from early_warning.notices.models import Notice
from officials.recusal import Recusal
from supervision.talks.models import Talk


def talked_before(record: Any, user: Viewer, step: str) -> Iterator[Recusal]:
    """Who led, witnessed or recorded a talk on the matter does not judge the notice. A matter rule of recusal."""
    if not isinstance(record, Notice) or step not in JUDGING or not (record.official_id and record.rule_id):
        return
    present = Q(talker=user) | Q(second_talker=user) | Q(recorder=user)
    held = Talk.objects.filter(official=record.official_id, rule=record.rule_id, held_at__isnull=False)
    if held.filter(present).exists():
        reason = _("You led, witnessed or recorded a talk with this official on the same matter.")
        yield Recusal(reason, label=_("earlier witness"))


def noticed_before(record: Any, user: Viewer, step: str) -> Iterator[Recusal]:
    """Who drafted a notice on the matter does not approve the talk. A matter rule of recusal."""
    if not isinstance(record, Talk) or step != "approve" or record.rule_id is None:
        return
    if Notice.objects.filter(drafter=user, official=record.official_id, rule=record.rule_id).exists():
        yield Recusal(_("You drafted a notice to this official on the same matter."), label=_("earlier drafter"))
