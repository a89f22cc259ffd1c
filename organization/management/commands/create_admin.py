"""`manage.py create_admin LOGIN`: the first account of a new installation, with the role ADM and nothing else."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from organization.models import User
from organization.users.services import roles_set


class Command(BaseCommand):
    """No superuser: one would see all business data, which R18 keeps from the system administrator."""

    help = "Make a system administrator (role ADM); asks for the password, or reads it from standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("login")
        parser.add_argument("--name", default="", help="full name")

    def handle(self, *args: Any, **options: Any) -> None:
        login: str = options["login"]
        if User.objects.filter(username=login).exists():
            raise CommandError(f"There is an account {login!r} already.")
        user = User(username=login, full_name=options["name"])
        password = _password()
        try:
            user.full_clean(exclude=["password"])
            validate_password(password, user)
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        user.set_password(password)
        with transaction.atomic():
            user.save()
            roles_set(user=user, codes=["ADM"])
        self.stdout.write(f"Made the system administrator {login!r}.")


def _password() -> str:
    """Typed twice at a terminal; a pipe gives one line, so that no password stands in a command line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("Again: "):
        raise CommandError("The two passwords differ.")
    return first
