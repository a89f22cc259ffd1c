"""Write the planned talks with everything that belongs to them, as the services would have left it behind."""

import random
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from core.deadlines.calendar import add_months, subtract_workdays
from core.demo import City
from core.documents.models import AllocatedNumber, NumberSeries
from core.outbox.mail import matter_waits
from core.outbox.models import Channel, Delivery, DeliveryState
from core.outbox.services import delivery_add
from core.workflow.models import TransitionRecord
from early_warning.notices.models import RuleBasis
from supervision.talks import documents
from supervision.talks.choices import SIGNED, TOOK_PLACE, UNAPPROVED, EarlySign, Kind, Outcome, Signature, Status, Topic
from supervision.talks.demo import texts
from supervision.talks.demo.plan import Plan
from supervision.talks.effects import SERIES
from supervision.talks.models import Commitment, Talk

OUTSIDE = (Kind.SECRETARY, Kind.POLITICAL)
LEADER = "市委主要负责同志"
# Step, label, the state it leads to and after how many working days before (-) or after the talk it was taken.
LINES = (
    ("plan", "计划", "PLANNED", -8), ("submit", "提交审批", "PLANNED", -8), ("approve", "批准", "APPROVED", -6),
    ("notify", "通知本人", "NOTIFIED", -4), ("hold", "记录谈话", "HELD", 0),
    ("sign_as_official", "本人签字", "SIGNED", 1), ("follow_up", "开始回访", "FOLLOW_UP", 2),
    ("archive", "归档", "ARCHIVED", 95),
)  # fmt: skip
REACHED = {"DRAFT": 1, "PLANNED": 2, "APPROVED": 3, "CANCELLED": 3, "NOTIFIED": 4, "HELD": 5, "SIGNED": 6,
           "FOLLOW_UP": 7, "ARCHIVED": 8}  # fmt: skip


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, 30), tzinfo=timezone.get_current_timezone())


def write_talks(city: City, rng: random.Random, planned: Iterable[Plan]) -> None:
    """All talks in a few bulk writes; numbers in the order of the days."""
    writer = TalkWriter(city, rng)
    rows = [(plan, writer.talk(plan)) for plan in planned]
    Talk.objects.bulk_create([talk for _plan, talk in rows])
    Commitment.objects.bulk_create([row for plan, talk in rows for row in writer.commitments(plan, talk)])
    TransitionRecord.objects.bulk_create([line for plan, talk in rows for line in writer.history(plan, talk)])
    writer.own_numbers([talk for _plan, talk in rows])
    for _plan, talk in rows:
        if talk.status in (Status.NOTIFIED, Status.HELD):
            writer.told(talk)


