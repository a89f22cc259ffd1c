from celery import shared_task

from core.audit.anchors import anchor_make
from core.audit.papers import anchor_issue
from core.audit.sealing import seal_pending


@shared_task
def seal_audit() -> None:
    seal_pending()


@shared_task
def anchor_audit() -> None:
    """The day's anchor and its paper; run twice, both are made once."""
    while seal_pending():
        pass
    anchor = anchor_make()
    if anchor is not None:
        anchor_issue(anchor=anchor)
