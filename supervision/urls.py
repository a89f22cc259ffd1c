"""Addresses of this app: one include a mechanism."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("declarations/", include("supervision.declarations.urls")),
    path("meetings/", include("supervision.meetings.urls")),
    path("talks/", include("supervision.talks.urls")),
    path("duties/", include("supervision.duties.urls")),
    path("powers/", include("supervision.powers.urls")),
    path("handovers/", include("supervision.handover.urls")),
]
