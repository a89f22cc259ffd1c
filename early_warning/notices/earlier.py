"""R15, earlier drafter: who drafted a former notice on the same facts does not judge the new one."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from core.scope import Viewer
from early_warning.notices.models import Notice
from officials.recusal import Recusal

# The steps that judge a notice: check, sign-off, approval, and the decision on an objection.
JUDGING = frozenset({"check_draft", "sign_off", "approve", "refuse_objection", "lower_level", "uphold_objection"})


def drafted_before(record: Any, user: Viewer, step: str) -> Iterator[Recusal]:
    """A matter rule of ``officials.recusal``. Who drafted this very notice is kept off by its own rules (R02, R07)."""
    if not isinstance(record, Notice) or step not in JUDGING:
        return
    prints = record.facts.values("fingerprint")
    if Notice.objects.filter(drafter=user, facts__fingerprint__in=prints).exclude(pk=record.pk).exists():
        yield Recusal(_("You drafted an earlier notice on the same facts."), label=_("earlier drafter"))
