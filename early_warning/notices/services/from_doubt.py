"""Drafts that start from a confirmed doubt point; the health check hands them over (M06 → M03, M28)."""

from django.conf import settings
from django.utils import translation

from core.scope import Viewer
from early_warning.checks import registry
from early_warning.checks.models import DoubtPoint
from early_warning.notices.choices import Kind, Level, Source
from early_warning.notices.models import Notice
from early_warning.notices.services.drafting import FactInput, NoticeInput, notice_draft

LEVELS = {1: Level.BLUE, 2: Level.YELLOW, 3: Level.ORANGE}
# Official wording of the letters; the drafter rewrites what does not fit.
EXPLAIN = "请就上述事实作出书面说明，并附合同、审批、验收等佐证材料。"
EXPECT = "请对照职责检查有关工作，于答复期限内反馈检查情况和下一步措施。"


def notice_draft_from_doubt(*, doubt_point: DoubtPoint, actor: Viewer) -> Notice:
    """A draft warning notice to the unit of ``doubt_point``, its fact and rule filled in. Somebody else checks it."""
    name, basis, tag = _model_words(doubt_point)
    return notice_draft(
        given=NoticeInput(
            unit=doubt_point.unit,
            subject=f"“{name}”有关情况",
            period=period_words(doubt_point.period),
            level=LEVELS[doubt_point.severity],
            source=Source.MODEL,
            rule_text=basis,
            rule_tag=tag,
            request_text=EXPLAIN,
            facts=(FactInput(text=doubt_point.explanation, doubt_point=doubt_point),),
        ),
        actor=actor,
    )


def reminder_draft_from_doubt(*, doubt_point: DoubtPoint, actor: Viewer) -> Notice:
    """A draft duty reminder. It looks forward and accuses nobody (M28): the hit itself is not told."""
    name, basis, tag = _model_words(doubt_point)
    return notice_draft(
        given=NoticeInput(
            unit=doubt_point.unit,
            kind=Kind.REMINDER,
            subject=f"“{name}”风险防范",
            source=Source.MODEL,
            rule_text=basis,
            rule_tag=tag,
            request_text=EXPECT,
            facts=(
                FactInput(
                    text=f"{period_words(doubt_point.period)}数字体检提示，“{name}”方面的流程需要进一步关注。",
                    doubt_point=doubt_point,
                ),
            ),
        ),
        actor=actor,
    )


def period_words(period: str) -> str:
    """“2025” as 2025年度, “2026Q1” as 2026年第一季度; anything else as it is."""
    year, quarter, number = period.partition("Q")
    if not year.isdecimal() or len(year) != 4:
        return period
    return f"{year}年第{'一二三四'[int(number) - 1]}季度" if quarter else f"{year}年度"


def _model_words(doubt: DoubtPoint) -> tuple[str, str, str]:
    """Name, basis and tag of the model, in the product's language."""
    model = registry.get(doubt.model)
    with translation.override(settings.LANGUAGE_CODE):
        return str(model.name), model.basis, model.basis_tag
