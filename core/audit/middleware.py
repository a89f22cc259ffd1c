from auditlog.middleware import AuditlogMiddleware
from django.http import HttpRequest


class AuditMiddleware(AuditlogMiddleware):
    """django-auditlog's middleware, but believing only the socket's address: a forwarded-for header can be invented.

    Behind a proxy the web server must set REMOTE_ADDR itself (gunicorn's --forwarded-allow-ips does).
    """

    @staticmethod
    def _get_remote_addr(request: HttpRequest) -> str | None:
        return request.META.get("REMOTE_ADDR") or None
