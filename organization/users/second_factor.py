"""Who of the commission has not set up the second factor yet (R40)."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from core.scope import Viewer
from organization.roles import COMMISSION_ROLES


def lacks_second_factor(user: Viewer) -> bool:
    """Whether this account must set up its second factor before anything opens for it."""
    return settings.MFA_REQUIRED and user.has_role(*COMMISSION_ROLES) and not is_mfa_enabled(user)


class SecondFactor(BasePermission):
    """The API opens, by session or token, where the pages would open."""

    message = _("Set up your second factor first: sign in with a browser.")

    def has_permission(self, request: Request, view: Any) -> bool:
        return not lacks_second_factor(request.user)
