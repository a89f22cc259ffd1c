"""对监督工作有意见: a form for everybody, a list for the cadre supervision office, the answer for the author."""

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.http import Request
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable
from core.records.views import RecordDetailView, RecordListView
from core.scope import Viewer
from core.workbench.registry import Todo
from organization.feedback.models import Feedback, FeedbackStatus
from organization.feedback.services import feedback_write


@require_http_methods(["GET", "POST"])
def feedback_page(request: Request) -> HttpResponse:
    """Write a comment; below it stand one's own earlier ones with their answers."""
    if request.method == "POST":
        feedback_write(author=request.user, text=request.POST.get("text", ""), page=request.POST.get("page", ""))
        messages.success(request, gettext("Sent to the cadre supervision office. Only that office reads it."))
        return redirect("feedback")
    return render(
        request,
        "organization/feedback/page.html",
        {
            "title": _("Comment on supervision work"),
            "page": request.headers.get("Referer", "")[:300],
            "mine": Feedback.objects.filter(author=request.user)[:20],
        },
    )


class FeedbackTable(RecordTable):
    written_at = tables.Column(linkify=True)

    class Meta(RecordTable.Meta):
        model = Feedback
        fields = ("written_at", "author", "text", "status")

    def render_text(self, value: str) -> str:
        return value[:80]


class FeedbackFilter(RecordFilterSet):
    search_fields = ("text", "author__full_name")
    status = filters.ChoiceFilter(choices=FeedbackStatus.choices, label=_("Status"))

    class Meta:
        model = Feedback
        fields = ("status",)


class FeedbackListView(RecordListView):
    model = Feedback
    permission_required = "organization.view_feedback"
    table_class = FeedbackTable
    filterset_class = FeedbackFilter
    title = _("Comments on supervision work")
    empty_text = _("Nobody has written a comment yet.")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("author")


class FeedbackDetailView(RecordDetailView):
    model = Feedback
    permission_required = "organization.view_feedback"
    detail_fields = ("author", "written_at", "page", "text", "answer")
    log_read = True
    restricted = True


def comments_to_answer(user: Viewer) -> list[Todo]:
    """Open comments for whoever may answer them."""
    if not user.has_perm("organization.answer_feedback"):
        return []
    rows: Any = Feedback.objects.visible_to(user).filter(status=FeedbackStatus.OPEN)
    return [
        Todo(kind=_("Answer a comment"), title=str(row), url=row.get_absolute_url(), action=_("Answer")) for row in rows
    ]
