"""The lists of this room."""

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.records.tables import RecordTable
from core.templatetags.ui import status_badge, tone_badge
from early_warning.filings.catalogue import kind_of

from . import registry
from .models import CheckResult, CheckRun, DoubtPoint, MaterialRequest
from .pseudonyms import shown_sentence
from .sentences import measure_words

NOWRAP = {"td": {"class": "text-nowrap"}}
TONES = {1: "normal", 2: "watch", 3: "focus"}
ICONS = {1: "info-circle", 2: "alert-triangle", 3: "alert-octagon"}
WORDS = {1: _("Level 1"), 2: _("Level 2"), 3: _("Level 3")}


def severity_badge(severity: int) -> SafeString:
    """Word, icon and colour of a severity."""
    return tone_badge(TONES[severity], WORDS[severity], ICONS[severity])


def model_name(code: str) -> Any:
    """The model's name, or its code when it is no longer registered."""
    try:
        return registry.get(code).name
    except KeyError:
        return code


def figure_words(doubt: DoubtPoint) -> tuple[str, str, str]:
    """Value, comparison and threshold in words."""
    try:
        finding = registry.get(doubt.model).finding(doubt.finding)
    except KeyError:
        return f"{doubt.value.normalize():f}", "", f"{doubt.threshold.normalize():f}"
    value, threshold = (measure_words(finding.measure, number) for number in (doubt.value, doubt.threshold))
    return (f"{value} {finding.counted}" if finding.counted else value), finding.comparison, threshold


class DoubtTable(RecordTable):
    severity = tables.Column(verbose_name=_("Severity"))
    model = tables.Column(verbose_name=_("Model"), linkify=True)
    explanation = tables.Column(verbose_name=_("Why"), orderable=False)
    value = tables.Column(verbose_name=_("Value / threshold"), attrs=NOWRAP)
    period = tables.Column(attrs=NOWRAP)
    found_on = tables.Column(attrs=NOWRAP)

    class Meta(RecordTable.Meta):
        model = DoubtPoint
        fields = ("severity", "model", "unit", "explanation", "value", "period", "found_on", "status", "assignee")

    def render_severity(self, value: int) -> SafeString:
        return severity_badge(value)

    def value_severity(self, value: int) -> int:
        return value

    def render_model(self, value: str) -> SafeString:
        return format_html("{} {}", value, model_name(value))

    def value_model(self, value: str) -> str:
        return value

    def render_explanation(self, record: DoubtPoint) -> str:
        user = getattr(getattr(self, "request", None), "user", None)
        return record.explanation if user is None else shown_sentence(record, user)

    def render_value(self, record: DoubtPoint) -> str:
        return " ".join(figure_words(record))

    def render_status(self, record: DoubtPoint) -> SafeString:
        badge = status_badge(record)
        return (
            badge
            if record.vanished_at is None
            else format_html("{} {}", badge, status_badge("VANISHED", _("Vanished")))
        )

    def value_status(self, record: DoubtPoint) -> str:
        return str(record.get_status_display())


class RunTable(RecordTable):
    as_of = tables.Column(linkify=True)
    created = tables.Column(verbose_name=_("New"))

    class Meta(RecordTable.Meta):
        model = CheckRun
        fields = (
            "as_of",
            "trigger",
            "state",
            "hits",
            "created",
            "vanished",
            "data_version",
            "started_by",
            "created_at",
        )

    def render_state(self, record: CheckRun) -> SafeString:
        return status_badge(record, field="state")

    def value_state(self, record: CheckRun) -> str:
        return str(record.get_state_display())


class ResultTable(RecordTable):
    class Meta(RecordTable.Meta):
        model = CheckResult
        fields = ("model", "unit", "outcome", "hits", "rows_examined", "missing", "params_version", "data_version")

    def render_model(self, value: str) -> SafeString:
        return format_html("{} {}", value, model_name(value))

    def render_outcome(self, record: CheckResult) -> SafeString:
        return status_badge(record, field="outcome")

    def value_outcome(self, record: CheckResult) -> str:
        return str(record.get_outcome_display())

    def render_missing(self, record: CheckResult) -> str:
        return missing_words(record.missing)

    value_missing = render_missing


def missing_words(missing: dict[str, list[str]]) -> str:
    """What a model missed at a unit: datasets or periods not filed, columns without any value."""
    kinds = [str(kind_of(kind).label) for kind in missing.get("kinds", [])]
    columns = [
        f"{kind_of(kind).label} · {kind_of(kind).by_name[name].label}"
        for kind, name in (path.split(".") for path in missing.get("columns", []))
    ]
    periods = [
        f"{kind_of(kind).label} {period}" for kind, period in (path.split(".") for path in missing.get("periods", []))
    ]
    return "; ".join(kinds + periods + columns)


class MaterialTable(RecordTable):
    question = tables.Column(linkify=True)

    class Meta(RecordTable.Meta):
        model = MaterialRequest
        fields = ("question", "unit", "due_on", "asked_at", "answered_at")
