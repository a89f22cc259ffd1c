"""Write one notice of the demo city with everything that belongs to it, as the services would have left it behind."""

import random
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from core import parameters
from core.attachments.models import Attachment
from core.attachments.services import attachment_add
from core.demo import City
from core.documents.models import AllocatedNumber
from core.documents.numbering import number_allocate
from core.outbox.mail import document_waits
from core.outbox.models import Channel, Delivery, DeliveryState
from core.outbox.services import delivery_add
from core.workflow.models import TransitionRecord
from early_warning.notices.choices import ACCEPTING, CheckReason, Decision, Kind, Outcome, ReplyKind, Request, Status
from early_warning.notices.demo import stories
from early_warning.notices.demo.cast import Cast, cast_for
from early_warning.notices.demo.course import Days, days_of, moment, reported_on
from early_warning.notices.demo.plan import Plan
from early_warning.notices.effects import SERIES
from early_warning.notices.evidence import fact_fingerprint
from early_warning.notices.models import EvidenceView, Notice, NoticeFact, RuleBasis
from early_warning.notices.parameters import NOTICE

FINAL = {"SUBMITTED": Status.DRAFT, "REFERRED": Status.CLOSED}
LINES = (
    ("DRAFT", "draft", "拟制", "drafter"), ("SUBMITTED", "submit", "提交复核", "drafter"),
    ("CHECKED", "check_draft", "复核", "checker"), ("APPROVED", "approve", "审批", "approver"),
    ("SERVED", "serve", "送达", "drafter"), ("ACKED", "acknowledge", "签收", "answerer"),
    ("REPLIED", "reply", "答复", "answerer"), ("VERIFYING", "take_up", "开始核实", "checker"),
    ("ACCEPTED", "accept", "采纳答复", "checker"), ("CLOSED", "close", "销号", "checker"),
)  # fmt: skip


