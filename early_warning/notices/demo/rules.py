from core.demo import City
from early_warning.notices.models import RuleBasis
from early_warning.notices.services import rule_enter
from early_warning.notices.services.rules import rule_check


def checked_rule(city: City, text: str) -> None:
    """A cited rule that the administrator has compared with its source, so that papers print it."""
    rule_enter(text=text)
    rule = RuleBasis.objects.get(text=text)
    if not rule.printable:
        rule_check(rule=rule, actor=city.users["adm"])
