"""Addresses of recusal, below /officials/."""

from django.urls import path

from officials.dossier.emergency.views import GlassDetailView, GlassListView, GlassNewView
from officials.recusal.views.interests import InterestDetailView, InterestListView, InterestNewView
from officials.recusal.views.overrides import OverrideDetailView, OverrideListView, OverrideNewView
from officials.recusal.views.portal import my_recusal_withdraw, my_recusals
from officials.recusal.views.requests import RequestDetailView, RequestGrantView, RequestListView

urlpatterns = [
    path("interests/", InterestListView.as_view(), name="interest-list"),
    path("interests/new/", InterestNewView.as_view(), name="interest-new"),
    path("interests/<int:pk>/", InterestDetailView.as_view(), name="interest-detail"),
    path("overrides/", OverrideListView.as_view(), name="recusal-override-list"),
    path("overrides/<int:pk>/", OverrideDetailView.as_view(), name="recusal-override"),
    path("<int:pk>/override/", OverrideNewView.as_view(), name="recusal-override-new"),
    path("recusals/", RequestListView.as_view(), name="recusal-request-list"),
    path("recusals/<int:pk>/", RequestDetailView.as_view(), name="recusal-request"),
    path("recusals/<int:pk>/grant/", RequestGrantView.as_view(), name="recusal-request-grant"),
    path("break-glass/", GlassListView.as_view(), name="break-glass-list"),
    path("break-glass/new/", GlassNewView.as_view(), name="break-glass-new"),
    path("break-glass/<int:pk>/", GlassDetailView.as_view(), name="break-glass"),
    path("me/recusals/", my_recusals, name="my-recusals"),
    path("me/recusals/<int:pk>/withdraw/", my_recusal_withdraw, name="my-recusal-withdraw"),
]
