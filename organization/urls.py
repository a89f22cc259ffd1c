from django.urls import path

from organization.feedback.views import FeedbackDetailView, FeedbackListView, feedback_page
from organization.units.views import UnitDetailView, UnitEditView, UnitListView, UnitNewView
from organization.users import editing
from organization.users.views import UserDetailView, UserLeaderView, UserListView

urlpatterns = [
    path("feedback/", feedback_page, name="feedback"),
    path("feedback/all/", FeedbackListView.as_view(), name="feedback-list"),
    path("feedback/<int:pk>/", FeedbackDetailView.as_view(), name="feedback-detail"),
    path("units/", UnitListView.as_view(), name="unit-list"),
    path("units/new/", UnitNewView.as_view(), name="unit-new"),
    path("units/<int:pk>/edit/", UnitEditView.as_view(), name="unit-edit"),
    path("units/<int:pk>/", UnitDetailView.as_view(), name="unit-detail"),
    path("users/", UserListView.as_view(), name="user-list"),
    path("users/<int:pk>/", UserDetailView.as_view(), name="user-detail"),
    path("users/new/", editing.AccountNewView.as_view(), name="user-new"),
    path("users/<int:pk>/edit/", editing.AccountEditView.as_view(), name="user-edit"),
    path("users/<int:pk>/close/", editing.AccountCloseView.as_view(), name="user-close"),
    path("users/<int:pk>/open/", editing.AccountOpenView.as_view(), name="user-open"),
    path("users/<int:pk>/link/", editing.AccountLinkView.as_view(), name="user-link"),
    path("users/<int:pk>/roles/", editing.RolesView.as_view(), name="user-roles"),
    path("users/<int:pk>/jurisdictions/", editing.JurisdictionsView.as_view(), name="user-jurisdictions"),
    path("users/<int:pk>/leader/", UserLeaderView.as_view(), name="user-leader"),
]
