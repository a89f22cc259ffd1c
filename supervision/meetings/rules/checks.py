"""Checks of the procedure of a meeting (M54): passed or failed, with words; what cannot be judged yet is left out.

A check never stops a record: what happened is written down as it was, and a failed check counts in indicator B2.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core.deadlines.calendar import add_months, subtract_workdays
from core.parameters import Values
from supervision.meetings.choices import INDICATOR_B2, ISSUE_OF, TOOK_PLACE, Ballot, CheckKind, Issue, Outcome
from supervision.meetings.rules.quorum import majority_for, quorum_for


@dataclass(frozen=True)
class Check:
    """One check of one meeting or item. ``words`` names the figures behind it, and no person."""

    kind: CheckKind
    passed: bool
    words: str
    item: Any = None

    @property
    def issue(self) -> Issue:
        """The category of the audit list that a failed check belongs to."""
        return ISSUE_OF[self.kind]

    @property
    def counts(self) -> bool:
        """Whether it is one of the checks of indicator B2."""
        return self.kind in INDICATOR_B2


def checks_of(meeting: Any, *, values: Values, today: date) -> list[Check]:
    """All checks that can be judged on ``today``; none before the meeting took place.

    Reads ``attendance``, ``items`` and below them speeches, votes, recusals and resolution: prefetch them.
    """
    if meeting.status not in TOOK_PLACE or meeting.convened_on > today:
        return []
    found = [check for item in meeting.items.all() for check in _of_item(meeting, item, values, today)]
    return [*found, *_of_minutes(meeting, today)]


def _of_item(meeting: Any, item: Any, values: Values, today: date) -> Iterator[Check]:
    if item.is_decided:
        yield quorum_check(meeting, item, values)
        yield papers_check(meeting, item, values)
    for rule in (head_last_check, recusal_check, majority_check):
        check = rule(meeting, item, values)
        if check is not None:
            yield check
    if item.is_major:
        missing = item.missing_steps()
        if values["review_needed"] and not item.is_reviewed:
            missing.append(_("review before the meeting"))
        yield Check(CheckKind.PREPARED, not missing, ", ".join(missing) or _("complete"), item)
    yield from _evaluation(item, values, today)


def quorum_check(meeting: Any, item: Any, values: Values) -> Check:
    """HC-G3: ordinary items need more than half of the members due, appointments and sanctions two thirds."""
    quorum = quorum_for(item.category, values)
    present, due = meeting.present_count, meeting.due_count
    words = _("%(present)s of %(due)s present, at least %(least)s needed") % {
        "present": present, "due": due, "least": quorum.least(due),
    }  # fmt: skip
    return Check(CheckKind.QUORUM, quorum.met(present, due), words, item)


def papers_by(meeting: Any, values: Values) -> date:
    """The last day for the papers."""
    return subtract_workdays(meeting.convened_on, values["papers_days"])


def papers_in_time(meeting: Any, item: Any, values: Values) -> bool:
    """An emergency was decided first and is reported now, so its papers may be late."""
    if item.is_emergency:
        return True
    return item.papers_sent_on is not None and item.papers_sent_on <= papers_by(meeting, values)


def papers_check(meeting: Any, item: Any, values: Values) -> Check:
    words = _("emergency") if item.is_emergency else _("sent %(day)s, by %(last)s") % {
        "day": item.papers_sent_on or "—", "last": papers_by(meeting, values),
    }  # fmt: skip
    return Check(CheckKind.PAPERS, papers_in_time(meeting, item, values), words, item)


def head_last_check(meeting: Any, item: Any, values: Values) -> Check | None:
    """HC-G4 末位表态: where the head chairs and enough members spoke, he speaks after them all."""
    speeches = list(item.speeches.all())
    if len(speeches) < values["speakers_least"] or meeting.chair_id is None:
        return None
    heads = {row.official_id for row in meeting.attendance.all() if row.is_head}
    head = next((row for row in speeches if row.official_id == meeting.chair_id and row.official_id in heads), None)
    if head is None:
        return None
    turn = sorted(row.order for row in speeches).index(head.order) + 1
    words = _("head spoke as no. %(turn)s of %(count)s") % {"turn": turn, "count": len(speeches)}
    return Check(CheckKind.HEAD_LAST, turn == len(speeches), words, item)


def recusal_check(_meeting: Any, item: Any, _values: Values) -> Check | None:
    """Whoever kept out of an item neither speaks nor votes on it."""
    recused = {row.official_id for row in item.recusals.all()}
    if not recused:
        return None
    took_part = {row.official_id for row in (*item.speeches.all(), *item.votes.all())} & recused
    words = _("%(count)s recused, %(part)s of them took part") % {"count": len(recused), "part": len(took_part)}
    return Check(CheckKind.RECUSAL, not took_part, words, item)


def votes_for(item: Any) -> int | None:
    """How many voted for; None where no vote is on record."""
    votes = list(item.votes.all())
    return sum(vote.count for vote in votes if vote.ballot == Ballot.FOR) if votes else None


def majority_check(meeting: Any, item: Any, values: Values) -> Check | None:
    """An adopted item has the share of votes that adopts it, of the members due (parameter: of those present)."""
    count = votes_for(item)
    if item.outcome != Outcome.ADOPTED or not item.is_decided or count is None:
        return None
    base = meeting.due_count if values["majority_of_due"] else meeting.present_count
    words = _("%(count)s votes for, of %(base)s") % {"count": count, "base": base}
    return Check(CheckKind.MAJORITY, majority_for(values).met(count, base), words, item)


def _evaluation(item: Any, values: Values, today: date) -> Iterator[Check]:
    resolution = getattr(item, "resolution", None)
    if resolution is None or resolution.executed_on is None:
        return
    last = add_months(resolution.executed_on, values["evaluate_months"])
    done = resolution.evaluated_on
    if done is not None or last < today:
        words = _("by %(last)s, done %(day)s") % {"last": last, "day": done or "—"}
        yield Check(CheckKind.EVALUATED, done is not None and done <= last, words, item)


def _of_minutes(meeting: Any, today: date) -> Iterator[Check]:
    """Minutes filed in time (D43) and signed by both; open while the period runs (HC-G10)."""
    for kind, day in ((CheckKind.MINUTES, meeting.minutes_on), (CheckKind.SIGNED, meeting.signed_on)):
        known = day is not None and day <= today
        due = meeting.minutes_due_on
        if known or (due is not None and due < today):
            in_time = known and (due is None or day <= due or kind == CheckKind.SIGNED)
            words = _("due %(due)s, done %(day)s") % {"due": due or "—", "day": day if known else "—"}
            yield Check(kind, in_time, words)
