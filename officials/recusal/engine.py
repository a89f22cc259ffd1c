"""The engine: rules find grounds, an approved override lifts those that can be lifted.

Rooms above add ``recusal_rule`` (about a person, wherever he appears) or ``matter_rule`` (about one record: who was its
witness or drafted what is now reviewed).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.errors import NotAllowed, Text
from core.scope import Viewer
from officials.people.models import Official


@dataclass(frozen=True)
class Recusal:
    """One ground. ``absolute`` ones (oneself, kin) cannot be overridden; others need an approver with a reason.

    ``reason`` is said to the person himself, ``label`` to others: it betrays neither kinship nor whose request it was.
    """

    reason: str
    absolute: bool = False
    label: Text = ""


Rule = Callable[[Official, Viewer], Iterable[Recusal]]
# rule(record, user, step): ``step`` is the name of the transition to be taken.
MatterRule = Callable[[Any, Viewer, str], Iterable[Recusal]]
_rules: dict[str, Rule] = {}
_matter_rules: dict[str, MatterRule] = {}


def recusal_rule(key: str, rule: Rule) -> None:
    """Register ``rule(official, user)``, which yields the grounds on which ``user`` must not act on ``official``."""
    _rules[key] = rule


def matter_rule(key: str, rule: MatterRule) -> None:
    """Register ``rule(record, user, step)``: grounds that hold for this step of this record only (witness, drafter)."""
    _matter_rules[key] = rule


def grounds_of(official: Official, user: Viewer) -> list[Recusal]:
    """All grounds, absolute ones first, overridden or not."""
    found = [ground for rule in _rules.values() for ground in rule(official, user)]
    return sorted(found, key=lambda ground: not ground.absolute)


def recusals(official: Official, user: Viewer) -> list[Recusal]:
    """The grounds that stand, absolute ones first; empty when ``user`` may act."""
    from officials.recusal.models import RecusalOverride

    grounds = grounds_of(official, user)
    if grounds and not grounds[0].absolute and RecusalOverride.objects.running(official, user).exists():
        return []
    return grounds


def matter_grounds(record: Any, user: Viewer, step: str) -> list[Recusal]:
    """What the record itself holds against ``user`` in this step."""
    return [ground for rule in _matter_rules.values() for ground in rule(record, user, step)]


def recused(users: Iterable[Viewer | None], official: Official) -> list[tuple[Viewer, Recusal]]:
    """Those of ``users`` who must keep their hands off ``official``, each with the first ground."""
    found = [(user, recusals(official, user)) for user in users if user is not None]
    return [(user, grounds[0]) for user, grounds in found if grounds]


def refuse_recused(users: Iterable[Viewer | None], *officials: Official, field: str = "") -> None:
    """For whoever assigns a matter about ``officials``. Raises NotAllowed and names who must not get it."""
    given = list(users)
    hit = dict(pair for official in officials for pair in recused(given, official))
    if hit:
        raise NotAllowed(
            _("Must keep hands off this official: %(names)s.") % {"names": "、".join(str(user) for user in hit)},
            field=field,
            cure=_("Choose somebody else."),
        )
