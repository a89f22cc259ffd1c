"""What the demo city buys, and from whom. Every supplier is invented; credit codes begin with 99, which nobody has."""

from dataclasses import dataclass
from functools import cache

from stdnum.cn import uscc

PLACES = ("云澜", "澜江", "望岚", "南渡", "青坪", "石埠", "碧湾", "兰溪", "柳汀")


@dataclass(frozen=True)
class Category:
    """One kind of thing to buy. ``low`` and ``high`` bound one purchase in yuan; ``stem`` names its suppliers."""

    code: str
    name: str
    kind: str
    low: int
    high: int
    stem: str
    things: tuple[str, ...]


@dataclass(frozen=True)
class Supplier:
    name: str
    code: str


GOODS = (
    Category("A02010105", "台式计算机", "GOODS", 60_000, 460_000, "信息设备", ("办公计算机采购", "窗口终端更新")),
    Category(
        "A02020400", "多功能一体机", "GOODS", 40_000, 380_000, "办公设备", ("多功能一体机采购", "自助打印设备采购")
    ),
    Category(
        "A05010000", "办公家具", "GOODS", 50_000, 620_000, "家具", ("办公家具采购", "会议室桌椅更新", "档案密集架采购")
    ),
    Category("A02061800", "空调设备", "GOODS", 60_000, 880_000, "制冷设备", ("办公楼空调更换", "机房精密空调采购")),
    Category("A02091100", "视频监控设备", "GOODS", 80_000, 1_650_000, "安防科技", ("视频监控增补", "门禁系统改造")),
    Category("A02030600", "专用车辆", "GOODS", 180_000, 1_450_000, "汽车贸易", ("执法车辆更新", "应急保障车采购")),
)
SPECIAL_GOODS = (
    Category("A02052800", "环卫设备", "GOODS", 120_000, 1_900_000, "环卫装备", ("垃圾收运设备采购", "清扫车采购")),
    Category(
        "A02320000",
        "医疗设备",
        "GOODS",
        300_000,
        6_800_000,
        "医疗器械",
        ("超声诊断仪采购", "手术室设备采购", "急救设备采购"),
    ),
    Category("A07020000", "教学设备", "GOODS", 90_000, 2_400_000, "教育装备", ("智慧教室设备采购", "实训室设备采购")),
)
SERVICES = (
    Category(
        "C02010000",
        "信息技术服务",
        "SERVICE",
        80_000,
        2_600_000,
        "信息技术",
        ("业务系统运维", "政务平台升级", "网络安全服务"),
    ),
    Category("C21040000", "物业服务", "SERVICE", 120_000, 2_200_000, "物业服务", ("机关物业服务", "办公区保洁服务")),
    Category("C23090000", "印刷服务", "SERVICE", 20_000, 340_000, "印务", ("宣传资料印刷", "工作手册印制")),
    Category(
        "C20030000", "咨询服务", "SERVICE", 60_000, 860_000, "咨询", ("规划编制咨询", "绩效评价服务", "项目可行性研究")
    ),
    Category("C15040000", "保安服务", "SERVICE", 100_000, 1_500_000, "保安服务", ("安保服务", "值守服务")),
    Category("C19000000", "审计与法律服务", "SERVICE", 50_000, 460_000, "咨询事务所", ("专项审计服务", "法律顾问服务")),
)
LAND = (
    Category("C13020000", "绿化养护", "SERVICE", 120_000, 2_300_000, "园林", ("道路绿化养护", "公园绿地养护")),
    Category("C16060000", "测绘服务", "SERVICE", 80_000, 1_200_000, "测绘", ("地形图测绘", "权籍调查")),
)
WORKS = (
    Category(
        "B07000000",
        "市政工程",
        "WORKS",
        560_000,
        14_000_000,
        "市政建设",
        ("道路维修工程", "雨污分流改造", "路灯改造工程"),
    ),
    Category(
        "B06020000", "房屋修缮", "WORKS", 180_000, 3_800_000, "建筑装饰", ("办公楼修缮", "服务大厅改造", "屋面防水维修")
    ),
    Category("B08030000", "公路工程", "WORKS", 900_000, 16_000_000, "路桥", ("农村公路改造", "危桥加固", "安防工程")),
    Category("B07010000", "水利工程", "WORKS", 700_000, 12_000_000, "水利建设", ("渠道维修", "河道清淤", "泵站改造")),
    Category("B07020000", "管网工程", "WORKS", 600_000, 9_000_000, "管道工程", ("供水管网改造", "污水管网建设")),
)
ALL = (*GOODS, *SPECIAL_GOODS, *SERVICES, *LAND, *WORKS)
SPOTS = (
    "澜湖路", "临江路", "望岚大道", "南渡老街", "青坪北路", "石埠片区", "碧湾新区", "兰溪两岸", "柳汀村", "禾丰片区",
    "机关大院", "政务服务中心", "综合业务楼", "一号办公楼", "档案馆", "文体中心", "滨江公园",
    "城东片区", "城西片区", "高新园区",
)  # fmt: skip
BY_KIND: dict[str, tuple[Category, ...]] = {
    "COUNTY": (*GOODS, *SPECIAL_GOODS, *SERVICES, *LAND, *WORKS, *WORKS),
    "TOWN": (*GOODS[:4], *SERVICES[:4], LAND[0], WORKS[0], WORKS[1], WORKS[3]),
    "COMPANY": (*GOODS, *SERVICES, *WORKS, *WORKS),
    "ENFORCEMENT": (*GOODS, *SERVICES, *LAND, WORKS[0], WORKS[1], SPECIAL_GOODS[0]),
    "INSTITUTION": (*GOODS, *SERVICES, SPECIAL_GOODS[1], SPECIAL_GOODS[2], WORKS[1]),
}
OFFICE_ONLY = (*GOODS, *SERVICES, WORKS[1])
BY_FIELD = {
    "EDU": (SPECIAL_GOODS[2],) * 4,
    "LIVELIHOOD": (SPECIAL_GOODS[1],) * 3,
    "PROJECT": WORKS,
    "FARMLAND": (WORKS[3],) * 3,
}


def categories_of(kind: str, field: str) -> tuple[Category, ...]:
    """What a unit of this type and field buys."""
    return BY_KIND.get(kind, OFFICE_ONLY) + BY_FIELD.get(field, ())


@cache
def suppliers_of(category: Category) -> tuple[Supplier, ...]:
    """The nine suppliers of one category."""
    number = ALL.index(category)
    rows = []
    for place_number, place in enumerate(PLACES):
        body = f"99500101MA1{number:03d}{place_number:03d}"
        tail = "" if category.stem.endswith("事务所") else "有限公司"
        rows.append(Supplier(f"{place}{category.stem}{tail}", body + uscc.calc_check_digit(body + "0")))
    return tuple(rows)