class NoticeWriter:
    """Writes planned notices one after the other; numbers are given in the order of approval."""

    def __init__(self, city: City, rng: random.Random) -> None:
        self.city = city
        self.rng = rng
        self.values = parameters.values(NOTICE.key)

    def write_all(self, planned: Iterable[Plan]) -> None:
        """All of them, in the order of their approval; those without one last."""
        dated = [(plan, days_of(plan, self.rng, reply_days=10, today=self.city.today)) for plan in planned]
        for plan, days in sorted(dated, key=lambda pair: pair[1].get("APPROVED") or moment(date.max, self.rng)):
            self._write(plan, days)

    def _write(self, plan: Plan, days: Days) -> Notice:
        unit = self.city.units[plan.unit]
        cast = cast_for(self.city, self.rng, unit, on=plan.started, to_person=plan.to_person, red=plan.red)
        notice = self._letter(plan, cast, days)
        self._facts(notice, plan, cast, days)
        self._history(notice, cast, days)
        self._answers(notice, plan, cast, days)
        self._ending(notice, plan, cast, days)
        self._deliveries(notice, cast, days)
        return notice

    def _letter(self, plan: Plan, cast: Cast, days: Days) -> Notice:
        story = plan.story
        rule, _created = RuleBasis.objects.get_or_create(text=story.rule, defaults={"tag": story.tag})
        reminder = story.kind == Kind.REMINDER
        standing = self.values["how_to_object"].format(days=self.values["objection_days"])
        served, replied = days.get("SERVED"), days.get("REPLIED")
        notice = Notice(
            kind=story.kind,
            status=FINAL.get(plan.status, plan.status) if not days.get("APPROVED") else Status.DRAFT,
            level=None if reminder else 4 if plan.red else story.level,
            source=story.source,
            unit=self.city.units[plan.unit],
            official=cast.official,
            respondent=cast.respondent if served else None,
            subject=story.subject,
            period=f"{plan.started.year - (plan.started.month < 7)}年度",
            rule=rule,
            request=story.request,
            request_text=story.ask,
            reply_days=10,
            objection_text=standing,
            contact_office=self.values["contact_office"],
            contact_phone="0000-0000012",
            drafter=cast.drafter,
            drafted_at=days.at["DRAFT"],
            submitted_at=days.get("SUBMITTED"),
            checker=cast.checker if days.get("CHECKED") else None,
            checked_at=days.get("CHECKED"),
            approver=cast.approver if days.get("APPROVED") else None,
            approved_at=days.get("APPROVED"),
            served_at=served,
            reply_due=days.due,
            letter_due=days.due,
            acked_at=days.get("ACKED"),
            replied_at=replied,
            verifier=cast.checker if days.get("VERIFYING") else None,
            closed_at=days.get("CLOSED"),
        )
        if story.request == Request.RECTIFY and days.get("VERIFYING"):
            notice.rectified_at, notice.rectified_by = reported_on(plan, days), cast.answerer
        approved = days.get("APPROVED")
        if approved is None:
            notice.save()
            return notice
        return self._numbered(notice, plan, approved, cast)

    def _numbered(self, notice: Notice, plan: Plan, approved: datetime, cast: Cast) -> Notice:
        """The number belongs to the record, the record needs the number: a draft first, then the rest in one update."""
        later = {"approver": notice.approver, "approved_at": approved, "served_at": notice.served_at}
        notice.approver = notice.approved_at = notice.served_at = None
        notice.save()
        number = number_allocate(
            series=SERIES[Kind(notice.kind)], year=approved.year, owner=notice, actor=cast.approver
        )
        AllocatedNumber.objects.filter(text=number).update(allocated_at=approved)
        status = FINAL.get(plan.status, plan.status)
        Notice.objects.filter(pk=notice.pk).update(doc_no=number, status=status, **later)
        return Notice.objects.get(pk=notice.pk)

    def _facts(self, notice: Notice, plan: Plan, cast: Cast, days: Days) -> None:
        story = plan.story
        table = {
            "label": story.table,
            "columns": list(story.columns),
            "rows": [
                {"filing": None, "row_no": number * 7 + 3, "hit": True, "cells": list(cells)}
                for number, cells in enumerate(story.rows, start=1)
            ],
        }
        for order, text in enumerate(story.facts, start=1):
            fact = NoticeFact.objects.create(
                notice=notice,
                order=order,
                text=text.format(n=len(story.rows)),
                evidence={"tables": [table], "total": len(story.rows)} if order == 1 else {},
                fingerprint=fact_fingerprint(unit=notice.unit, official=notice.official, text=f"{text}{notice.pk}"),
                alive=plan.status != Status.REVOKED,
            )
            self._file(fact, f"核查记录{notice.pk}-{order}.txt", "核查记录(演示)", cast.drafter, days.at["DRAFT"])
            for user, station in ((cast.checker, "CHECKED"), (cast.approver, "APPROVED")):
                if at := days.get(station):
                    EvidenceView.objects.create(fact=fact, user=user, opened_at=at, ticked_at=at)

    def _file(self, owner: Any, name: str, text: str, actor: Any, at: datetime) -> None:
        row = attachment_add(owner=owner, upload=SimpleUploadedFile(name, text.encode()), actor=actor)
        Attachment.objects.filter(pk=row.pk).update(uploaded_at=at)

    def _line(self, notice: Notice, name: str, label: str, before: str, after: str, actor: Any, at: datetime,
              reason: str = "") -> None:  # fmt: skip
        """A line of the past: the trail takes only new lines, so it is written as it was."""
        TransitionRecord.objects.create(
            record=notice,
            name=name,
            label=label,
            from_status=before,
            to_status=after,
            actor=actor,
            reason=reason,
            at=at,
        )

    def _history(self, notice: Notice, cast: Cast, days: Days) -> None:
        before = ""
        for station, name, label, who in LINES:
            if at := days.get(station):
                after = "DRAFT" if station == "SUBMITTED" else station
                self._line(notice, name, label, before, after, getattr(cast, who), at)
                before = after

    def _answers(self, notice: Notice, plan: Plan, cast: Cast, days: Days) -> None:
        replied = days.get("REPLIED")
        if replied and cast.answerer:
            reply = notice.replies.create(text=plan.story.answer, by=cast.answerer, at=replied)
            if notice.pk % 2:
                self._file(reply, "情况说明附件.txt", stories.EXTRA, cast.answerer, replied)
            if notice.rectified_at:
                notice.replies.create(
                    kind=ReplyKind.RECTIFICATION, text=plan.story.answer, by=cast.answerer, at=notice.rectified_at
                )
        if accepted := days.get("ACCEPTED"):
            outcome = ACCEPTING[Request(notice.request)]
            notice.verdicts.create(outcome=outcome, reason=plan.story.verdict, by=cast.checker, at=accepted)

    def _ending(self, notice: Notice, plan: Plan, cast: Cast, days: Days) -> None:
        """What the last state needs beside its columns."""
        ending = {
            Status.REVOKED: self._revoked,
            "REFERRED": self._referred,
            Status.OBJECTED: self._objected,
            Status.ESCALATED: self._escalated,
            Status.ACKED: self._more_time,
        }.get(plan.status)
        if ending is not None:
            ending(notice, cast, max(days.at.values()))

    def _revoked(self, notice: Notice, cast: Cast, last: datetime) -> None:
        at = moment(last.date() + timedelta(days=3), self.rng)
        Notice.objects.filter(pk=notice.pk).update(
            revoked_at=at, revoked_by=cast.approver, revoke_reason=stories.REVOKED
        )
        self._line(notice, "revoke", "撤销", "REPLIED", "REVOKED", cast.approver, at, stories.REVOKED)

    def _referred(self, notice: Notice, cast: Cast, last: datetime) -> None:
        at = last + timedelta(days=2)
        notice.verdicts.create(
            outcome=Outcome.TALK,
            reason="属苗头性问题。",
            follow_up="由监督检查室开展谈话提醒。",
            by=cast.checker,
            at=at,
        )
        Notice.objects.filter(pk=notice.pk).update(closed_at=at)
        self._line(notice, "refer", "转谈话提醒", "VERIFYING", "CLOSED", cast.checker, at)

    def _objected(self, notice: Notice, cast: Cast, last: datetime) -> None:
        if cast.answerer is None:
            return
        at = last + timedelta(hours=2)
        notice.objections.create(
            text=stories.OBJECTION, by=cast.answerer, at=at, decide_by=self.city.today + timedelta(days=6)
        )
        Notice.objects.filter(pk=notice.pk).update(status_before_objection=Status.ACKED)
        self._line(notice, "raise_objection", "提出异议", "ACKED", "OBJECTED", cast.answerer, at)

    def _escalated(self, notice: Notice, _cast: Cast, _last: datetime) -> None:
        due = min(notice.reply_due or self.city.today, self.city.today - timedelta(days=2))
        Notice.objects.filter(pk=notice.pk).update(reply_due=due, letter_due=due)
        at = moment(due + timedelta(days=1), self.rng)
        notice.checks.create(why=CheckReason.NO_REPLY, opened_at=at)
        self._line(notice, "escalate", "逾期未答复，转人工核实送达", "SERVED", "ESCALATED", None, at)

    def _more_time(self, notice: Notice, cast: Cast, last: datetime) -> None:
        if cast.answerer is not None and notice.pk % 2:
            notice.extensions.create(
                days=5, reason=stories.MORE_TIME, by=cast.answerer, at=last + timedelta(hours=1), state=Decision.OPEN
            )

    def _deliveries(self, notice: Notice, cast: Cast, days: Days) -> None:
        served = days.get("SERVED")
        if served is None or cast.answerer is None:
            return
        mail = document_waits(
            kind=notice.letter_name, doc_no=notice.doc_no or "", sent_on=served.date(), reply_by=notice.reply_due
        )
        rows: Iterable[Delivery] = delivery_add(
            owner=notice,
            recipient=cast.answerer,
            key=f"notice:{notice.pk}:serve",
            mail=mail,
            channels=(Channel.EMAIL, Channel.PORTAL),
        )
        Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(
            state=DeliveryState.SENT, sent_at=served, created_at=served, attempts=1, read_at=None
        )
        Delivery.objects.filter(pk__in=[row.pk for row in rows], channel=Channel.PORTAL).update(
            read_at=days.get("ACKED"), attempts=0
        )
