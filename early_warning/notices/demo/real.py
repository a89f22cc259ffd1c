"""One notice that went the real way: from a confirmed doubt point through three people's hands to the portal, today."""

from core.demo import City
from core.workflow.services import transition_perform
from early_warning.checks.models import DoubtPoint, DoubtStatus
from early_warning.checks.services import doubt_warn
from early_warning.notices.demo.cast import Cast, cast_for
from early_warning.notices.models import Notice
from early_warning.notices.services import evidence_open, evidence_tick


def serve_one(city: City) -> Notice | None:
    """Warn of the first confirmed doubt point; None when no health check has left one."""
    doubt = DoubtPoint.objects.filter(status=DoubtStatus.CONFIRMED).order_by("model", "pk").first()
    if doubt is None or doubt.assignee is None:
        return None
    cast = cast_for(city, city.rng, doubt.unit, on=city.today, to_person=False, red=False)
    _doubt, notice = doubt_warn(doubt_point=doubt, note="经核实，情况属实。", actor=doubt.assignee)
    if not isinstance(notice, Notice):
        return None
    return through_hands(notice, cast)


def through_hands(notice: Notice, cast: Cast) -> Notice:
    """Submitted by who drafted it, checked, approved and served."""
    notice = transition_perform(instance=notice, name="submit", actor=notice.drafter)
    for name, actor in (("check_draft", cast.checker), ("approve", cast.approver)):
        for fact in notice.facts.all():
            evidence_open(fact=fact, actor=actor)
            evidence_tick(fact=fact, actor=actor)
        notice = transition_perform(instance=notice, name=name, actor=actor)
    return transition_perform(instance=notice, name="serve", actor=notice.drafter)
