from django.urls import include, path

from core import views
from core.attachments.views import attachment_add_page, download
from core.audit.own import OwnLogView
from core.audit.views import AnchorListView, AuditListView
from core.deadlines.shifts import views as shifts
from core.deadlines.views import BasisCheckView, DeadlineRuleListView
from core.deadlines.years.views import calendar_page
from core.digests.views import digest_page, wish_page
from core.documents.texts import views as texts
from core.documents.views import (
    AllocatedNumberListView,
    IssuedDocumentListView,
    NumberSeriesListView,
    document_pdf,
)
from core.evidence.views import evidence_page
from core.jobs import views as jobs
from core.mechanisms.handling import HandlingView
from core.outbox.messages import message_list, message_open, message_read_all
from core.outbox.views import DeliveryListView, delivery_retry_view
from core.parameters import views as parameters
from core.records import saved
from core.records.views import TransitionView
from core.schedules import views as schedules

urlpatterns = [
    path("", views.home, name="home"),
    path("todos/count/", views.todo_count_part, name="todo-count"),
    path("search/", views.search_page, name="search"),
    path("imports/", include("core.imports.urls")),
    path("jobs/", jobs.JobListView.as_view(), name="job-list"),
    path("jobs/<int:pk>/", jobs.job_detail, name="job-detail"),
    path("jobs/<int:pk>/file/", jobs.job_file, name="job-file"),
    path("jobs/<int:pk>/cancel/", jobs.job_cancel_view, name="job-cancel"),
    path("jobs/<int:pk>/retry/", jobs.job_retry_view, name="job-retry"),
    path("attachments/<int:pk>/", download, name="attachment"),
    path("attachments/<slug:app>/<slug:model>/<int:pk>/add/", attachment_add_page, name="attachment-add"),
    path("evidence/<slug:app>/<slug:model>/<int:pk>/", evidence_page, name="evidence"),
    path("documents/", IssuedDocumentListView.as_view(), name="document-list"),
    path("documents/series/", NumberSeriesListView.as_view(), name="document-series-list"),
    path("documents/numbers/", AllocatedNumberListView.as_view(), name="document-number-list"),
    path("documents/texts/", texts.text_list, name="document-texts"),
    path("documents/texts/versions/", texts.TextListView.as_view(), name="document-text-list"),
    path("documents/texts/versions/<int:pk>/", texts.TextDetailView.as_view(), name="document-text"),
    path("documents/texts/versions/<int:pk>.pdf", texts.text_version_preview, name="document-text-version-preview"),
    path("documents/texts/<str:code>/<str:part>/", texts.text_page, name="document-text-part"),
    path("documents/texts/<str:code>/<str:part>/preview.pdf", texts.text_preview, name="document-text-preview"),
    path("documents/<int:pk>.pdf", document_pdf, name="document-pdf"),
    path("calendar/", calendar_page, name="calendar"),
    path("deadlines/", DeadlineRuleListView.as_view(), name="deadline-rule-list"),
    path("deadlines/rules/<int:pk>/basis/", BasisCheckView.as_view(), name="deadline-basis-check"),
    path("deadlines/suspensions/", shifts.SuspensionListView.as_view(), name="suspension-list"),
    path("deadlines/suspensions/ask/", shifts.SuspensionAskView.as_view(), name="suspension-ask"),
    path("deadlines/suspensions/<int:pk>/", shifts.SuspensionDetailView.as_view(), name="suspension"),
    path("deadlines/extensions/", shifts.ExtensionListView.as_view(), name="extension-list"),
    path("deadlines/extensions/ask/", shifts.ExtensionAskView.as_view(), name="extension-ask"),
    path("deadlines/extensions/<int:pk>/", shifts.ExtensionDetailView.as_view(), name="extension"),
    path("deliveries/", DeliveryListView.as_view(), name="delivery-list"),
    path("deliveries/<int:pk>/retry/", delivery_retry_view, name="delivery-retry"),
    path("messages/", message_list, name="message-list"),
    path("messages/read/", message_read_all, name="message-read-all"),
    path("messages/digests/<int:pk>/", digest_page, name="digest"),
    path("messages/wish/", wish_page, name="digest-wish"),
    path("messages/<int:pk>/", message_open, name="message-open"),
    path("parameters/", parameters.parameter_list, name="parameter-list"),
    path("parameters/changes/", parameters.ChangeListView.as_view(), name="parameter-change-list"),
    path("parameters/changes/<int:pk>/", parameters.ChangeDetailView.as_view(), name="parameter-change"),
    path("parameters/<str:key>/", parameters.parameter_group, name="parameter-group"),
    path("schedules/", schedules.ScheduleListView.as_view(), name="schedule-list"),
    path("schedules/<int:pk>/", schedules.ScheduleDetailView.as_view(), name="schedule"),
    path("schedules/<int:pk>/change/", schedules.ScheduleChangeView.as_view(), name="schedule-change"),
    path("views/save/", saved.save, name="saved-view-save"),
    path("views/<int:pk>/delete/", saved.delete, name="saved-view-delete"),
    path("audit/anchors/", AnchorListView.as_view(), name="audit-anchor-list"),
    path("audit/", AuditListView.as_view(), name="audit-list"),
    path("audit/mine/", OwnLogView.as_view(), name="audit-mine"),
    path("records/<slug:app>/<slug:model>/<int:pk>/handling/", HandlingView.as_view(), name="handling"),
    path(
        "records/<slug:app>/<slug:model>/<int:pk>/<slug:name>/",
        TransitionView.as_view(),
        name="transition",
    ),
]
