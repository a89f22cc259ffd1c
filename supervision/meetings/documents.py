"""The printed minutes (纪要) of a meeting, on the head of core.documents."""

from typing import Any

from core.documents.models import IssuedDocument
from core.documents.services import document_issue
from core.scope import Viewer
from supervision.meetings.choices import Ballot, Category, Kind, Outcome, Presence, Seat

MINUTES = "W14"
TEMPLATE = "supervision/meetings/documents/minutes.html"
# Official wording of the documents; it does not follow the reader's language.
KINDS = {
    Kind.PARTY: "党委（党组）会议",
    Kind.EXECUTIVE: "办公会议",
    Kind.TEAM: "领导班子会议",
    Kind.SPECIAL: "专题会议",
}
OUTCOMES = {
    Outcome.ADOPTED: "会议同意。",
    Outcome.REJECTED: "会议未通过。",
    Outcome.DEFERRED: "会议决定暂缓。",
    Outcome.HEARD: "",
    Outcome.OPEN: "",
}
EMERGENCY = "本事项因情况紧急先行处置，现向会议报告。"


def minutes_issue(*, meeting: Any, actor: Viewer | None) -> IssuedDocument:
    """The minutes as both have signed them; restricted, because they name who took part."""
    return document_issue(
        owner=meeting, kind=MINUTES, template=TEMPLATE, context=minutes_context(meeting), actor=actor, restricted=True
    )  # fmt: skip


def minutes_context(meeting: Any) -> dict[str, Any]:
    rows = list(meeting.attendance.select_related("official", "account"))
    return {
        "title": meeting.title,
        "mark": f"{meeting.unit}会议纪要",
        "organ": str(meeting.unit),
        "doc_no": meeting.doc_no or "",
        "date": meeting.signed_on or meeting.convened_on,
        "printed_by": str(meeting.unit),
        "opening": opening(meeting, rows),
        "items": [{"title": item.title, "text": item_text(item)} for item in agenda(meeting)],
        "closing": meeting.minutes,
        "attendees": attendees(meeting, rows),
        "signatures": [f"主持人 {meeting.chair or ''}", f"记录人 {meeting.recorder or ''}"],
    }


def agenda(meeting: Any) -> Any:
    return meeting.items.select_related("resolution").prefetch_related("votes", "recusals__official")


def opening(meeting: Any, rows: list[Any]) -> str:
    members = [row for row in rows if row.seat == Seat.MEMBER]
    present = sum(row.presence == Presence.PRESENT for row in members)
    day = meeting.convened_on
    return (
        f"{day.year}年{day.month}月{day.day}日，{meeting.chair or '会议主持人'}主持召开{KINDS[Kind(meeting.kind)]}。"
        f"应到{len(members)}人，实到{present}人。现将会议议定事项纪要如下："
    )


def item_text(item: Any) -> str:
    """What was resolved, how it was voted, who carries it out by when; opinions have no place in it."""
    lines = [EMERGENCY if item.is_emergency else "", item.record, OUTCOMES[Outcome(item.outcome)], *_studied(item)]
    resolution = getattr(item, "resolution", None)
    if resolution is not None:
        due = resolution.due_on
        when = f"，于{due.year}年{due.month}月{due.day}日前完成" if due else ""
        lines.append(f"{resolution.decision}由{resolution.executing_post}负责落实{when}。")
    return "\n".join(line for line in [*lines, _vote_words(item), _recusal_words(item)] if line)


def _studied(item: Any) -> list[str]:
    if item.category != Category.STUDY:
        return []
    measures = [
        f"落实措施：{row.text}（{row.owner}，{row.due_on.isoformat()}前）" for row in item.meeting.measures.all()
    ]
    studied = [] if item.record else [f"会议学习了{'、'.join(item.documents.splitlines())}。"]
    return studied + measures


def _vote_words(item: Any) -> str:
    votes = list(item.votes.all())
    if not votes:
        return ""
    counts = {ballot: sum(vote.count for vote in votes if vote.ballot == ballot) for ballot in Ballot}
    return f"表决：赞成{counts[Ballot.FOR]}票，反对{counts[Ballot.AGAINST]}票，弃权{counts[Ballot.ABSTAIN]}票。"


def _recusal_words(item: Any) -> str:
    names = [str(row.official) for row in item.recusals.all()]
    return f"{'、'.join(names)}回避。" if names else ""


def attendees(meeting: Any, rows: list[Any]) -> list[dict[str, Any]]:
    """主持, 出席, 缺席 with the reason, 列席."""
    groups: dict[str, list[str]] = {"主持": [str(meeting.chair)] if meeting.chair else []}
    groups["出席"] = [str(row) for row in rows if row.seat == Seat.MEMBER and row.presence == Presence.PRESENT]
    groups["请假"] = [
        f"{row}（{row.reason}）" if row.reason else str(row)
        for row in rows
        if row.seat == Seat.MEMBER and row.presence == Presence.ABSENT
    ]
    groups["列席"] = [str(row) for row in rows if row.seat != Seat.MEMBER]
    return [{"label": label, "names": names} for label, names in groups.items() if names]
