from django.urls import path

from early_warning.ecology.entries.views import OfficeEntryListView, OfficeEntryView
from early_warning.ecology.views.compute import ComputeView
from early_warning.ecology.views.detail import EcologyDetailView
from early_warning.ecology.views.evidence import EvidenceView
from early_warning.ecology.views.indicators import IndicatorsView
from early_warning.ecology.views.lists import EcologyListView
from early_warning.ecology.views.report import ReportView
from early_warning.ecology.views.steps import AnswerView, MeetingView, OpinionView, RecalculationView, ResponseView

urlpatterns = [
    path("", EcologyListView.as_view(), name="ecology-list"),
    path("compute/", ComputeView.as_view(), name="ecology-compute"),
    path("indicators/", IndicatorsView.as_view(), name="ecology-indicators"),
    path("entries/", OfficeEntryListView.as_view(), name="office-entry-list"),
    path("entries/<int:pk>/", OfficeEntryView.as_view(), name="office-entry"),
    path("<int:pk>/", EcologyDetailView.as_view(), name="ecology-detail"),
    path("<int:pk>/opinion/", OpinionView.as_view(), name="ecology-opinion"),
    path("<int:pk>/meeting/", MeetingView.as_view(), name="ecology-meeting"),
    path("<int:pk>/respond/", ResponseView.as_view(), name="ecology-respond"),
    path("<int:pk>/answer/", AnswerView.as_view(), name="ecology-answer"),
    path("<int:pk>/recalculate/", RecalculationView.as_view(), name="ecology-recalculate"),
    path("<int:pk>/report.pdf", ReportView.as_view(), name="ecology-report"),
    path("<int:pk>/rows/<slug:code>/", EvidenceView.as_view(), name="ecology-rows"),
]
