"""The deadline catalogue D01-D48 of handbook 2.4, one line a deadline.

A handbook row with several amounts becomes several codes (a, b, c ...). ``term`` reads "15 WD", "-10 WD" (before
the event), "90 CD +90" (may be extended by 90) or "01-31" (a date in the year). Chinese, because it is official
wording. Rows the customer has changed are kept: only a missing (code, effective_from) is written; rows tagged
V-LAW follow this file, because the law and not the customer sets them.
"""

import datetime as dt
from typing import NamedTuple

from core.deadlines.models import BasisTag, DeadlineRule, Direction, Unit

# Older than any event the system counts from; later versions carry the day their rule came into force.
SINCE_EVER = dt.date(1990, 1, 1)

RULES, SUPERVISION_LAW = "监督执纪工作规则", "《中华人民共和国监察法》"
REPORTING = "纪检监察机关处理检举控告工作规则"
CIVIL_SERVANTS, SANCTIONS_LAW = "《中华人民共和国公务员法》", "《中华人民共和国公职人员政务处分法》"
PARTY_SANCTIONS, INSPECTION = "《中国共产党纪律处分条例》", "《中国共产党巡视工作条例》"
ACCOUNTABILITY, PERSONAL = "《中国共产党问责条例》", "《领导干部报告个人有关事项规定》"
LAW, SEC, LOC, GK, CFG = BasisTag.V_LAW, BasisTag.V_SEC, BasisTag.V_LOC, BasisTag.GK, BasisTag.CFG
PURCHASING, PRIVACY = "《中华人民共和国政府采购法》", "《中华人民共和国个人信息保护法》"
ROLL, FIRST_DAY_COUNTS = "roll", "first day counts"


class Seed(NamedTuple):
    """One deadline: code, event and what is due, term, counting, trust, basis."""

    code: str
    event: str
    term: str
    counting: str
    tag: BasisTag
    basis: str = ""

    def fields(self) -> dict[str, object]:
        """The columns of ``DeadlineRule`` besides its key."""
        roll, inclusive = self.counting == ROLL, self.counting == FIRST_DAY_COUNTS
        rest = {"event": self.event, "roll": roll, "inclusive_start": inclusive}
        return parse_term(self.term) | rest | {"basis_tag": self.tag, "basis_text": self.basis}


def parse_term(term: str) -> dict[str, object]:
    """ "-10 WD", "90 CD +90" or "01-31" as columns. Raises ``ValueError`` on anything else."""
    if " " not in term:
        return {"unit": Unit.DATE, "month_day": f"{dt.date.fromisoformat(f'2000-{term}'):%m-%d}"}
    amount, unit, *extension = term.split()
    direction = Direction.BEFORE if amount.startswith("-") else Direction.AFTER
    extra = int(extension[0]) if extension else 0
    return {"amount": abs(int(amount)), "unit": Unit(unit), "direction": direction, "extension": extra}


