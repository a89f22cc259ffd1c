"""`manage.py api_token LOGIN`: give a program the rights of one account, or take them back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from rest_framework.authtoken.models import Token

from core.audit.models import AuditEvent
from core.audit.services import event_record
from organization.models import User


class Command(BaseCommand):
    """A new token ends the one before. It can do what its account can, through the API only."""

    help = "Print a new API token for LOGIN (header: Authorization: Token …); --end takes it back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("login")
        parser.add_argument("--end", action="store_true", help="take the token back and make no new one")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["login"], is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active account {options['login']!r}.")
        ended, _rows = Token.objects.filter(user=user).delete()
        event_record(event=AuditEvent.CHANGE, obj=user, api_token="ended" if options["end"] else "made")
        if options["end"]:
            self.stdout.write("The token is ended." if ended else "There was no token.")
            return
        self.stdout.write(Token.objects.create(user=user).key)
