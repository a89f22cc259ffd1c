"""My long work: list, progress, cancel, retry, the file it made."""

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.http import Request
from core.jobs.models import Job, JobState
from core.jobs.services import job_cancel, job_retry
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable
from core.records.views import RecordListView
from core.scope import Viewer


class JobTable(RecordTable):
    kind = tables.Column(accessor="kind_label", order_by="kind", linkify=lambda record: record.get_absolute_url())

    class Meta(RecordTable.Meta):
        model = Job
        fields = ("kind", "state", "message", "created_by", "created_at", "finished_at", "attempts")
        order_by = "-created_at"


class JobFilter(RecordFilterSet):
    search_fields = ("kind", "message")
    state = filters.ChoiceFilter(choices=JobState.choices, label=_("Status"))

    class Meta:
        model = Job
        fields = ("state",)


class JobListView(RecordListView):
    """The jobs one started; an administrator sees all."""

    model = Job
    table_class = JobTable
    filterset_class = JobFilter
    title = _("Jobs")
    empty_text = _("No long work was started yet.")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("created_by")


def _visible(request: Request, pk: int) -> Job:
    return get_object_or_404(Job.objects.visible_to(request.user), pk=pk)


@require_GET
def job_detail(request: Request, pk: int) -> HttpResponse:
    """The job with its progress; htmx asks for the partial every second while it runs."""
    template = "core/partials/job_progress.html" if request.htmx else "core/job_detail.html"
    return render(request, template, {"job": _visible(request, pk)})


@require_GET
def job_file(request: Request, pk: int) -> FileResponse:
    return result_answer(request.user, _visible(request, pk))


def result_answer(user: Viewer, job: Job) -> FileResponse:
    """What the job made, for whoever started it: an administrator of jobs reads no business data. Raises Http404."""
    if not job.result_file or job.created_by_id != user.pk:
        raise Http404
    event_record(event=AuditEvent.DOWNLOAD, obj=job, actor=user)
    name = str(job.result_file.name).rsplit("/", 1)[-1]
    return FileResponse(job.result_file.open("rb"), as_attachment=True, filename=name)


@require_POST
def job_cancel_view(request: Request, pk: int) -> HttpResponse:
    job_cancel(job=_visible(request, pk), actor=request.user)
    return redirect("job-detail", pk=pk)


@require_POST
def job_retry_view(request: Request, pk: int) -> HttpResponse:
    return redirect("job-detail", pk=job_retry(job=_visible(request, pk), actor=request.user).pk)