# fmt: off
CATALOGUE = [
    Seed("D01", "收到问题线索 → 提出处置意见", "1 M", "", SEC, f"{RULES}第二十一条"),
    Seed("D02", "收到函询通知 → 书面说明", "15 WD", "", GK, f"{RULES}第二十八条"),
    Seed("D03", "谈话结束或收到函询回复 → 情况报告和处置意见", "1 M", "", SEC, f"{RULES}第二十九条"),
    Seed("D04", "批准初步核实 → 初核情况报告", "60 CD", "", CFG),
    Seed("D05", "立案 → 审查结束", "90 CD +90", "", SEC, f"{RULES}(试行)第二十八条，现行规则是否保留待核"),
    Seed("D06", "受理移送审理 → 审理报告", "1 M", "", SEC, f"{RULES}(试行)第四十条"),
    Seed("D07", "处分决定 → 宣布", "1 M", "", SEC, f"{PARTY_SANCTIONS}第四十四条"),
    Seed("D08", "处分决定 → 办理职务工资等手续(特殊情况最长六个月)", "1 M +5", "", SEC, PARTY_SANCTIONS),
    Seed("D09", "处分决定 → 报告执行情况", "6 M", "", SEC, PARTY_SANCTIONS),
    Seed("D10a", "收到监察决定 → 申请复审", "1 M", ROLL, LAW, f"{SUPERVISION_LAW}第五十六条"),
    Seed("D10b", "受理复审 → 复审决定", "1 M", ROLL, LAW, f"{SUPERVISION_LAW}第五十六条"),
    Seed("D10c", "收到复审决定 → 申请复核", "1 M", ROLL, LAW, f"{SUPERVISION_LAW}第五十六条"),
    Seed("D10d", "受理复核 → 复核决定", "2 M", ROLL, LAW, f"{SUPERVISION_LAW}第五十六条"),
    Seed("D11a", "知道人事处理 → 公务员申请复核", "30 CD", ROLL, LAW, f"{CIVIL_SERVANTS}第九十五条"),
    Seed("D11b", "收到复核决定 → 公务员提出申诉", "15 CD", ROLL, LAW, f"{CIVIL_SERVANTS}第九十五条"),
    Seed("D12a", "收到问责决定 → 书面申诉", "1 M", ROLL, GK, ACCOUNTABILITY),
    Seed("D12b", "受理问责申诉 → 申诉决定", "1 M", ROLL, GK, ACCOUNTABILITY),
    Seed("D13a", "收到实名检举控告 → 告知受理情况", "15 WD", "", SEC, REPORTING),
    Seed("D13b", "检举控告办结 → 反馈处理结果", "15 WD", "", SEC, REPORTING),
    Seed("D14", "收到属上级管辖或转送的检举控告 → 上报、受理或改送", "5 WD", "", SEC, f"{REPORTING}第十五、十六条"),
    Seed("D15", "办结情况 → 每季度向信访举报部门反馈", "3 M", "", SEC, f"{REPORTING}第十八条"),
    Seed("D16", "收到交办检举控告 → 报告结果", "3 M", "", SEC, f"{REPORTING}第二十一条"),
    Seed("D17", "年度集中报告个人有关事项", "01-31", "", SEC, f"{PERSONAL}第五条"),
    Seed("D18", "个人有关事项变化 → 书面报告", "30 CD", "", GK, f"{PERSONAL}第六条"),
    Seed("D19a", "操办婚嫁等事宜 → 事前报备", "-10 WD", "", LOC, "地方规定"),
    Seed("D19b", "操办婚嫁等事宜 → 事后备案", "10 WD", "", LOC, "地方规定"),
    Seed("D19c", "操办丧葬事宜 → 电话报告", "0 WD", "", LOC, "地方规定"),
    Seed("D19d", "操办丧葬事宜 → 书面报告", "15 WD", "", LOC, "地方规定"),
    Seed("D20", "诫勉 → 影响期满", "6 M", FIRST_DAY_COUNTS, SEC, "诫勉影响期"),
    Seed("D21a", "政务警告 → 处分期满", "6 M", FIRST_DAY_COUNTS, LAW, f"{SANCTIONS_LAW}第八条"),
    Seed("D21b", "政务记过 → 处分期满", "12 M", FIRST_DAY_COUNTS, LAW, f"{SANCTIONS_LAW}第八条"),
    Seed("D21c", "政务记大过 → 处分期满", "18 M", FIRST_DAY_COUNTS, LAW, f"{SANCTIONS_LAW}第八条"),
    Seed("D21d", "政务降级、撤职 → 处分期满", "24 M", FIRST_DAY_COUNTS, LAW, f"{SANCTIONS_LAW}第八条"),
    Seed("D21e", "合并执行政务处分的最长处分期", "48 M", FIRST_DAY_COUNTS, LAW, f"{SANCTIONS_LAW}第十五条"),
    Seed("D22a", "党内警告 → 影响期满", "12 M", FIRST_DAY_COUNTS, SEC, PARTY_SANCTIONS),
    Seed("D22b", "党内严重警告 → 影响期满", "18 M", FIRST_DAY_COUNTS, SEC, f"{PARTY_SANCTIONS}第十条"),
    Seed("D22c", "应撤职务而无职务给予的严重警告 → 影响期满", "24 M", FIRST_DAY_COUNTS, SEC, PARTY_SANCTIONS),
    Seed("D22d", "撤销党内职务 → 影响期满", "24 M", FIRST_DAY_COUNTS, SEC, PARTY_SANCTIONS),
    Seed("D22e", "留党察看 → 察看期满", "12 M +12", FIRST_DAY_COUNTS, SEC, PARTY_SANCTIONS),
    Seed("D22f", "留党察看后恢复党员权利 → 影响期满", "24 M", FIRST_DAY_COUNTS, SEC, PARTY_SANCTIONS),
    Seed("D22g", "开除党籍 → 可重新入党", "60 M", FIRST_DAY_COUNTS, SEC, PARTY_SANCTIONS),
    Seed("D23a", "停职检查 → 期满", "6 M", FIRST_DAY_COUNTS, GK, "组织处理规定(2021年)"),
    Seed("D23b", "责令辞职、免职 → 影响期满", "12 M", FIRST_DAY_COUNTS, GK, "组织处理规定(2021年)"),
    Seed("D23c", "降职 → 影响期满", "24 M", FIRST_DAY_COUNTS, GK, "组织处理规定(2021年)"),
    Seed("D24", "问责决定 → 办理组织处理手续", "1 M", "", SEC, ACCOUNTABILITY),
    Seed("D25", "收到巡察反馈 → 报送整改方案", "1 M", ROLL, LOC, "地方规定"),
    Seed("D26", "收到巡视巡察反馈 → 集中整改期满", "6 M", "", SEC, f"{INSPECTION}(2024年修订)"),
    Seed("D27", "集中整改期满 → 报送整改进展情况报告", "1 M", ROLL, GK, f"{INSPECTION}(2024年修订)"),
    Seed("D28a", "收到纪检监察建议书 → 签收回执", "5 WD", ROLL, CFG),
    Seed("D28b", "收到纪检监察建议书 → 报送整改方案", "15 WD", ROLL, CFG),
    Seed("D28c", "收到纪检监察建议书 → 报送整改结果", "2 M", ROLL, CFG),
    Seed("D29", "收到预警通知书 → 书面答复", "10 WD", "", CFG),
    Seed("D30", "收到履职提醒函 → 书面答复", "10 WD", "", CFG),
    Seed("D31", "收到廉情抄告单 → 反馈", "15 WD", "", CFG),
    Seed("D32", "任职 → 最迟完成任前谈话", "30 CD", "", CFG),
    Seed("D33", "任职 → 完成廉洁履职第一课", "60 CD", "", CFG),
    Seed("D34a", "岗位变动 → 备好问题清单", "10 CD", ROLL, LOC, "地方规定"),
    Seed("D34b", "备好问题清单 → 交接签字", "10 WD", ROLL, CFG),
    Seed("D34c", "交接签字 → 接任者整改计划", "30 CD", ROLL, CFG),
    Seed("D35a", "任职 → 建立廉政档案", "1 M", "", LOC, "地方规定"),
    Seed("D35b", "情况变化 → 更新廉政档案", "10 WD", "", LOC, "地方规定"),
    Seed("D36", "述责述廉 → 下一次述责述廉", "1 Y", "", GK, "《中国共产党党内监督条例》"),
    Seed("D37", "专题研究全面从严治党 → 下一次专题研究", "6 M", "", GK, "主体责任规定(2020年)"),
    Seed("D38", "责任清单生效 → 年度复核", "12 M", "", GK, "主体责任规定(2020年)"),
    Seed("D39", "收到征求党风廉政意见函 → 回复", "10 WD", "", CFG),
    Seed("D40a", "收到联席会议移送线索 → 回执", "5 WD", "", CFG),
    Seed("D40b", "收到联席会议移送线索 → 反馈进展", "30 CD", "", CFG),
    Seed("D41a", "签订政府采购合同 → 公告合同", "2 WD", ROLL, LAW, f"{PURCHASING}实施条例第五十条"),
    Seed("D41b", "发出中标通知书 → 签订合同", "30 CD", ROLL, LAW, "《中华人民共和国招标投标法》第四十六条"),
    Seed("D42a", "收到信访事项 → 告知是否受理", "15 CD", ROLL, LAW, "《信访工作条例》第二十三条"),
    Seed("D42b", "受理信访事项 → 办结", "60 CD +30", ROLL, LAW, "《信访工作条例》第三十四条"),
    Seed("D43", "会议结束 → 纪要备案", "5 WD", "", CFG),
    Seed("D44", "报送期间结束 → 数据备案", "10 WD", "", CFG),
    Seed("D45", "分工调整 → 备案", "10 WD", "", CFG),
    Seed("D46", "个人信息保护影响评估报告 → 保存期满", "3 Y", "", LAW, f"{PRIVACY}第五十六条"),
    Seed("D47", "采购结束 → 采购文件保存期满", "15 Y", "", LAW, f"{PURCHASING}第四十二条"),
    Seed("D48a", "查否 → 启动澄清", "10 WD", ROLL, CFG),
    Seed("D48b", "启动澄清 → 完成澄清", "30 CD", ROLL, CFG),
]
# fmt: on


def deadline_rules_seed() -> int:
    """Write what is missing of the catalogue and bring V-LAW rows up to it; the number of rows written."""
    known = {rule.code: rule for rule in DeadlineRule.objects.filter(effective_from=SINCE_EVER)}
    missing = [seed for seed in CATALOGUE if seed.code not in known]
    DeadlineRule.objects.bulk_create(
        DeadlineRule(code=seed.code, effective_from=SINCE_EVER, **seed.fields()) for seed in missing
    )
    present = [seed for seed in CATALOGUE if seed.code in known]
    return len(missing) + sum(_follow_the_law(seed, known[seed.code]) for seed in present)


def _follow_the_law(seed: Seed, rule: DeadlineRule) -> bool:
    wanted = seed.fields()
    if seed.tag != LAW or all(getattr(rule, name) == value for name, value in wanted.items()):
        return False
    DeadlineRule.objects.filter(pk=rule.pk).update(**wanted)
    return True
