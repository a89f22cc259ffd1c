"""W10 政治生态分析研判报告: the same snapshot as the page, typeset; issued and hashed once it is signed."""

from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.utils import translation
from django.utils.timezone import localdate

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.documents.models import IssuedDocument
from core.documents.rendering import render_pdf
from core.documents.services import document_issue, document_print, watermark_for
from core.scope import Viewer
from early_warning.ecology.engine.bands import shown
from early_warning.ecology.figures import changed
from early_warning.ecology.models import EcologyAssessment, IndicatorValue, ValueState
from early_warning.ecology.parameters import rule_book
from early_warning.ecology.queries import (
    DimensionRows,
    NormalRange,
    changes_of,
    context_values,
    dimension_rows,
    live_course,
    normal_ranges,
    peer_range,
)
from early_warning.ecology.sentences import bar_short, count_words, fraction, percent, sentence

KIND = "W10"
TEMPLATE = "warnings/ecology/documents/w10.html"
SERIES = "云纪析"


def report_pdf(*, assessment: EcologyAssessment, actor: Viewer) -> bytes:
    """The report for ``actor``: the issued one once it is signed, before that a draft made from the snapshot.

    Every copy carries the reader's name (R26) and is logged as a print (R24).
    """
    if assessment.signed_at is not None:
        return document_print(document=report_issue(assessment=assessment, actor=actor), actor=actor)
    event_record(event=AuditEvent.PRINT, obj=assessment, actor=actor, draft=True)
    context = report_context(assessment) | {"mark": "内部资料　征求意见稿"}
    return render_pdf(TEMPLATE, context, watermark=watermark_for(actor))


def report_issue(*, assessment: EcologyAssessment, actor: Viewer | None) -> IssuedDocument:
    """The signed report, rendered and hashed at the first call and the same for ever after."""
    return document_issue(
        owner=assessment,
        kind=KIND,
        template=TEMPLATE,
        context=report_context(assessment),
        actor=actor,
        restricted=True,
    )


def report_context(assessment: EcologyAssessment) -> dict[str, Any]:
    """What the template prints, in the product's own language whoever asks."""
    with translation.override("zh-hans"):
        return _heading(assessment) | _figures(assessment) | _said(assessment)


def _heading(assessment: EcologyAssessment) -> dict[str, Any]:
    previous = assessment.previous
    return {
        "title": "政治生态分析研判报告",
        "subtitle": assessment.unit.name,
        "about": [str(assessment.period_label), *([assessment.doc_no] if assessment.doc_no else [])],
        "mark": "内部资料",
        "doc_no": assessment.doc_no,
        "unit": assessment.unit.name,
        "period": str(assessment.period_label),
        "as_of": assessment.as_of,
        "index": assessment.index,
        "previous_index": previous.index if previous else None,
        "band": assessment.get_band_display(),
        "previous_band": previous.get_band_display() if previous else "",
        "coverage": _whole(assessment.coverage),
        "scored": _whole(assessment.scored_share),
        "coverage_needed": _whole(rule_book(assessment.as_of).index["min_coverage"]),
        "insufficient": assessment.index is None,
        "params_version": assessment.params_version,
        "data_version": assessment.data_version,
    }


def _whole(share: Decimal) -> int:
    """Whole percent, rounded down: what lies below a limit never reads as reaching it."""
    return int((share * 100).quantize(Decimal(1), rounding=ROUND_DOWN))


def _figures(assessment: EcologyAssessment) -> dict[str, Any]:
    rows = dimension_rows(assessment)
    peers = peer_range(assessment)
    return {
        "dimensions": [_dimension(row, assessment.previous) for row in rows],
        "waterfall": _waterfall(assessment),
        "history": _history(assessment),
        "indicators": [_indicator(value, row, assessment) for row in rows for value in row.values],
        "context_rows": [
            {"name": str(value), "value": count_words(value), "explanation": value.indicator.explanation}
            for value in context_values(assessment)
        ],
        "peers": [(_range_name(row), row.low, row.high, row.own) for row in normal_ranges(assessment)],
        "peer_range": f"{peers.low:.0f}–{peers.high:.0f}" if peers else "",
    }


def _range_name(row: NormalRange) -> str:
    return f"{row.dimension.code} {row.dimension.label}" if row.dimension else "指数"


def _dimension(row: DimensionRows, previous: EcologyAssessment | None) -> dict[str, Any]:
    weight = sum((value.weight or Decimal(0) for value in row.values), Decimal(0))
    covered = sum(((value.weight or Decimal(0)) * value.covered for value in row.values), Decimal(0))
    before = previous.dimension_scores.get(row.dimension.code) if previous else None
    return {
        "name": f"{row.dimension.code} {row.dimension.label}",
        "weight": row.dimension.weight,
        "score": None if row.score is None else shown(row.score),
        "previous": None if before is None else Decimal(before),
        "coverage": _whole(covered / weight) if weight else 0,
    }


def _indicator(value: IndicatorValue, row: DimensionRows, assessment: EcologyAssessment) -> dict[str, Any]:
    return {
        "code": value.code,
        "name": value.indicator.label,
        "dimension": f"{row.dimension.code} {row.dimension.label}",
        "fraction": fraction(value),
        "value": percent(value.value),
        "target": bar_short(value),
        "score": value.score,
        "state": value.get_state_display(),
        "weight": value.weight,
        "contribution": value.contribution,
        "explanation": sentence(value, assessment) if value.missed or value.state != ValueState.SCORED else "",
    }


def _waterfall(assessment: EcologyAssessment) -> dict[str, Any] | None:
    previous, steps = assessment.previous, changes_of(assessment)
    if previous is None or not steps:
        return None
    return {
        "start": (previous.period, previous.index),
        "steps": [(label, step.delta) for label, step in changed(steps)],
        "end": (assessment.period, assessment.index),
    }


def _history(assessment: EcologyAssessment) -> dict[str, Any] | None:
    course = list(live_course(assessment))
    if len(course) < 2:
        return None
    return {"labels": [row.period for row in course], "series": {"本单位": [row.index for row in course]}}


def _said(assessment: EcologyAssessment) -> dict[str, Any]:
    meeting = {"date": assessment.meeting_on, "participants": assessment.participants}
    return {
        "problems": assessment.problems,
        "suggestions": assessment.suggestions,
        "opinion": assessment.opinion,
        "meeting": meeting if assessment.meeting_on else None,
        "meeting_summary": assessment.meeting_summary,
        "unit_response": assessment.response,
        "response_answer": assessment.response_answer,
        "date": localdate(assessment.signed_at) if assessment.signed_at else assessment.as_of,
    }
