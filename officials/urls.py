"""Addresses of this app: directory, dossiers, openings, and one's own dossier in the portal."""

from django.urls import include, path

from officials.directory import editing
from officials.directory.views import OfficialDetailView, OfficialListView
from officials.dossier import self_view, views
from officials.dossier.access.views import AccessDetailView, AccessListView, AlertDetailView, AlertListView
from officials.posts.views import PostDetailView, PostListView

urlpatterns = [
    path("", include("officials.recusal.urls")),
    path("", OfficialListView.as_view(), name="official-list"),
    path("<int:pk>/", OfficialDetailView.as_view(), name="official-detail"),
    path("new/", editing.OfficialNewView.as_view(), name="official-new"),
    path("<int:pk>/edit/", editing.OfficialEditView.as_view(), name="official-edit"),
    path("posts/", PostListView.as_view(), name="post-list"),
    path("posts/new/", editing.PostNewView.as_view(), name="post-new"),
    path("posts/<int:pk>/", PostDetailView.as_view(), name="post-detail"),
    path("posts/<int:pk>/edit/", editing.PostEditView.as_view(), name="post-edit"),
    path("posts/<int:pk>/appoint/", editing.AppointView.as_view(), name="post-appoint"),
    path("tenures/<int:pk>/end/", editing.TenureEndView.as_view(), name="tenure-end"),
    path("tenures/<int:pk>/correct/", editing.TenureCorrectView.as_view(), name="tenure-correct"),
    path("<int:pk>/dossier/", views.dossier, name="dossier"),
    path("<int:pk>/dossier/print/", views.dossier_print_view, name="dossier-print"),
    path("<int:pk>/dossier/open/", views.dossier_open_view, name="dossier-open"),
    path("<int:pk>/dossier/records/new/", views.record_add_view, name="dossier-record-add"),
    path("<int:pk>/dossier/records/<int:record>/withdraw/", views.record_withdraw_view, name="dossier-record-withdraw"),
    path("access/", AccessListView.as_view(), name="dossier-access-list"),
    path("access/<int:pk>/", AccessDetailView.as_view(), name="dossier-access"),
    path("alerts/", AlertListView.as_view(), name="access-alert-list"),
    path("alerts/<int:pk>/", AlertDetailView.as_view(), name="access-alert"),
    path("me/dossier/", self_view.my_dossier, name="my-dossier"),
    path("me/dossier/<int:no>/", self_view.my_section, name="my-dossier-section"),
    path("me/dossier/timeline/", self_view.my_timeline, name="my-dossier-timeline"),
    path("me/dossier/looked/", self_view.my_lookers, name="my-dossier-looked"),
]