class TalkWriter:
    def __init__(self, city: City, rng: random.Random) -> None:
        self.city, self.rng = city, rng
        self.numbers: Counter[int] = Counter()
        self.teams = {row.code: row for row in city.things["unit_rows"]}
        self.rule, _created = RuleBasis.objects.get_or_create(text=texts.RULE, defaults={"tag": "V-SEC"})
        self.content_type = ContentType.objects.get_for_model(Talk)

    def pair(self, code: str) -> tuple[Any, Any]:
        """The two people who watch the unit."""
        row, users = self.teams[code], self.city.users
        if row.team:
            return users[row.team], users[f"{row.team}b"]
        return users["sup1"], users["sup2"]

    def talk(self, plan: Plan) -> Talk:
        first, second = self.pair(plan.unit)
        if plan.kind == Kind.INTERVIEW:
            first, second = self.city.users["dep2"], first
        outside = plan.kind in OUTSIDE
        status = Status.PLANNED if plan.status == "DRAFT" else plan.status
        talk = Talk(
            kind=plan.kind,
            status=status,
            unit=self.city.units[plan.unit],
            official=plan.official,
            tenure=plan.tenure,
            purpose=texts.SIGNS[EarlySign(plan.early_sign)]
            if plan.early_sign
            else self.rng.choice(texts.PURPOSES[plan.kind]),
            problem_related=plan.kind == Kind.REMINDER,
            early_sign=plan.early_sign,
            rule=self.rule if plan.early_sign else None,
            topics=self.rng.sample(Topic.values, 3) if plan.kind == Kind.POLITICAL else [],
            outline="" if plan.kind == Kind.POLITICAL else texts.OUTLINE,
            talker=None if outside else first,
            outside_talker=LEADER if outside else "",
            second_talker=None if outside else second,
            planned_at=None if plan.status == "DRAFT" else at(plan.day, 9),
            place="" if plan.status == "DRAFT" else "第一谈话室",
            drafter=self.city.users["con"] if outside else self.pair(plan.unit)[0],
            drafted_at=at(self.before(plan, 8), 9),
            submitted_at=None if plan.status == "DRAFT" else at(self.before(plan, 8), 10),
        )
        self._approved(talk, plan)
        self._held(talk, plan)
        return talk

    def before(self, plan: Plan, days: int) -> date:
        return min(subtract_workdays(plan.day, days), self.city.today)

    def _approved(self, talk: Talk, plan: Plan) -> None:
        if talk.status in UNAPPROVED:
            talk.cancelled_at = at(plan.day, 16) if talk.status == Status.CANCELLED else None
            return
        talk.approver = self.city.users["sec" if self.city.things["heads"][plan.unit] == plan.official else "dep2"]
        talk.approved_at = at(self.before(plan, 6), 11)
        self.numbers[talk.approved_at.year] += 1
        talk.doc_no = f"{SERIES}〔{talk.approved_at.year}〕{self.numbers[talk.approved_at.year]}号"
        if talk.status != Status.APPROVED:
            talk.notified_at, talk.notice_version = at(self.before(plan, 4), 15), 1

    def _held(self, talk: Talk, plan: Plan) -> None:
        if talk.status not in TOOK_PLACE:
            return
        talk.held_at, talk.recorder = at(plan.day, 9), talk.second_talker or talk.drafter
        talk.record = "" if plan.kind == Kind.POLITICAL else texts.RECORD
        talk.follow_up_due = add_months(plan.day, 3) if talk.status != Status.ARCHIVED else None
        if plan.kind == Kind.REMINDER:
            talk.visible_until = add_months(plan.day, 12)
        if talk.status in SIGNED:
            self._signed(talk, plan)

    def _signed(self, talk: Talk, plan: Plan) -> None:
        signed = at(min(plan.day + timedelta(days=1), self.city.today), 10)
        talk.talker_signed_at = signed if talk.talker_id else None
        talk.second_signed_at = signed if talk.second_talker_id else None
        talk.recorder_signed_at = None if talk.talker_id else signed
        talk.official_signature, talk.official_signed_at, talk.signed_at = Signature.PORTAL, signed, signed
        talk.official_remarks = self.rng.choice(texts.REMARKS)
        if talk.status == Status.ARCHIVED:
            talk.rechecked_at = talk.archived_at = at(min(add_months(plan.day, 3), self.city.today), 15)
            talk.rechecked_by, talk.recheck_result = talk.recorder, self.rng.choice(texts.RECHECKS)

    def commitments(self, plan: Plan, talk: Talk) -> list[Commitment]:
        if talk.status not in TOOK_PLACE:
            return []
        outcome = Outcome.KEPT if talk.status == Status.ARCHIVED else Outcome.OPEN
        words = self.rng.sample(texts.COMMITMENTS, self.rng.randint(1, 2))
        due, checked = add_months(plan.day, 2), talk.archived_at
        return [
            Commitment(talk=talk, order=n, text=text, due=due, outcome=outcome,
                       checked_on=checked.date() if checked else None)
            for n, text in enumerate(words, start=1)
        ]  # fmt: skip

    def history(self, plan: Plan, talk: Talk) -> list[TransitionRecord]:
        """The lines up to the state reached."""
        lines, before = [], ""
        for name, label, after, days in LINES[: REACHED[plan.status]]:
            actor = {"approve": talk.approver, "sign_as_official": plan.official.user}.get(name, talk.drafter)
            day = self.before(plan, -days) if days < 0 else min(plan.day + timedelta(days=days), self.city.today)
            lines.append(self._line(talk, name, label, before, after, actor or self.city.users["dep2"], at(day, 15)))
            before = after
        if plan.status == Status.CANCELLED:
            lines[-1] = self._line(talk, "cancel", "取消", "PLANNED", "CANCELLED", talk.drafter, at(plan.day, 16))
            lines[-1].reason = texts.CANCELLED
        return lines

    def _line(
        self, talk: Talk, name: str, label: str, before: str, after: str, actor: Any, moment: datetime
    ) -> TransitionRecord:
        return TransitionRecord(
            content_type=self.content_type, object_id=talk.pk, name=name, label=label, from_status=before,
            to_status=after, actor=actor, at=moment,
        )  # fmt: skip

    def own_numbers(self, talks: list[Talk]) -> None:
        """The register of the numbers given, in one write."""
        series = {
            year: NumberSeries.objects.create(prefix=SERIES, year=year, last_number=last)
            for year, last in self.numbers.items()
        }
        AllocatedNumber.objects.bulk_create(
            AllocatedNumber(
                series=series[talk.approved_at.year], number=int(talk.doc_no.split("〕")[1][:-1]), text=talk.doc_no,
                owner=talk, allocated_at=talk.approved_at, allocated_by=talk.approver,
            )
            for talk in talks
            if talk.doc_no and talk.approved_at
        )  # fmt: skip

    def told(self, talk: Talk) -> None:
        """The notice W06 and what told the official of it."""
        documents.notice_issue(talk=talk, actor=talk.drafter)
        user, told_at = talk.official.user, talk.notified_at
        if user is None or told_at is None:
            return
        mail = matter_waits(sent_on=told_at.date())
        channels = (Channel.EMAIL, Channel.PORTAL)
        rows = delivery_add(owner=talk, recipient=user, key=f"talk:{talk.pk}:notice-1", mail=mail, channels=channels)
        Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(
            state=DeliveryState.SENT, sent_at=told_at, created_at=told_at
        )
