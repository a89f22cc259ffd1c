"""Addresses of imports, below /imports/."""

from django.urls import path

from core.imports import views

urlpatterns = [
    path("", views.ImportListView.as_view(), name="import-list"),
    path("new/<slug:kind>/", views.ImportNewView.as_view(), name="import-new"),
    path("template/<slug:kind>.xlsx", views.template_view, name="import-template"),
    path("<int:pk>/", views.ImportDetailView.as_view(), name="import-detail"),
    path("<int:pk>/check/", views.ImportCheckView.as_view(), name="import-check"),
    path("<int:pk>/apply/", views.ImportApplyView.as_view(), name="import-apply"),
    path("<int:pk>/undo/", views.ImportUndoView.as_view(), name="import-undo"),
    path("<int:pk>/errors.xlsx", views.ImportErrorsView.as_view(), name="import-errors"),
]
