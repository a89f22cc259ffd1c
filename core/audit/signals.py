"""Sign-ins and sign-outs go into the trail."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from core.audit.models import AuditEvent
from core.audit.services import event_record


@receiver(user_logged_in)
def signed_in(*, user: Any, **_: Any) -> None:
    event_record(event=AuditEvent.SIGN_IN, obj=user, actor=user)


@receiver(user_logged_out)
def signed_out(*, user: Any, **_: Any) -> None:
    if user is not None:
        event_record(event=AuditEvent.SIGN_OUT, obj=user, actor=user)


@receiver(user_login_failed)
def sign_in_failed(*, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """The name tried and the address; never the password."""
    name = str(credentials.get("username") or credentials.get("login") or "")[:150]
    address = request.META.get("REMOTE_ADDR", "") if request else ""
    event_record(event=AuditEvent.SIGN_IN_FAILED, obj=get_user_model(), username=name, address=address)
