"""W09 问题清单交接书: six copies, three signatures. Printed by core.documents in its own wording."""

from typing import Any

from core.deadlines.queries import due_date
from core.documents.models import IssuedDocument
from core.documents.services import document_issue
from core.documents.texts import text_parts
from core.scope import Viewer
from core.templatetags.documents import hanzi
from supervision.handover.choices import Way
from supervision.handover.parameters import PLAN_RULE

KIND = "W09"
TEMPLATE = "supervision/handover/documents/w09.html"
KEEPERS = ["纪检监察机关", "组织部门", "财政部门", "审计机关", "交出人", "接收人"]
WAYS = {Way.PORTAL: "系统签署", Way.PAPER: "纸质签署"}


def list_issue(*, handover: Any, actor: Viewer | None) -> IssuedDocument:
    """The signed list; a list that was completed and signed again is the next version."""
    return document_issue(
        owner=handover,
        kind=KIND,
        template=TEMPLATE,
        context=list_context(handover),
        actor=actor,
        restricted=True,
        version=max(handover.signings, 1),
    )


def list_context(handover: Any) -> dict[str, Any]:
    """What ``w09.html`` needs; its head describes it."""
    return {
        "title": "问题清单交接书",
        "texts": text_parts(KIND, _values(handover)),
        "plan_due": due_date(PLAN_RULE, handover.signed_on),
        "doc_no": handover.doc_no or "",
        "date": handover.signed_on,
        "about": f"单位：{handover.unit}",
        "unit": str(handover.unit),
        "post": handover.tenure.post.name,
        "outgoing": str(handover.outgoing),
        "incoming": str(handover.incoming),
        "taken_on": handover.tenure.start,
        "met_on": handover.met_on,
        "place": handover.place,
        "supervisor": str(handover.supervisor or ""),
        "attendees": handover.attendees,
        "statement": handover.statement,
        "items": list(handover.items.all()),
        "sheets": KEEPERS,
        "signatures": signatures(handover),
    }


def _values(handover: Any) -> dict[str, str]:
    """For the placeholders of the wording."""
    day = handover.met_on
    return {
        "outgoing": str(handover.outgoing),
        "incoming": str(handover.incoming),
        "supervisor": str(handover.supervisor or ""),
        "unit": str(handover.unit),
        "date": f"{day.year}年{day.month}月{day.day}日" if day else "",
        "copies": hanzi(len(KEEPERS)),
    }


def signatures(handover: Any) -> list[dict[str, Any]]:
    """The three boxes: with name, way and time of who has signed."""
    boxes = (
        ("交出人", handover.outgoing, handover.outgoing_signed_at, handover.outgoing_way),
        ("接收人", handover.incoming, handover.incoming_signed_at, handover.incoming_way),
        ("监交人", handover.supervisor, handover.supervisor_signed_at, Way.PORTAL),
    )
    return [
        {"role": role, "name": str(who) if at else "", "how": WAYS.get(Way(way)) if way else "", "at": at}
        for role, who, at, way in boxes
    ]
