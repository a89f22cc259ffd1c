from typing import Any

import django_tables2 as tables
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.records.tables import RecordTable
from core.templatetags.ui import due, status_badge
from early_warning.notices.choices import ANSWERABLE, Status
from early_warning.notices.models import Notice, Objection, RuleBasis


class NoticeTable(RecordTable):
    doc_no = tables.Column(
        linkify=True,
        verbose_name=_("document number"),
        default=_("(no number yet)"),
        attrs={"td": {"class": "lj-nowrap"}},
    )
    subject = tables.Column(linkify=True)
    served_at = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "lj-nowrap"}})
    shown_status = tables.Column(verbose_name=_("status"))

    class Meta(RecordTable.Meta):
        model = Notice
        fields = (
            "doc_no",
            "level",
            "subject",
            "unit",
            "official",
            "shown_status",
            "served_at",
            "reply_due",
            "drafter",
        )

    def render_level(self, record: Notice) -> SafeString:
        return status_badge(record.level_code, record.get_level_display())

    def render_shown_status(self, value: str) -> SafeString:
        return status_badge(value, Status(value).label)

    def value_shown_status(self, value: str) -> str:
        return str(Status(value).label)

    def render_reply_due(self, record: Any) -> SafeString:
        return due(record.reply_due, done=record.shown_status not in ANSWERABLE)


class ReminderTable(NoticeTable):
    class Meta(NoticeTable.Meta):
        exclude = ("level",)


class ObjectionTable(RecordTable):
    notice = tables.Column(linkify=("objection-detail", [tables.A("pk")]))

    class Meta(RecordTable.Meta):
        model = Objection
        fields = ("notice", "at", "decide_by", "state", "decided_by", "decided_at")

    def render_state(self, record: Objection) -> SafeString:
        return status_badge(record.state, record.get_state_display())

    def render_decide_by(self, record: Objection) -> SafeString:
        return due(record.decide_by, done=record.state != "OPEN")


class RuleTable(RecordTable):
    check = tables.TemplateColumn(
        template_name="warnings/notices/partials/rule_check.html",
        verbose_name="",
        orderable=False,
        exclude_from_export=True,
    )

    class Meta(RecordTable.Meta):
        model = RuleBasis
        fields = ("text", "tag", "checked_by", "checked_at")
