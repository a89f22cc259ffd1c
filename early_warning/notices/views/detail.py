from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from core.attachments.services import attachments_of
from core.http import Request
from core.outbox.models import Delivery
from core.outbox.queries import deliveries_of
from core.records.views import RecordDetailView, transition_url_base
from core.scope import Viewer
from core.workflow import guards
from core.workflow.queries import actions_for
from early_warning.notices import documents
from early_warning.notices.choices import Kind
from early_warning.notices.conditions import for_secretary, missing_parts, needs_sign_off, recent_notices
from early_warning.notices.evidence import linked
from early_warning.notices.models import EvidenceView, Notice, NoticeFact, NoticeVerdict
from early_warning.notices.overview import answers_of, course_steps
from early_warning.notices.records import with_records
from early_warning.notices.services import evidence_open, evidence_tick

SIGNERS = ("warnings.check_notice", "warnings.approve_notice")


class NoticeDetailView(RecordDetailView):
    """The making page (screens.md 4): left the letter, right facts and people, below the course."""

    model = Notice
    permission_required = "warnings.view_notice"
    template_name = "warnings/notices/detail.html"
    log_read = True
    restricted = True

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Links to a record lead here; whoever knows it only from the portal is sent there."""
        by_office = request.user.has_perm(self.permission_required)
        if not by_office and Notice.objects.received_by(request.user).filter(pk=kwargs["pk"]).exists():
            return redirect("portal-notice", pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet:
        related = ("unit", "official", "respondent", "rule", "drafter", "checker", "approver", "signed_off_by")
        return Notice.objects.for_staff(self.request.user).select_related(*related)

    def get_title(self) -> str:
        return self.object.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notice, user = self.object, self.request.user
        return super().get_context_data(
            **kwargs,
            facts=facts_for(notice, user),
            may_tick=may_tick(notice, user),
            steps=course_steps(notice, user),
            answers=answers_of(notice, user),
            verdicts=NoticeVerdict.objects.visible_to(user).filter(notice=notice).select_related("by"),
            checks=notice.checks.select_related("by"),
            deliveries=deliveries_for(notice, user),
            missing=missing_parts(notice) if notice.doc_no is None else [],
            recent=recent_notices(notice) if notice.status == "CHECKED" else 0,
            needs_sign_off=notice.status == "CHECKED" and needs_sign_off(notice),
            for_secretary=for_secretary(notice),
            may_edit=may_edit(notice, user),
            list_url=reverse("reminder-list" if notice.kind == Kind.REMINDER else "notice-list"),
            list_title=_("Duty reminders") if notice.kind == Kind.REMINDER else _("Warning notices"),
        )


def deliveries_for(notice: Notice, user: Viewer) -> QuerySet[Delivery]:
    """What went out; whoever may not know of an objection does not read that a decision on one was sent (R38)."""
    rows = deliveries_of(notice)
    return rows if notice.objection_known_to(user) else rows.exclude(key__contains=":objection-")


def may_edit(notice: Notice, user: Viewer) -> bool:
    return notice.status == "DRAFT" and notice.submitted_at is None and notice.drafter_id == user.pk


def may_tick(notice: Notice, user: Viewer) -> bool:
    """Whether ``user`` could check or approve: then the facts carry boxes to tick."""
    if notice.doc_no is not None or notice.drafter_id == user.pk:
        return False
    return any(user.has_perm(permission) for permission in SIGNERS)


def facts_for(notice: Notice, user: Viewer) -> list[NoticeFact]:
    """The facts, each with ``seen``: this user's opened evidence, if any; and ``linked`` (``with_records``)."""
    views = EvidenceView.objects.filter(user=user)
    rows = notice.facts.select_related("doubt_point").prefetch_related(Prefetch("views", queryset=views, to_attr="own"))
    return with_records([with_seen(fact) for fact in rows], user)


def with_seen(fact: Any) -> NoticeFact:
    fact.seen = next(iter(fact.own), None)
    return fact


@require_GET
@xframe_options_sameorigin
def letter(request: Request, pk: int) -> HttpResponse:
    """The letter as it will print, for the frame of the making page."""
    notice = _notice(request, pk)
    return HttpResponse(documents.letter_html(notice=notice, nonce=str(getattr(request, "csp_nonce", ""))))


@require_GET
def letter_pdf(request: Request, pk: int) -> HttpResponse:
    """The issued letter, or a draft of it marked as such."""
    notice = _notice(request, pk)
    return documents.letter_response(notice=notice, actor=request.user)


@require_POST
def fact_open(request: Request, pk: int, fact: int) -> HttpResponse:
    """Open a fact's evidence: recorded, and from now on it can be ticked (R03)."""
    row = _fact(request, pk, fact)
    evidence_open(fact=row, actor=request.user)
    return _fact_card(request, row, opened=True)


@require_POST
def fact_tick(request: Request, pk: int, fact: int) -> HttpResponse:
    """Tick or untick a fact; the buttons above follow."""
    row = _fact(request, pk, fact)
    if not may_tick(row.notice, request.user):
        raise PermissionDenied(_("Only who may check or approve this notice ticks its facts."))
    evidence_tick(fact=row, actor=request.user, ticked=request.POST.get("ticked") == "on")
    return _fact_card(request, row, opened=True)


def _notice(request: Request, pk: int) -> Notice:
    return guards.enter(get_object_or_404(Notice.objects.for_staff(request.user), pk=pk), request.user)


def _fact(request: Request, notice: int, fact: int) -> NoticeFact:
    staff = Notice.objects.for_staff(request.user).values("pk")
    rows = NoticeFact.objects.filter(notice__in=staff).select_related("notice", "doubt_point")
    row = get_object_or_404(rows, pk=fact, notice=notice)
    guards.enter(row.notice, request.user)
    return row


def _fact_card(request: Request, fact: NoticeFact, *, opened: bool) -> HttpResponse:
    notice = fact.notice
    fact.own = list(fact.views.filter(user=request.user))  # type: ignore[attr-defined]  # for the template
    context = {
        "record": notice,
        "fact": with_records([with_seen(fact)], request.user)[0],
        "opened": opened,
        "evidence": linked([fact.evidence], request.user)[0],
        "files": attachments_of(fact),
        "may_tick": may_tick(notice, request.user),
        "actions": actions_for(notice, request.user),
        "transition_url_base": transition_url_base(notice),
    }
    return render(request, "warnings/notices/partials/fact_answer.html", context)
