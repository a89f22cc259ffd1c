"""`manage.py demo_accounts`: one account a role, to sign in to the demo city with."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from core.demo import DEMO_PASSWORD
from organization.models import User
from organization.roles import ROLES

# The accounts that the demo's story is told with; other roles show their first account.
SHOWN = {"DEP": "dep2", "STA": "sta5", "OFF": "o0231", "UHD": "uhd_u15", "LIA": "lia_u15", "TMB": "o0096"}


class Command(BaseCommand):
    help = "List one account of the demo city for each role."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.ENVIRONMENT != "demo":
            raise CommandError("Only the demo has accounts with a known password (ENVIRONMENT=demo).")
        self.stdout.write(f"  {'login':<14} {'password':<18} role")
        for code, login in accounts().items():
            self.stdout.write(f"  {login:<14} {DEMO_PASSWORD:<18} {code:<4} {_name(code)}")


def accounts() -> dict[str, str]:
    """Role code -> the login of its first account, roles without one left out. Two queries for all of them."""
    holders = User.objects.filter(is_active=True, groups__name__in=ROLES)
    first: dict[str, str] = {}
    for code, login in holders.order_by("pk").values_list("groups__name", "username"):
        first.setdefault(code, login)
    known = set(User.objects.filter(is_active=True, username__in=SHOWN.values()).values_list("username", flat=True))
    first |= {code: login for code, login in SHOWN.items() if login in known}
    return {code: first[code] for code in ROLES if code in first}


def _name(code: str) -> str:
    """English, then Chinese: last on the line, where characters of double width disturb no column."""
    with translation.override("en"):
        english = str(ROLES[code])
    with translation.override("zh-hans"):
        chinese = str(ROLES[code])
    return english if english == chinese else f"{english} · {chinese}"
