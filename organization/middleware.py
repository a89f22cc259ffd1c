from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect

from core.http import Request
from organization.users.second_factor import lacks_second_factor

# What is reached without a session: signing in, the language switch, health and metrics for the machines beside us.
OPEN_PREFIXES = (
    "/accounts/login/",
    "/accounts/2fa/authenticate/",
    # A link that an administrator made, by which a person sets a password.
    "/accounts/password/reset/key/",
    "/i18n/",
    "/health/",
    "/metrics",
    "/static/",
)
MFA_PREFIXES = ("/accounts/", "/i18n/", "/static/")


class SignInRequiredMiddleware:
    """Every page needs a session, and a second factor where R40 wants one; the API answers for itself."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        path = request.path
        if path.startswith((*OPEN_PREFIXES, "/api/")):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not path.startswith(MFA_PREFIXES) and lacks_second_factor(request.user):
            return redirect("mfa_activate_totp")
        return self.get_response(request)
