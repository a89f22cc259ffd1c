"""Addresses of filings, below /warnings/."""

from django.urls import path

from early_warning.filings.views import detail, lists, wizard

urlpatterns = [
    path("filings/", lists.DataFilingListView.as_view(), name="filing-list"),
    path("filings/new/", wizard.NewFilingView.as_view(), name="filing-new"),
    path("filings/catalogue/", lists.catalogue_view, name="filing-catalogue"),
    path("filings/catalogue/<slug:code>.xlsx", lists.template_view, name="filing-template"),
    path("filings/duties/", lists.FilingDutyListView.as_view(), name="filing-duty-list"),
    path("filings/duties/<int:pk>/waive/", lists.duty_waive_view, name="filing-duty-waive"),
    path("filings/<int:pk>/", detail.DataFilingDetailView.as_view(), name="filing-detail"),
    path("filings/<int:pk>/mapping/", wizard.mapping_view, name="filing-mapping"),
    path("filings/<int:pk>/preview/", wizard.preview_view, name="filing-preview"),
    path("filings/<int:pk>/file/", wizard.file_view, name="filing-file"),
    path("filings/<int:pk>/cancel/", wizard.cancel_view, name="filing-cancel"),
    path("filings/<int:pk>/rows/", detail.rows_view, name="filing-rows"),
    path("filings/<int:pk>/findings.xlsx", detail.findings_view, name="filing-findings"),
    path("filings/<int:pk>/download/", detail.download_view, name="filing-download"),
]
