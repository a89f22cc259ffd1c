"""W09, W13, W14, W17, W19: what of their wording may be edited. Their engines fill the rest."""

from django.utils.translation import gettext_lazy as _

from core.documents.texts import DocumentKind, TextPart, document_kind
from supervision.lists.evaluation_report import NAME, TEMPLATE, report_sample

HANDOVER_OPENING = TextPart(
    "opening",
    _("Opening"),
    "按照“新官要理旧账”的要求，{outgoing}与{incoming}于{date}就{unit}未办结事项和遗留问题办理交接，由{supervisor}监交。清单所列"
    "事项经三方核对，交接后由接任人员继续办理，不因人员变动而中止。",
    placeholders={
        "outgoing": "李某",
        "incoming": "王某",
        "supervisor": "赵某",
        "unit": "市教育局",
        "date": "2026年6月30日",
    },
    keep=("{outgoing}", "{incoming}", "{supervisor}", "{unit}"),
)
HANDOVER_CLOSING = TextPart(
    "closing",
    _("Closing"),
    "对清单有不同意见的，可以在签字栏注明，签字不视为对不同意见的放弃。本交接书一式{copies}份，签字后生效。",
    placeholders={"copies": "六"},
    keep=("{copies}", "不同意见"),
)
LIST_NOTE = TextPart(
    "note",
    _("Note below the table"),
    "本清单自{date}起施行，由{unit}对照落实；责任人变动的，由接任人员继续负责；调整清单的，按原程序批准。",
    placeholders={"date": "2026年7月1日", "unit": "市教育局"},
    keep=("{date}",),
)
REPORT_OPENING = TextPart(
    "opening",
    _("Opening"),
    "根据巡察整改督导评估有关要求，{day}对{unit}落实{round}反馈意见的整改情况进行了督导评估。现将评估情况反馈如下。",
    placeholders={"unit": "市教育局", "round": "市委巡察2026年第一轮", "day": "2026年6月30日"},
    keep=("{unit}", "{round}"),
)
REPORT_CLOSING = TextPart(
    "closing",
    _("Closing"),
    "请{unit}对照本报告，继续抓好未销号问题和长期坚持事项的整改，防止反弹。对评估意见有不同看法的，可以书面说明理由，"
    "如实说明的，不因此受到不利对待。",
    placeholders={"unit": "市教育局"},
    keep=("{unit}", "不同看法"),
)
MINUTES_OPENING = TextPart(
    "opening",
    _("Opening"),
    "{date}，召开{meeting}，会同{partners}就有关事项进行会商。现将会商情况纪要如下：",
    placeholders={"date": "2026年6月30日", "meeting": "2026年第二季度联席会议", "partners": "市审计局、市财政局"},
    keep=("{date}", "{meeting}", "{partners}"),
)
MINUTES_CLOSING = TextPart(
    "closing",
    _("Closing"),
    "会议议定事项由责任单位按期办理，{office}跟踪督促。纪要内容未经批准不得外传。",
    placeholders={"office": "党风政风监督室"},
    keep=("{office}",),
)
CEREMONY_PROMISE = TextPart(
    "promise",
    _("Promise"),
    "本人承诺：以上报告内容真实；不邀请{scope}参加，不收受可能影响公正执行公务的礼品、礼金，不用公款公物操办，不借机敛财，"
    "自觉接受监督。",
    placeholders={"scope": "管理和服务对象"},
    keep=("{scope}", "真实"),
)
CEREMONY_NOTE = TextPart(
    "note",
    _("Note below the form"),
    "本表在{term}提交；情况有变化的，及时补充报告。所填信息只用于报告和监督，按规定期限保存。",
    placeholders={"term": "操办前10个工作日"},
    keep=("{term}",),
)
KINDS = (
    DocumentKind("W09", "问题清单交接书", "form", (HANDOVER_OPENING, HANDOVER_CLOSING)),
    DocumentKind("W13", "责任清单", "table", (LIST_NOTE,)),
    DocumentKind("W14", "会商纪要", "minutes", (MINUTES_OPENING, MINUTES_CLOSING)),
    DocumentKind("W17", NAME, "report", (REPORT_OPENING, REPORT_CLOSING), template=TEMPLATE, sample=report_sample),
    DocumentKind("W19", "婚丧喜庆事宜报告表", "form", (CEREMONY_PROMISE, CEREMONY_NOTE)),
)


def wire() -> None:
    """Register the kinds."""
    for kind in KINDS:
        document_kind(kind)
