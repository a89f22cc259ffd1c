"""Contexts as the helpers of notices and ecology will fill them; invented, rare names on purpose."""

from datetime import date, datetime
from typing import Any

from core.documents.texts.queries import default_texts
from early_warning.notices.document_kinds import letter_values

LAW = {"basis_text": "《中华人民共和国政府采购法实施条例》第二十八条", "basis_tag": "V-LAW", "basis_checked": False}
UNCONFIRMED = {"basis_text": "某规定第九十九条", "basis_tag": "GK", "basis_checked": False}
RARE = "堃翀玥镕㛃"


def w01(facts: int = 2) -> dict[str, Any]:
    """A warning notice to a unit."""
    fact = {
        "text": "2025年度，台式计算机预算项目下以直接采购方式成交6次，单笔均低于50万元，合计233.6万元，"
        f"超过公开招标限额200万元。经办人{RARE}。",
        "evidence": ["市教育局2025年第一季度采购备案第12行", "第二季度采购备案第3行、第7行"],
    }
    context = {
        "title": "预警通知书",
        "doc_no": "云纪警〔2026〕12号",
        "addressee": "中共云澜市教育局党组",
        "date": date(2026, 6, 30),
        "copies": ["市委办公室", "市财政局"],
        "level": "黄色",
        "subject": "政府采购执行情况",
        "period": "2025年度",
        "source": "数字体检",
        "facts": [fact] * facts,
        "bases": [LAW, UNCONFIRMED],
        "request": "EXPLAIN",
        "request_text": "请说明上述采购未合并招标的原因、预算调整审批情况和集体决策情况。",
        "reply_due": date(2026, 7, 14),
        "reply_term": "10个工作日",
        "objection_days": 10,
        "contact_office": "第一监督检查室",
        "contact_phone": "0000-1234567",
    }
    return with_texts("W01", context)


def with_texts(code: str, context: dict[str, Any]) -> dict[str, Any]:
    """``context`` with the default wording of ``code``."""
    return context | {"texts": default_texts(code, letter_values(code, context))}


def w20() -> dict[str, Any]:
    """A receipt of the same notice, acknowledged in the portal."""
    return {
        "title": "送达回证",
        "doc_no": "云纪警〔2026〕12号",
        "document_kind": "预警通知书",
        "document_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "recipient": f"张{RARE[:2]}",
        "recipient_unit": "市教育局党组书记、局长",
        "method": "系统送达",
        "place": "",
        "servers": ["李某", "王某"],
        "served_at": datetime(2026, 6, 30, 9, 5),
        "read_at": datetime(2026, 6, 30, 14, 12),
        "acknowledged_at": datetime(2026, 6, 30, 14, 20),
        "signed_by": f"张{RARE[:2]}",
    }


DIMENSIONS = [
    ("A 主体责任", 22, 78.2, 76.0, 100),
    ("B 民主决策与权力运行", 22, 58.4, 69.3, 100),
    ("C 监督整改", 22, 61.0, 71.9, 82),
    ("D 报告与任职规范", 14, 81.5, 73.6, 100),
    ("E 教育与作风", 8, None, 80.0, 0),
    ("F 惩治与自净", 12, 66.7, 66.7, 91),
]
NAMES = {"A": "责任任务按期完成率", "B": "重大事项集体决策率", "C": "整改按期完成率", "D": "任前谈话和第一课覆盖率"}


def w10() -> dict[str, Any]:
    """A half-yearly report with a missing dimension."""
    indicators = [
        {
            "code": f"{letter}{number}",
            "name": name,
            "dimension": next(row[0] for row in DIMENSIONS if row[0].startswith(letter)),
            "fraction": "17/21",
            "value": "81.0%",
            "target": "100%",
            "score": 81 if number < 4 else None,
            "weight": 7,
            "contribution": 5.7 if number < 4 else None,
            "explanation": "4项未匹配到决议：设备采购、道路养护、物业服务、软件开发" if number == 1 else "",
        }
        for letter, name in NAMES.items()
        for number in range(1, 5)
    ]
    history = [("2024上", 74.1), ("2024下", None), ("2025上", 72.5), ("2025下", 71.2), ("2026上", 66.8)]
    return {
        "title": "政治生态分析研判报告",
        "subtitle": "市住房和城乡建设局",
        "about": ["2026年上半年"],
        "mark": "内部资料",
        "date": date(2026, 6, 30),
        "unit": "市住房和城乡建设局",
        "period": "2026年上半年",
        "as_of": date(2026, 6, 30),
        "index": 66.8,
        "previous_index": 71.2,
        "band": "关注",
        "previous_band": "基本正常",
        "coverage": 92,
        "coverage_needed": 70,
        "insufficient": False,
        "dimensions": [
            {"name": name, "weight": weight, "score": score, "previous": before, "coverage": coverage}
            for name, weight, score, before, coverage in DIMENSIONS
        ],
        "waterfall": {
            "start": ("2025下", 71.2),
            "steps": [("民主决策", -3.1), ("监督整改", -2.4), ("报告任职", 1.1)],
            "end": ("2026上", 66.8),
        },
        "history": {"labels": [row[0] for row in history], "series": {"本单位": [row[1] for row in history]}},
        "indicators": indicators,
        "context_rows": [{"name": "X0 信访查实率", "value": "2/9", "explanation": "只作背景，不影响得分"}],
        "peers": [("指数", 71.5, 88.0, 66.8), ("A 主体责任", 70.0, 91.2, 78.2), ("E 教育与作风", 80.0, 100, None)],
        "problems": ["集体决策记录不完整,4项大额支出未匹配到决议。", "整改事项9项逾期。"],
        "suggestions": ["补齐集体决策记录并说明原因。", "对逾期整改事项逐项明确责任人和期限。"],
        "opinion": "同意报告的分析，建议约谈该单位主要负责人，督促整改。",
        "meeting": {"date": date(2026, 7, 8), "participants": "李某、王某、赵某"},
        "unit_response": "",
        "params_version": 3,
        "data_version": "2026Q2-8f3a1c",
    }
