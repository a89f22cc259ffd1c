"""Figures for the operator's monitoring: with the token of METRICS_TOKEN, or signed in as system administrator."""

import hmac

from django.conf import settings
from django.http import Http404, HttpResponse
from django_prometheus.exports import ExportToDjangoView

from core.http import Request


def metrics_view(request: Request) -> HttpResponse:
    """Hidden (404) from everybody else."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    by_token = bool(settings.METRICS_TOKEN) and hmac.compare_digest(given, settings.METRICS_TOKEN)
    by_role = request.user.is_authenticated and request.user.has_role("ADM")
    if not by_token and not by_role:
        raise Http404
    return ExportToDjangoView(request)
