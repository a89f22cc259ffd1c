"""Which copy notices rest on something that stands no more (M29, R08)."""

from django.db.models import QuerySet

from supervision.copies.choices import Status
from supervision.verified import fallen


def unfounded(notices: QuerySet) -> QuerySet:
    """Those of ``notices`` that went out and rest on a record that was revoked, reopened or dismissed since."""
    from supervision.copies.models import CopyFact

    facts = fallen(CopyFact._base_manager.filter(notice__status__in=(Status.SERVED, Status.CLOSED)))
    return notices.filter(pk__in=facts.values("notice"))
