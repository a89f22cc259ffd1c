"""What of notices waits for whom on the workbench. Each kind is one bounded query."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock, parameters
from core.deadlines.calendar import add_workdays
from core.errors import Text
from core.scope import Viewer
from core.workbench.registry import Todo, first_rows
from early_warning.notices.choices import Decision, Request, Status
from early_warning.notices.conditions import for_secretary
from early_warning.notices.models import (
    DeliveryCheck,
    ExtensionRequest,
    Notice,
    NoticeReply,
    NoticeVerdict,
    Objection,
    RuleBasis,
)
from early_warning.notices.parameters import NOTICE
from early_warning.notices.queries import waiting_for


def _last(model: Any) -> Subquery:
    """When the last row of ``model`` came to a notice."""
    return Subquery(model.objects.filter(notice=OuterRef("pk"), at__isnull=False).order_by("-at").values("at")[:1])


# When what is verified came in: the last answer, without one the check of the delivery; when it was accepted.
ANSWERED = Case(
    When(status=Status.ACCEPTED, then=_last(NoticeVerdict)),
    default=Coalesce(_last(NoticeReply), _last(DeliveryCheck), F("served_at")),
)


def _todo(notice: Notice, kind: Text, action: Text, *, due: date | None = None, url: str = "") -> Todo:
    title = f"{notice.doc_no} {notice.subject}" if notice.doc_no else notice.subject
    return Todo(
        kind=f"{notice.get_kind_display()} · {kind}",
        title=title,
        url=url or notice.get_absolute_url(),
        action=action,
        unit=notice.unit.name,
        due=due,
    )


def _rows(user: Viewer, condition: Q, since: str) -> list[Notice]:
    """What has waited longest ``since`` comes first."""
    return first_rows(Notice.objects.for_staff(user).filter(condition).select_related("unit").order_by(since, "pk"))


def making(user: Viewer) -> Iterator[Todo]:
    """Own drafts to finish, drafts to check, checked ones to approve, approved ones to serve."""
    days = parameters.values(NOTICE.key)["making_days"]

    def todo(notice: Notice, kind: Text, action: Text, since: datetime | None) -> Todo:
        return _todo(notice, kind, action, due=add_workdays(clock.day_of(since), days) if since else None)

    if user.has_perm("warnings.draft_notice"):
        for notice in _rows(user, Q(status=Status.DRAFT, drafter=user, submitted_at__isnull=True), "drafted_at"):
            yield todo(notice, _("draft"), _("Finish"), notice.drafted_at)
        for notice in _rows(user, Q(status=Status.APPROVED), "approved_at"):
            yield todo(notice, _("approved"), _("Serve"), notice.approved_at)
    if user.has_perm("warnings.check_notice"):
        submitted = Q(status=Status.DRAFT, submitted_at__isnull=False) & ~Q(drafter=user)
        for notice in _rows(user, submitted, "submitted_at"):
            yield todo(notice, _("draft"), _("Check"), notice.submitted_at)
    if user.has_perm("warnings.approve_notice"):
        for notice in _rows(user, Q(status=Status.CHECKED) & ~Q(drafter=user) & ~Q(checker=user), "checked_at"):
            if user.has_role("SEC") or not for_secretary(notice):
                yield todo(notice, _("checked"), _("Approve"), notice.checked_at)


def answers(user: Viewer) -> Iterator[Todo]:
    """Answers to verify, verifications begun, accepted ones to close."""
    if not user.has_perm("warnings.verify_notice"):
        return
    days = parameters.values(NOTICE.key)["verify_days"]
    ready = Q(status=Status.REPLIED) & (~Q(request=Request.RECTIFY) | Q(rectified_at__isnull=False))
    steps = {Status.REPLIED: _("Verify"), Status.VERIFYING: _("Decide"), Status.ACCEPTED: _("Strike off")}
    rows = Notice.objects.for_staff(user).filter(
        ready | Q(status=Status.VERIFYING, verifier=user) | Q(status=Status.ACCEPTED)
    )
    for notice in first_rows(rows.select_related("unit").annotate(since=ANSWERED).order_by("since", "pk")):
        due = add_workdays(clock.day_of(notice.since), days)
        yield _todo(notice, notice.get_status_display(), steps[Status(notice.status)], due=due)


def requests(user: Viewer) -> Iterator[Todo]:
    """Requests for more time, and deliveries that a person must look after."""
    staff = Notice.objects.for_staff(user).values("pk")
    if user.has_perm("warnings.decide_extension"):
        rows = ExtensionRequest.objects.filter(state=Decision.OPEN, notice__in=staff)
        for row in first_rows(rows.select_related("notice__unit")):
            url = reverse("extension-decide", args=[row.pk])
            yield _todo(row.notice, _("more time"), _("Decide"), due=row.notice.reply_due, url=url)
    if user.has_perm("warnings.check_delivery"):
        checks = DeliveryCheck.objects.filter(at__isnull=True, notice__in=staff).exclude(notice__status="REVOKED")
        for check in first_rows(checks.select_related("notice__unit")):
            url = reverse("delivery-check", args=[check.pk])
            yield _todo(check.notice, check.get_why_display(), _("Call"), due=clock.day_of(check.opened_at), url=url)


def objections(user: Viewer) -> Iterator[Todo]:
    """Objections on which I may decide; the drafting chain is not asked and does not learn of them."""
    for row in first_rows(Objection.objects.to_decide(user).select_related("notice__unit")):
        yield _todo(row.notice, _("objection"), _("Decide"), due=row.decide_by, url=row.get_absolute_url())


def own(user: Viewer) -> Iterable[Todo]:
    """What I myself (or my unit) have to acknowledge and answer; done in the portal."""
    for notice in first_rows(waiting_for(user)):
        action = _("Answer") if notice.acked_at else _("Acknowledge")
        url = reverse("portal-notice", args=[notice.pk])
        yield _todo(notice, _("to me"), action, due=notice.reply_due, url=url)


def administration(user: Viewer) -> Iterator[Todo]:
    """Rules whose citation nobody has checked."""
    if user.has_perm("warnings.check_rulebasis"):
        for rule in first_rows(RuleBasis.objects.filter(tag="GK", checked_at__isnull=True)):
            yield Todo(kind=_("Rule to check"), title=rule.text, url=reverse("rule-list"), action=_("Check"))
