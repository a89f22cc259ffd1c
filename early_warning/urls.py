"""Addresses of this app: one include per mechanism."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("early_warning.checks.urls")),
    path("", include("early_warning.filings.urls")),
    path("", include("early_warning.notices.urls")),
    path("ecology/", include("early_warning.ecology.urls")),
]
