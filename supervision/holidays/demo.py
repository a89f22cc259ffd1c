"""The holidays of the demo city's last year, reminded of; the next one is being drafted."""

from datetime import date

from core.demo import City, demo_step
from core.demo_writing import course_line, moment
from core.workflow.models import TransitionRecord
from supervision.holidays.calendar import Holiday
from supervision.holidays.models import HolidayReminder, Status

PAST = (
    (Holiday.MID_AUTUMN, date(2025, 9, 28)), (Holiday.NEW_YEAR, date(2025, 12, 29)),
    (Holiday.SPRING, date(2026, 2, 9)), (Holiday.TOMB, date(2026, 3, 31)), (Holiday.LABOUR, date(2026, 4, 27)),
    (Holiday.DRAGON_BOAT, date(2026, 6, 15)),
)  # fmt: skip
TEXT = (
    "节日将至，请严格遵守中央八项规定及其实施细则精神：不收送礼品礼金，不违规吃喝，不公车私用，不违规操办婚丧喜庆事宜;"
    "管好自己，带好班子和家人，过一个风清气正的节日。"
)
FAMILY = "家和廉为本。诚邀家属一同守护清廉家风。"


@demo_step("holiday reminders", order=985)
def build(city: City) -> None:
    """Six sent, each with its course; the mails of past years are not written again."""
    drafter, approver = city.users["con"], city.users["dep2"]
    rows = [_row(holiday, day, drafter, approver) for holiday, day in PAST]
    HolidayReminder.objects.bulk_create(rows)
    lines = []
    for row, (_holiday, day) in zip(rows, PAST, strict=True):
        lines += [
            course_line(row, "create", "", Status.DRAFT, drafter, moment(day, 9)),
            course_line(row, "approve", Status.DRAFT, Status.APPROVED, approver, moment(day, 11)),
            course_line(row, "send", Status.APPROVED, Status.SENT, drafter, moment(day, 15)),
        ]
    TransitionRecord.objects.bulk_create(lines)


def _row(holiday: Holiday, day: date, drafter: object, approver: object) -> HolidayReminder:
    sent = moment(day, 15)
    year = day.year + (holiday == Holiday.NEW_YEAR)
    return HolidayReminder(
        holiday=holiday, year=year, text=TEXT, family_words=FAMILY, status=Status.SENT, created_by=drafter,
        created_at=moment(day, 9), approver=approver, sent_at=sent, closed_at=sent,
    )  # fmt: skip
