from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Conflict, InvalidInput
from core.spans import ONE_DAY
from core.validation import refuse_unclean
from officials.people.models import Official
from officials.posts.models import Post
from officials.tenures.hooks import post_changed
from officials.tenures.models import Tenure


def tenure_begin(*, official: Official, post: Post, start: date, end: date | None = None, document: str = "") -> Tenure:
    """Put ``official`` into ``post`` from ``start``. Raises Conflict when somebody holds it on one of these days.

    The post is locked, so that two appointments to it cannot pass each other: the constraint alone knows only
    open tenures, and SQLite has no constraint over ranges.
    """
    _refuse_backwards(start, end)
    with transaction.atomic():
        post = Post.objects.select_for_update().get(pk=post.pk)
        _refuse_held(post, start, end)
        tenure = Tenure.objects.create(official=official, post=post, start=start, end=end, document=document)
        post_changed(tenure, start)
    return tenure


def tenure_end(*, tenure: Tenure, end: date) -> Tenure:
    """End ``tenure`` with the day ``end``. Raises Conflict when it has ended, InvalidInput before its start."""
    _refuse_backwards(tenure.start, end)
    with transaction.atomic():
        row = Tenure.objects.select_for_update().get(pk=tenure.pk)
        if row.end is not None:
            raise Conflict(_("The tenure has already ended."), cure=_("Load the page again."))
        row.end = end
        row.save(update_fields=["end"])
        post_changed(row, end + ONE_DAY)
    tenure.end = end
    return row


def tenure_correct(*, tenure: Tenure, start: date, end: date | None, document: str) -> Tenure:
    """Mend wrong dates or the document. Raises Conflict when somebody else holds the post on one of the new days."""
    _refuse_backwards(start, end)
    with transaction.atomic():
        post = Post.objects.select_for_update().get(pk=tenure.post_id)
        row = Tenure.objects.select_for_update().get(pk=tenure.pk)
        _refuse_held(post, start, end, but=row)
        row.start, row.end, row.document = start, end, document
        refuse_unclean(row)
        row.save()
        post_changed(row, row.end + ONE_DAY if row.end else row.start)
    return row


def _refuse_backwards(start: date, end: date | None) -> None:
    if end is not None and end < start:
        raise InvalidInput(_("A tenure cannot end before it starts."), field="end", cure=_("Correct the dates."))


def _refuse_held(post: Post, start: date, end: date | None, *, but: Tenure | None = None) -> None:
    others = post.tenures.between(start, end or date.max).order_by("start")
    holder = (others.exclude(pk=but.pk) if but else others).first()
    if holder is not None:
        raise Conflict(
            _("The post is held from %(start)s on.") % {"start": holder.start.isoformat()},
            field="start",
            cure=_("End that tenure first, or choose a later day."),
        )


def head_hand_over(*, post: Post, successor: Official, start: date, document: str = "") -> Tenure:
    """The holder of ``post`` leaves the day before ``start``, ``successor`` takes over."""
    with transaction.atomic():
        running = post.tenures.filter(end__isnull=True).first()
        if running is not None:
            tenure_end(tenure=running, end=start - ONE_DAY)
        return tenure_begin(official=successor, post=post, start=start, document=document)
