"""Deadline rules among the parameters: an administrator proposes, the secretary approves, by the same workflow."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.deadlines.models import GROUP_PREFIX, BasisTag, DeadlineRule, Unit
from core.deadlines.queries import term_in_words
from core.deadlines.services import deadline_rule_revise, refuse_law
from core.errors import Conflict, InvalidInput, Text
from core.parameters.registry import Param, ParameterGroup
from core.parameters.values import Summary, Values, Version
from core.scope import Viewer

LABELS = {
    "amount": gettext_lazy("amount"),
    "unit": gettext_lazy("counted in"),
    "month_day": gettext_lazy("day in the year"),
    "extension": gettext_lazy("extension"),
    "roll": gettext_lazy("rolls"),
    "basis_text": gettext_lazy("basis"),
    "basis_tag": gettext_lazy("trust"),
}


# What may be typed in.
HINTS = {
    "unit": " ".join(value for value in Unit.values if value != Unit.DATE),
    "month_day": "MM-DD",
    "roll": "0 / 1",
    "basis_tag": " ".join(value for value in BasisTag.values if value != BasisTag.V_LAW),
}


class RuleStore:
    """One group a code; its parameters are what may be changed of a rule."""

    title: Text = gettext_lazy("Deadline rules")

    def overview(self, day: dt.date) -> list[Summary]:
        by_code: dict[str, list[DeadlineRule]] = {}
        for rule in DeadlineRule.objects.order_by("code", "effective_from"):
            by_code.setdefault(rule.code, []).append(rule)
        return [_summary(rules, day) for rules in by_code.values()]

    def group(self, key: str) -> ParameterGroup:
        rule = _latest(key)
        names = ["month_day"] if rule.unit == Unit.DATE else ["amount", "unit", "extension"]
        names += [] if rule.inclusive_start or rule.unit == Unit.DATE else ["roll"]
        params = (
            Param(name, getattr(rule, name), LABELS[name], HINTS.get(name, ""), rule.basis_text, rule.basis_tag)
            for name in (*names, "basis_text", "basis_tag")
        )
        return ParameterGroup(key, str(rule), tuple(params))

    def values(self, key: str, day: dt.date) -> Values:
        rules = _rules(key)
        found = next((rule for rule in reversed(rules) if rule.effective_from <= day), rules[0])
        return _values(self.group(key), rules, found)

    def versions(self, key: str) -> list[Version]:
        definition, rules = self.group(key), _rules(key)
        return [
            Version(_values(definition, rules, rule), rule.effective_from, "", rule.proposed_by, rule.approved_by)
            for rule in reversed(rules)
        ]

    def panel(self, key: str, user: Viewer, day: dt.date) -> dict[str, Any] | None:
        rules = _rules(key)
        rule = next((rule for rule in reversed(rules) if rule.effective_from <= day), rules[0])
        context = {"rule": rule, "may_check": bool(rule.basis_text) and user.has_perm("core.check_deadlinerule")}
        return {"title": _("Basis"), "template": "core/deadlines/basis.html", "context": context}

    def check(self, key: str, values: dict[str, Any], effective_from: dt.date) -> None:
        rule = _latest(key)
        refuse_law(rule)
        if effective_from <= rule.effective_from:
            raise Conflict(
                _("The rule has a version from %(day)s on.") % {"day": rule.effective_from},
                cure=_("A new version starts after that day."),
            )
        if values["basis_tag"] == BasisTag.V_LAW:
            raise InvalidInput(_("What the law sets comes with a release of the software."), field="basis_tag")
        for name, value in values.items():
            setattr(rule, name, value)
        try:
            rule.full_clean(validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            field, words = next(iter(error.message_dict.items()))
            raise InvalidInput(words[0], field=field) from error

    def enact(self, key: str, values: dict[str, Any], *, effective_from: dt.date, by: tuple[Viewer, Viewer]) -> None:
        proposed_by, approved_by = by
        deadline_rule_revise(
            code=key.removeprefix(GROUP_PREFIX),
            effective_from=effective_from,
            proposed_by=proposed_by,
            approved_by=approved_by,
            **values,
        )


def _summary(rules: list[DeadlineRule], day: dt.date) -> Summary:
    now = next((rule for rule in reversed(rules) if rule.effective_from <= day), rules[0])
    coming = next((rule for rule in rules if rule.effective_from > day), None)
    return Summary(
        key=f"{GROUP_PREFIX}{now.code}",
        label=str(now),
        value=term_in_words(now),
        coming=term_in_words(coming) if coming else "",
        since=coming.effective_from if coming else None,
        basis=now.basis_text,
        tag=now.basis_tag,
    )


def _rules(key: str) -> list[DeadlineRule]:
    """All versions of the rule, oldest first. Raises KeyError for an unknown one."""
    rows = DeadlineRule.objects.filter(code=key.removeprefix(GROUP_PREFIX)).order_by("effective_from")
    found = list(rows.select_related("proposed_by", "approved_by"))
    if not found:
        raise KeyError(key)
    return found


def _latest(key: str) -> DeadlineRule:
    return _rules(key)[-1]


def _values(definition: ParameterGroup, rules: list[DeadlineRule], rule: DeadlineRule) -> Values:
    items = {param.name: getattr(rule, param.name) for param in definition.params}
    return Values(definition.key, rules.index(rule) + 1, items)
