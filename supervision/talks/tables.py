from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.records.tables import RecordTable
from core.templatetags.ui import due
from supervision.talks.choices import Status
from supervision.talks.models import Talk


class TalkTable(RecordTable):
    """Talks by day; officials are named, never sorted by (4.5)."""

    kind = tables.Column(linkify=True)
    doc_no = tables.Column(verbose_name=_("document number"), default="—")
    official = tables.Column(orderable=False)
    led_by = tables.Column(verbose_name=_("talkers"), accessor="led_by", orderable=False)
    planned_at = tables.Column()
    held_at = tables.Column()
    follow_up_due = tables.Column()

    class Meta(RecordTable.Meta):
        model = Talk
        fields = (
            "kind", "doc_no", "unit", "official", "purpose", "led_by", "planned_at", "held_at", "follow_up_due",
            "status",
        )  # fmt: skip

    def render_planned_at(self, value: Any) -> str:
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"

    def render_held_at(self, value: Any) -> str:
        return f"{timezone.localtime(value):%Y-%m-%d}"

    def render_follow_up_due(self, record: Talk, value: date) -> SafeString:
        return due(value, done=record.status not in (Status.SIGNED, Status.FOLLOW_UP))

    def value_follow_up_due(self, value: date) -> date:
        return value
