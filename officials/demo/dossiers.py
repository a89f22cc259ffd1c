"""What stands in the 398 dossiers, and who has looked into some of them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from core.clock import start_of
from core.demo import City, demo_step
from officials.demo.outcomes import OUTCOMES
from officials.dossier.access.models import AccessState, DossierAccess
from officials.dossier.access.services import dossier_read
from officials.models import DossierRecord, Official

# (section, month, title, one in how many is missing): papers of the years 2024 and 2025.
YEARLY = (
    (3, 1, "个人有关事项报告({year})", 60),
    (6, 12, "年度述责述廉报告({year})", 14),
    (7, 12, "民主生活会对照检查材料({year})", 25),
)
TALKS = ("日常监督谈话", "节前廉政提醒谈话", "履职方面苗头性问题提醒谈话", "任前廉政谈话")
LESSONS = ("廉洁履职第一课", "警示教育大会", "年轻干部纪律培训", "党纪学习教育专题班")
AWARDS = ("年度考核优秀等次", "市级优秀共产党员", "嘉奖")
OTHERS = ("社会团体兼职情况(无报酬)", "因私出国(境)证件集中保管")


@demo_step("dossiers", order=210)
def build_dossiers(city: City) -> None:
    """Papers for everybody, outcomes for a few, some openings."""
    people: list[Official] = list(city.things["officials"].values())
    keeper = city.users["arc"]
    rows = [row for official in people for row in _papers(city, official)]
    rows += [row for row in _outcomes(city)]
    for row in rows:
        row.entered_by = keeper
        row.entered_at = _noon(row.on + timedelta(days=3))
    DossierRecord.objects.bulk_create(rows)
    _openings(city)


def _noon(day: date) -> datetime:
    return start_of(min(day, date(2026, 6, 29))) + timedelta(hours=12)


def _papers(city: City, official: Official) -> Iterator[DossierRecord]:
    rng = city.rng
    yield _record(official, 2, date(2024, 1, rng.randint(5, 28)), "家庭成员情况申报")
    if rng.randrange(40):
        yield _record(official, 4, date(2024, 1, rng.randint(5, 28)), "配偶、子女及其配偶经商办企业情况申报")
    for year in (2024, 2025):
        for section, month, title, gap in YEARLY:
            if rng.randrange(gap):
                on = date(year, month, rng.randint(4, 29))
                yield _record(official, section, on, title.format(year=year))
    yield from _now_and_then(city, official)


def _now_and_then(city: City, official: Official) -> Iterator[DossierRecord]:
    rng = city.rng
    for section, titles, chance in ((8, TALKS, 0.55), (14, LESSONS, 0.9), (15, AWARDS, 0.2), (16, OTHERS, 0.25)):
        if rng.random() < chance:
            on = date(2024, 1, 10) + timedelta(days=rng.randrange(880))
            yield _record(official, section, on, rng.choice(titles))
    if rng.random() < 0.06:
        yield _record(official, 5, date(2025, 1, 1) + timedelta(days=rng.randrange(500)), "婚丧喜庆事宜报备")
    if rng.random() < 0.12:
        on = date(2024, 6, 1) + timedelta(days=rng.randrange(700))
        yield _record(official, 13, on, "党风廉政意见回复：未发现影响使用的问题")


def _record(official: Official, section: int, on: date, title: str) -> DossierRecord:
    return DossierRecord(official=official, section=section, on=on, title=title)


def _outcomes(city: City) -> Iterator[DossierRecord]:
    for outcome in OUTCOMES:
        official = outcome.find(city)
        yield DossierRecord(
            official=official,
            section=outcome.section,
            on=outcome.on,
            until=outcome.until,
            title=outcome.title,
            detail=outcome.detail,
            document_no=outcome.document_no,
        )


def _openings(city: City) -> None:
    """A dozen openings on standing authorisation, so that "who looked" has something to say."""
    for number, (login, unit, purpose, reason) in enumerate(
        (
            ("sta5", "U15", "DAILY", "季度日常监督，核对述责述廉材料"),
            ("sup2", "U45", "INSPECT", "巡察反馈整改跟踪"),
            ("sta3", "U25", "VERIFY", "核对工程建设领域疑点涉及的分工"),
            ("dep2", "U59", "DAILY", "三不分管执行情况抽查"),
            ("sta6", "U59", "TALK", "拟开展监督谈话"),
            ("sta3", "U35", "DAILY", "季度日常监督"),
        )
    ):
        day = date(2026, 5, 11) + timedelta(days=5 * number)
        official = city.things["officials"]["O-0231"] if unit == "U35" else city.things["heads"][unit]
        user = city.users[login]
        access = DossierAccess.objects.create(
            official=official,
            user=user,
            role=login[:3].upper(),
            purpose=purpose,
            reason=reason,
            standing=True,
            status=AccessState.GRANTED,
            asked_at=_noon(day),
            until=_noon(day) + timedelta(hours=8),
        )
        dossier_read(access=access, part="timeline", on=day)
    # Not of today: the demo's visitor starts with his ten openings unused.
    DossierAccess.objects.update(created_at=_noon(date(2026, 6, 1)))
