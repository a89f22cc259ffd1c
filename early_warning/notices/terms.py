"""By when a notice is answered: the working days that its drafter gave, else the deadline rule (D29, D30)."""

from datetime import date
from typing import Any

from core.deadlines.calendar import add_workdays
from core.deadlines.queries import deadline_rule, due_date, term_in_words, term_on_paper
from early_warning.notices.choices import Kind
from early_warning.notices.parameters import REPLY_RULES


def reply_due_after(notice: Any, day: date) -> date:
    """The last day of a reply period that begins on ``day``."""
    if notice.reply_days:
        return add_workdays(day, notice.reply_days)
    return due_date(REPLY_RULES[Kind(notice.kind)], day)


def term_of_letter(notice: Any) -> str:
    """The period in the official wording of the letter."""
    if notice.reply_days:
        return f"{notice.reply_days}个工作日"
    return term_on_paper(deadline_rule(REPLY_RULES[Kind(notice.kind)]))


def term_of_rule(notice: Any) -> str:
    """The period of the rule for a reader of the page."""
    return term_in_words(deadline_rule(REPLY_RULES[Kind(notice.kind)]))
