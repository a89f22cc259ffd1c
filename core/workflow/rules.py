"""Conditions of transitions that say why they refuse."""

from collections.abc import Callable
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.errors import Text


class refuse_if:  # noqa: N801 - reads as a word in the declaration: conditions=[refuse_if(is_late, _("Too late"))]
    """Refuse a transition while ``test(instance)`` is true, and say ``why``."""

    def __init__(self, test: Callable[[Any], bool], why: Text) -> None:
        self.test = test
        self.why = why

    def __call__(self, instance: Any) -> bool:
        return not self.test(instance)


class refuse_actor_if:  # noqa: N801 - as refuse_if
    """Refuse a transition to the person for whom ``test(instance, user)`` is true, and say ``why``.

    Goes into ``custom={"actor_rules": [...]}``: separation of duties, recusal.
    """

    def __init__(self, test: Callable[[Any, Any], bool], why: Text) -> None:
        self.test = test
        self.why = why


def not_by(field: str, why: Text) -> refuse_actor_if:
    """Refuse the person who stands in the account field ``field`` (four eyes)."""
    return refuse_actor_if(lambda record, user: getattr(record, f"{field}_id") == user.pk, why)


def only_by(field: str, why: Text) -> refuse_actor_if:
    """Refuse everybody but the person who stands in the account field ``field``."""
    return refuse_actor_if(lambda record, user: getattr(record, f"{field}_id") != user.pk, why)


class needs:  # noqa: N801 - as refuse_if
    """Refuse a transition while one of ``fields`` is empty, and name those that are."""

    def __init__(self, *fields: str) -> None:
        self.fields = fields

    def __call__(self, instance: Any) -> bool:
        return not self.missing(instance)

    def missing(self, instance: Any) -> list[str]:
        """The names of the empty fields."""
        empty = [name for name in self.fields if getattr(instance, name) in (None, "", [], ())]
        return [str(instance._meta.get_field(name).verbose_name) for name in empty]

    @property
    def why(self) -> Text:
        return format_lazy("{} {}", _("Still missing:"), ", ".join(self.fields))

    def why_for(self, instance: Any) -> str:
        return gettext("Still missing: %(fields)s.") % {"fields": ", ".join(self.missing(instance))}
