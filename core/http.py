"""The request as the middleware leaves it."""

from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """For annotations: a signed-in ``user`` of the account model, and django-htmx's details."""

    user: Any
    htmx: HtmxDetails
