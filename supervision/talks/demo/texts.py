"""What the invented talks are about."""

from supervision.talks.choices import EarlySign, Kind

PURPOSES = {
    Kind.SUPERVISION: ("履行管党治党责任情况", "分管领域廉政风险防控", "重点项目推进和监督", "节日期间纪律执行情况"),
    Kind.PRE_OFFICE: ("任职前廉政谈话",),
    Kind.INTERVIEW: ("落实全面从严治党主体责任情况", "巡察反馈问题整改情况", "“三重一大”制度执行情况"),
    Kind.SECRETARY: ("谈心谈话",),
    Kind.POLITICAL: ("政治谈话",),
}
SIGNS = {
    EarlySign.DUTY: "推进重点工作不够有力",
    EarlySign.POWER: "采购审批把关不够严格",
    EarlySign.CONDUCT: "会议和文件偏多",
    EarlySign.INTEGRITY: "公务接待手续不够规范",
    EarlySign.DISCIPLINE: "请示报告不够及时",
    EarlySign.FAMILY: "家庭重要事项报告意识不强",
}
OUTLINE = "一、听取本人情况说明；二、了解重点环节；三、提出要求；四、听取意见建议。"
RECORD = (
    "谈话人通报了谈话事由。谈话对象介绍了履职和分管工作情况，就有关问题作了说明。"
    "谈话人提出了工作要求，谈话对象表示接受监督。"
)
COMMITMENTS = (
    "完善分管领域审批和公示流程，形成书面制度。",
    "每季度向班子报告一次重点事项办理情况。",
    "对照清单逐项整改，限期完成。",
    "按规定及时请示报告。",
)
REMARKS = ("", "", "记录属实。", "补充：已着手修订有关制度。")
RECHECKS = ("承诺事项已完成，有书面材料。", "流程已调整，抽查未发现新的问题。")
CANCELLED = "谈话对象工作变动，不再需要。"
RULE = "《关于加强对“一把手”和领导班子监督的意见》"
