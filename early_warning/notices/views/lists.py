from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.errors import Text
from core.http import Request
from core.records.views import RecordListView
from early_warning.notices.choices import Kind
from early_warning.notices.filters import NoticeFilter, ObjectionFilter, ReminderFilter, RuleFilter
from early_warning.notices.models import Notice, Objection, RuleBasis
from early_warning.notices.services.rules import rule_check
from early_warning.notices.tables import NoticeTable, ObjectionTable, ReminderTable, RuleTable


class NoticeListView(RecordListView):
    """Warning notices of one's jurisdiction."""

    model = Notice
    kind = Kind.WARNING
    permission_required = "warnings.view_notice"
    table_class: Any = NoticeTable
    filterset_class: Any = NoticeFilter
    title: Text = _("Warning notices")
    empty_text = _("No notice yet. Draft one, or hand over a confirmed doubt point.")

    def get_queryset(self) -> QuerySet:
        user = self.request.user
        rows = Notice.objects.for_staff(user).filter(kind=self.kind).with_shown_status(user)
        return rows.select_related("unit", "official", "drafter")

    def get_primary_actions(self) -> list[tuple[Text, str]]:
        if not self.request.user.has_perm("warnings.draft_notice"):
            return []
        return [(_("New draft"), reverse("notice-draft", args=[self.kind.lower()]))]


class ReminderListView(NoticeListView):
    """Duty reminders of one's jurisdiction."""

    kind = Kind.REMINDER
    table_class = ReminderTable
    filterset_class = ReminderFilter
    title = _("Duty reminders")
    empty_text = _("No reminder yet. Draft one, or hand over a confirmed doubt point.")


class ObjectionListView(RecordListView):
    """Objections, for those who may decide them."""

    model = Objection
    permission_required = "warnings.view_objection"
    table_class = ObjectionTable
    filterset_class = ObjectionFilter
    title = _("Objections")
    empty_text = _("No objection was raised.")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("notice__unit", "decided_by")


class RuleListView(RecordListView):
    """The rules that notices cite, with their tags; the administrator ticks what was checked."""

    model = RuleBasis
    permission_required = "warnings.view_rulebasis"
    table_class = RuleTable
    filterset_class = RuleFilter
    title = _("Rules cited by notices")
    empty_text = _("Rules appear here when a notice cites them.")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("checked_by")


@require_POST
def rule_check_view(request: Request, pk: int) -> HttpResponse:
    if not request.user.has_perm("warnings.check_rulebasis"):
        raise PermissionDenied(gettext("Your role may not do this."))
    rule_check(rule=get_object_or_404(RuleBasis.objects.visible_to(request.user), pk=pk), actor=request.user)
    messages.success(request, gettext("The rule may now be printed."))
    return redirect("rule-list")
