"""Three imports of the demo city: a notice applied, posts entered too early and undone, tenures with errors."""

from collections.abc import Iterable
from datetime import date, timedelta

import chinese_calendar

from core.demo import City, demo_step, on_day
from core.imports.kinds import kind_of
from core.imports.models import ImportBatch, ImportPolicy
from core.imports.services import batch_apply, batch_check, batch_start
from core.imports.undoing import batch_undo
from organization.models import User

YEAR = 2026


@demo_step("imports", order=220)
def build_imports(city: City) -> None:
    """The calendar of the year by ADM; posts and tenures by the archivist."""
    with on_day(date(2025, 11, 5)):
        notice = _checked("calendar", "2026年节假日安排.csv", _notice(), city.users["adm"])
        batch_apply(batch=notice, actor=city.users["adm"])
    archivist = city.users["arc"]
    with on_day(date(2026, 3, 2)):
        posts = _checked("posts", "机构改革新设职务.csv", _posts(), archivist)
        batch_apply(batch=posts, actor=archivist)
    with on_day(date(2026, 3, 3)):
        batch_undo(batch=posts, actor=archivist, reason="机构编制方案尚未批复，录入过早，撤销后待批复再录。")
    with on_day(date(2026, 6, 29)):
        _checked("tenures", "2026年6月任免.csv", _tenures(city), archivist)


def _checked(kind: str, name: str, rows: Iterable[list[str]], actor: User) -> ImportBatch:
    header = [column.headers[0] for column in kind_of(kind).columns]
    content = "\n".join(",".join(row) for row in [header, *rows]).encode() + b"\n"
    batch = batch_start(kind=kind, policy=ImportPolicy.UPDATE, name=name, chunks=[content], actor=actor)
    return batch_check(batch=batch, policy=ImportPolicy.UPDATE, actor=actor)


def _notice() -> Iterable[list[str]]:
    """What the package knows of the year, as the notice says it: rest days with a name, and worked weekends."""
    days = (date(YEAR, 1, 1) + timedelta(days=offset) for offset in range(365))
    for day in days:
        resting, name = chinese_calendar.get_holiday_detail(day)
        if name is not None:
            word = next(found.chinese for found in chinese_calendar.Holiday if found.value == name)
            yield [day.isoformat(), "否" if resting else "是", word if resting else f"{word}调休上班"]


def _posts() -> Iterable[list[str]]:
    for unit, name, number in (("U15", "教育督导专员", "60"), ("U15", "总督学", "61"), ("U31", "疾控监督专员", "60")):
        yield [unit, name, number, "乡科级正职", "否", "", "否", "是"]


def _tenures(city: City) -> Iterable[list[str]]:
    """One good row, one for a post that is held, one whose name is another's, one without such a post."""
    heads = [city.things["heads"][code] for code in ("U15", "U31", "U34")]
    posts = [head.tenures.filter(post__is_head=True, end=None).select_related("post__unit").get() for head in heads]
    document = "云委〔2026〕18号"
    first, second, third = heads
    held = posts[0].post
    yield [first.code, first.name, held.unit.code, held.name, "", posts[0].start.isoformat(), "2026-06-28", document]
    yield [third.code, third.name, posts[1].post.unit.code, posts[1].post.name, "", "2026-06-01", "", document]
    yield [second.code, first.name, held.unit.code, held.name, "", "2026-06-29", "", document]
    yield [third.code, third.name, held.unit.code, "督办专员", "", "2026-06-29", "", document]
