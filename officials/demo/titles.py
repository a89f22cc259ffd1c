"""How posts are called in each type of unit."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Titles:
    """Names of the posts of one unit: head, deputies in their order, chief engineer or discipline chief, sections."""

    head: str
    deputies: tuple[str, ...]
    chief: str
    sections: tuple[str, ...] = ("办公室主任", "综合科科长", "政策法规科科长", "人事科科长")


def _department(head: str, deputy: str, chief: str) -> Titles:
    return Titles(
        f"党组书记、{head}", (f"党组副书记、{deputy}", *(f"党组成员、{deputy}" for _ in range(6))), f"党组成员、{chief}"
    )


def _party(head: str, deputy: str) -> Titles:
    return Titles(head, (f"常务{deputy}", *(deputy for _ in range(6))), f"{deputy}(兼机关党委书记)")


def _county(place: str) -> Titles:
    return Titles(
        f"{place}委书记",
        (
            f"{place}委副书记、{place}长",
            f"{place}委副书记",
            f"{place}委常委、常务副{place}长",
            f"{place}委常委、组织部部长",
            f"{place}委常委、政法委书记",
            f"副{place}长",
            f"副{place}长",
        ),
        f"{place}委常委、{place}纪委书记",
        (f"{place}财政局局长", f"{place}教育局局长", f"{place}住建局局长", f"{place}农业农村局局长"),
    )


def _town(place: str, chief: str) -> Titles:
    committee = "党工委" if place == "街道" else "党委"
    return Titles(
        f"{committee}书记",
        (f"{committee}副书记、{chief}", f"{committee}委员、副{chief}", f"{committee}委员、武装部部长"),
        f"{committee}委员、纪委书记",
        ("党政办公室主任",),
    )


BUREAU = _department("局长", "副局长", "总工程师")
COMMITTEE = _department("主任", "副主任", "总经济师")
OFFICE = _department("主任", "副主任", "总督察")
COMPANY = Titles(
    "党委书记、董事长",
    ("党委副书记、总经理", "党委委员、副总经理", "党委委员、副总经理", "党委委员、工会主席"),
    "党委委员、总会计师",
    ("综合管理部部长", "财务部部长"),
)
BY_KIND = {"GOVERNMENT": BUREAU, "ENFORCEMENT": BUREAU, "COMPANY": COMPANY, "TOWN": _town("镇", "镇长")}
BY_UNIT = {
    "U01": _department("主任", "副主任", "副秘书长"),
    "U03": _party("部长", "副部长"),
    "U04": _party("部长", "副部长"),
    "U05": _party("部长", "副部长"),
    "U06": _party("书记", "副书记"),
    "U07": _party("主任", "副主任"),
    "U08": _party("书记", "副书记"),
    "U09": _party("主任", "副主任"),
    "U10": Titles("常务副校长", ("副校长", "副校长", "教育长"), "教务长", ("教务科科长",)),
    "U11": Titles("秘书长、办公室主任", ("副秘书长", "副秘书长", "办公室副主任"), "副秘书长", ("秘书科科长",)),
    "U12": _department("主任", "副主任", "副秘书长"),
    "U13": Titles("秘书长、办公室主任", ("副秘书长", "副秘书长", "办公室副主任"), "副秘书长", ("秘书科科长",)),
    "U14": COMMITTEE,
    "U18": Titles(
        "党委书记、局长",
        ("党委副书记、副局长", *("党委委员、副局长" for _ in range(5))),
        "党委委员、政治部主任",
        ("指挥中心主任", "法制支队支队长"),
    ),
    "U31": COMMITTEE,
    "U39": COMMITTEE,
    "U42": Titles("党组书记、常务副主席", ("党组成员、副主席",) * 3, "经审委主任"),
    "U43": Titles("党组书记、书记", ("党组成员、副书记",) * 2, ""),
    "U44": Titles("党组书记、主席", ("党组成员、副主席",) * 2, ""),
    "U45": _county("区"),
    "U46": _county("区"),
    "U47": _county("县"),
    "U48": _county("县"),
    "U49": _county("县"),
    "U50": Titles(
        "党工委书记、管委会主任",
        ("党工委副书记", *("党工委委员、管委会副主任" for _ in range(5))),
        "党工委委员、纪工委书记",
        ("招商局局长", "规划建设局局长"),
    ),
    "U51": _town("街道", "办事处主任"),
    "U60": Titles(
        "党委书记、院长", ("党委副书记", "党委委员、副院长", "党委委员、副院长"), "总会计师", ("医务科科长",)
    ),
    "U61": Titles(
        "党委书记、院长", ("党委副书记", "党委委员、副院长", "党委委员、副院长"), "纪委书记", ("教务处处长",)
    ),
    "U62": _department("主任", "副主任", "总工程师"),
}
# The commission: one post for each account of the roster, in its order.
COMMISSION_POSTS = (
    "纪委书记、监委主任",
    "纪委副书记、监委副主任(案管、信访)",
    "纪委常委(监督)",
    "纪委常委(审查、审理)",
    "案件监督管理室主任",
    "信访室主任",
    "第一监督检查室主任",
    "第二监督检查室主任",
    "审查调查室主任",
    "案件审理室主任",
    "党风政风监督室主任",
    "信息技术保障室主任",
    "纪检监察干部监督室主任",
    "档案室主任",
)
EARLIER = ("科员", "副科长", "科长", "副主任科员", "主任科员", "办公室副主任", "支部书记", "项目办主任")


def titles_of(code: str, kind: str) -> Titles:
    """The names of the posts of the unit ``code``."""
    return BY_UNIT.get(code) or BY_KIND[kind]
