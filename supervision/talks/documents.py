"""W06: the notice of a talk (form of a letter) and its record (form with signatures). Printed by core.documents."""

from typing import Any

from core import clock
from core.documents.models import IssuedDocument
from core.documents.services import document_issue
from core.scope import Viewer
from supervision.talks.choices import EarlySign, Kind, Outcome, PlaceKind, Signature, Topic

NOTICE, RECORD = "W06", "W06R"
FOLDER = "supervision/talks/documents"
# Official wording of the documents; it does not follow the reader's language.
KINDS = {
    Kind.SUPERVISION: "监督谈话",
    Kind.PRE_OFFICE: "任前谈话",
    Kind.REMINDER: "谈话提醒",
    Kind.INTERVIEW: "约谈",
    Kind.SECRETARY: "谈心谈话",
    Kind.POLITICAL: "政治谈话",
}
PLACES = {PlaceKind.OFFICE: "办公室", PlaceKind.DESIGNATED: "专用谈话室", PlaceKind.UNIT: "所在单位"}
TOPICS = {
    Topic.RESPONSIBILITY: "责任落实",
    Topic.PERSONNEL: "选人用人",
    Topic.RECTIFICATION: "整改",
    Topic.INTEGRITY: "廉洁",
}
SIGNS = {
    EarlySign.DUTY: "履职方面",
    EarlySign.POWER: "用权方面",
    EarlySign.CONDUCT: "作风方面",
    EarlySign.INTEGRITY: "廉洁方面",
    EarlySign.DISCIPLINE: "程序和纪律方面",
    EarlySign.FAMILY: "家风方面",
}
WAYS = {Signature.PORTAL: "系统签字", Signature.PAPER: "纸质签字", Signature.REFUSED: "本人未签字"}
OUTCOMES = {Outcome.OPEN: "", Outcome.KEPT: "已兑现", Outcome.PARTLY: "部分兑现", Outcome.NOT_KEPT: "未兑现"}


def notice_issue(*, talk: Any, actor: Viewer | None) -> IssuedDocument:
    """The notice as it stands now; a changed time or place makes the next version."""
    return document_issue(
        owner=talk,
        kind=NOTICE,
        template=f"{FOLDER}/w06_notice.html",
        context=_common(talk) | {"title": "谈话通知书", "date": clock.today()},
        actor=actor,
        addressee=talk.official.user,
        restricted=True,
        version=talk.notice_version,
    )


def record_issue(*, talk: Any, actor: Viewer | None) -> IssuedDocument:
    """The signed record, once all signatures are there."""
    return document_issue(
        owner=talk,
        kind=RECORD,
        template=f"{FOLDER}/w06_record.html",
        context=record_context(talk),
        actor=actor,
        addressee=talk.official.user,
        restricted=True,
    )


def record_context(talk: Any) -> dict[str, Any]:
    return _common(talk) | {
        "title": "谈话记录",
        "held_at": talk.held_at,
        "present": talk.present,
        "record": talk.record,
        "topics": [TOPICS[Topic(code)] for code in talk.topics],
        "commitments": list(talk.commitments.all()),
        "remarks": talk.own_remarks,
        "note": talk.note_of_refusal,
        "early_sign": SIGNS[EarlySign(talk.early_sign)] if talk.early_sign else "",
        "rules": [_basis(talk.rule)] if talk.rule else [],
        "recorder": talk.recorder,
        "signatures": _signatures(talk),
        "refused": talk.official_signature == Signature.REFUSED,
        "date": clock.day_of(talk.signed_at or clock.now()),
    }


def _common(talk: Any) -> dict[str, Any]:
    return {
        "doc_no": talk.doc_no or "",
        "kind": KINDS[Kind(talk.kind)],
        "addressee": str(talk.official),
        "unit": str(talk.unit),
        "planned_at": talk.planned_at,
        "place": f"{talk.place}（{PLACES[PlaceKind(talk.place_kind)]}）",
        "purpose": talk.purpose,
        "talkers": talk.talker_names,
    }


def _signatures(talk: Any) -> list[tuple[str, str, Any]]:
    """(who, how, when) of each signature."""
    rows = [
        (talk.talker, "谈话人", talk.talker_signed_at),
        (talk.second_talker, "谈话人", talk.second_signed_at),
        (talk.recorder, "记录人", talk.recorder_signed_at),
    ]
    found = [(f"{word} {person}", "系统签字", at) for person, word, at in rows if person is not None and at]
    way = WAYS[Signature(talk.official_signature)] if talk.official_signature else ""
    return [*found, (f"谈话对象 {talk.official}", way, talk.official_signed_at)]


def _basis(rule: Any) -> dict[str, Any]:
    return {"basis_text": rule.text, "basis_tag": rule.tag, "basis_checked": rule.checked_at is not None}
