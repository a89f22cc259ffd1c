from django.utils.translation import gettext as _

from core import clock
from core.deadlines.models import BasisTag
from core.errors import Conflict, NotAllowed
from core.scope import Viewer
from early_warning.notices.models import RuleBasis


def rule_enter(*, text: str, tag: str = BasisTag.GK) -> RuleBasis | None:
    """The rule that a paper cites: a new one enters the catalogue with ``tag``, a known one keeps the tag it has."""
    words = text.strip()
    return RuleBasis.objects.get_or_create(text=words, defaults={"tag": tag})[0] if words else None


def rule_check(*, rule: RuleBasis, actor: Viewer) -> None:
    """Tick 依据已核对: somebody compared the citation with its source, from now on it is printed (handbook 0.1)."""
    if not actor.has_perm("warnings.check_rulebasis"):
        raise NotAllowed(_("Your role may not do this."))
    if not RuleBasis.objects.filter(pk=rule.pk, checked_at__isnull=True).update(
        checked_by=actor, checked_at=clock.now()
    ):
        raise Conflict(_("This rule was checked already."))
