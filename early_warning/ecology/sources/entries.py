"""D3 talk and first lesson, D4 handover: from the register of taking office. Labels name posts, never people."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date

from early_warning.ecology.entries.models import OfficeEntry
from early_warning.ecology.entries.services import entries_open
from early_warning.ecology.measures import EvidenceRow, Measurement, Question, Tally

SOURCE = "entry"
Judge = Callable[[OfficeEntry, date], bool | None]


def in_time(done: date | None, due: date, as_of: date) -> bool | None:
    """Whether something was done by its due day; None while there is still time."""
    if done is not None and done <= as_of:
        return done <= due
    return False if due < as_of else None


def talk_and_lesson(question: Question) -> Mapping[str, Measurement]:
    """D3: appointees with the talk (and heads with the first lesson) in time ÷ appointees that can be judged."""
    return _tally(question, _prepared)


def handover(question: Question) -> Mapping[str, Measurement]:
    """D4: handovers signed in time ÷ changes of head that can be judged. A vacancy is normal and no change."""
    return _tally(question, _handed_over)


def _prepared(entry: OfficeEntry, as_of: date) -> bool | None:
    parts = [in_time(entry.talk_on, entry.talk_due, as_of)]
    if entry.lesson_due is not None:
        parts.append(in_time(entry.lesson_on, entry.lesson_due, as_of))
    if False in parts:
        return False
    return None if None in parts else True


def _handed_over(entry: OfficeEntry, as_of: date) -> bool | None:
    due = entry.handover_due
    return None if due is None else in_time(entry.handover_on, due, as_of)


def _tally(question: Question, judge: Judge) -> Mapping[str, Measurement]:
    entries_open(first=question.start, last=question.known_until)
    found: defaultdict[str, Tally] = defaultdict(Tally)
    entries = OfficeEntry.objects.entered(question.start, question.known_until)
    entries = entries.filter(tenure__post__unit__code__in=question.units).select_related("tenure__post__unit")
    for entry in entries.order_by("tenure__start", "pk"):
        met = judge(entry, question.as_of)
        if met is not None:
            found[entry.post.unit.code].add([EvidenceRow(SOURCE, entry.pk, met, _words(entry))])
    return {code: found[code].measurement() for code in question.units}


def _words(entry: OfficeEntry) -> str:
    return f"{entry.post.name} {entry.tenure.start.isoformat()}"
