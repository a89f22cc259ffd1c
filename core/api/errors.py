"""Errors as problem details (RFC 9457): type, title, status, detail, cure, field."""

from typing import Any

from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import exception_handler as rest_handler

from core.errors import DomainError

MEDIA_TYPE = "application/problem+json"


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DomainError and every error of the framework in one shape."""
    if isinstance(error, DomainError):
        body = {"type": error.code, "title": str(error.message), "status": error.status}
        body |= {key: str(value) for key, value in (("cure", error.cure), ("field", error.field)) if value}
        body |= {"errors": [str(detail) for detail in error.details]} if error.details else {}
        return Response(body, status=error.status, content_type=MEDIA_TYPE)
    response = rest_handler(error, context)
    if response is not None:
        detail = response.data.get("detail") if isinstance(response.data, dict) else None
        code = error.default_code if isinstance(error, APIException) else type(error).__name__
        body = {"type": code, "title": str(detail or code), "status": response.status_code}
        if detail is None:
            body["errors"] = response.data
        response.data = body
        response.content_type = MEDIA_TYPE
    return response
