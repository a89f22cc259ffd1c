"""The registers beside the meetings: numbers of minutes, and the history as the services would leave it."""

from collections import Counter
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType

from core.deadlines.calendar import subtract_workdays
from core.documents.models import AllocatedNumber, NumberSeries
from core.workflow.models import TransitionRecord
from supervision.meetings.choices import Status
from supervision.meetings.demo.people import moment
from supervision.meetings.models import Meeting

KEPT = timedelta(days=550)
# Step, label, state it leads to.
LINES = (
    ("create", "新建", Status.PLANNED), ("send_papers", "送达材料", Status.MATERIALS_SENT),
    ("hold", "记录开会", Status.HELD), ("write_minutes", "形成纪要", Status.MINUTES),
    ("sign", "签发纪要", Status.SIGNED), ("execute", "跟踪执行", Status.EXECUTING),
    ("evaluate", "后评估", Status.EVALUATED),
)  # fmt: skip
REACHED = {state: place for place, (_name, _label, state) in enumerate(LINES, start=1)}


def write_numbers(meetings: list[Meeting]) -> None:
    """Series and numbers of all signed minutes."""
    signed = [meeting for meeting in meetings if meeting.doc_no]
    last: Counter[tuple[str, int]] = Counter()
    numbers: list[tuple[Meeting, tuple[str, int], int]] = []
    for meeting in signed:
        prefix, rest = str(meeting.doc_no).split("〔")
        year, number = rest.removesuffix("号").split("〕")
        key = (prefix, int(year))
        numbers.append((meeting, key, int(number)))
        last[key] = max(last[key], int(number))
    series = {key: NumberSeries(prefix=key[0], year=key[1], last_number=count) for key, count in last.items()}
    NumberSeries.objects.bulk_create(series.values())
    kind = ContentType.objects.get_for_model(Meeting)
    AllocatedNumber.objects.bulk_create(
        AllocatedNumber(
            series=series[key], number=number, text=str(meeting.doc_no), content_type=kind, object_id=meeting.pk,
            allocated_at=meeting.chair_signed_at, allocated_by=meeting.recorder,
        )
        for meeting, key, number in numbers
    )  # fmt: skip


def write_history(meetings: list[Meeting], today: date) -> None:
    """The lines of those that began within ``KEPT``; older ones were carried over as they stood."""
    kind = ContentType.objects.get_for_model(Meeting)
    recent = [meeting for meeting in meetings if meeting.convened_on > today - KEPT]
    TransitionRecord.objects.bulk_create(line for meeting in recent for line in _lines(meeting, kind))


def _lines(meeting: Meeting, kind: ContentType) -> list[TransitionRecord]:
    days = _days(meeting)
    reached = REACHED.get(Status(meeting.status), 1)
    before, found = "", []
    for (name, label, state), day in zip(LINES[:reached], days, strict=False):
        actor = meeting.evaluator if name == "evaluate" else meeting.created_by
        found.append(
            TransitionRecord(
                content_type=kind, object_id=meeting.pk, name=name, label=label, from_status=before, to_status=state,
                actor=actor, at=moment(day, 10),
            )
        )  # fmt: skip
        before = state
    if meeting.status == Status.CANCELLED and meeting.closed_at is not None:
        found.append(
            TransitionRecord(
                content_type=kind, object_id=meeting.pk, name="cancel", label="取消会议", from_status=before,
                to_status=Status.CANCELLED, actor=meeting.created_by, reason="会议改期合并召开。", at=meeting.closed_at,
            )
        )  # fmt: skip
    return found


def _days(meeting: Meeting) -> list[date]:
    made = meeting.created_at.date()
    sent = max(made, subtract_workdays(meeting.convened_on, 3))
    minutes = meeting.minutes_on or meeting.convened_on
    signed = meeting.signed_on or minutes
    return [made, sent, meeting.convened_on, minutes, signed, signed, meeting.evaluated_on or signed]
