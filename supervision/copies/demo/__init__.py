"""Copy notices of the demo city: from settled notices, in every state, through the services themselves."""

from datetime import timedelta
from typing import Any

from core.demo import City, demo_step, on_day
from core.evidence.services import evidence_open
from core.mechanisms.services import line_add, record_create
from core.workflow.services import transition_perform
from early_warning.notices.demo.rules import checked_rule
from early_warning.notices.models import Notice
from supervision.copies.mechanism import CopyNotices
from supervision.copies.models import CopyNotice
from supervision.verified import SETTLED

FACTS, RECIPIENTS = CopyNotices.lines
STEPS = ("check_notice", "approve", "serve", "acknowledge", "answer", "close")
# How far each has come, the oldest first: the number of steps taken.
REACHED = (6, 5, 4, 3, 2, 0)
TITLE, PURPOSE = "{subject}方面的有关情况", "供加强教育管理监督"
REQUEST = "请结合分管工作开展提醒教育，督促举一反三，并反馈采取的教育管理措施。"
BASIS = "《中国共产党纪律检查委员会工作条例》"
FEEDBACK = "已开展谈心谈话，督促完善制度并纳入日常监督。"


@demo_step("copy notices", order=980)
def build(city: City) -> None:
    """One for each of the first settled notices that have their head in office."""
    rows = Notice.objects.effective().filter(status__in=SETTLED, approved_at__isnull=False, official__isnull=True)
    found = [row for row in rows.select_related("unit").order_by("pk") if row.unit.code in city.things["heads"]]
    checked_rule(city, BASIS)
    for place, (notice, reached) in enumerate(zip(found, REACHED, strict=False)):
        with on_day(city.today - timedelta(days=40 - 6 * place)):
            _write(city, notice, STEPS[:reached])


def _write(city: City, notice: Notice, steps: tuple[str, ...]) -> None:
    users, head = city.users, city.things["heads"][notice.unit.code].user
    team = next((row.team for row in city.things["unit_rows"] if row.code == notice.unit.code), "")
    first, second = (users[team], users[f"{team}b"]) if team else (users["sup1"], users["sup2"])
    values = {
        "unit": notice.unit, "official": None, "title": TITLE.format(subject=notice.subject), "purpose": PURPOSE,
        "request": REQUEST, "legal_basis": BASIS,
    }  # fmt: skip
    record: Any = record_create(model=CopyNotice, values=values, actor=first)
    text = f"{notice.doc_no}所列事项经核实，已形成结论。"
    fact = line_add(record=record, lines=FACTS, values={"text": text, "warning": notice}, actor=first)
    line_add(record=record, lines=RECIPIENTS, values={"user": head}, actor=first)
    actors = {"check_notice": second, "approve": users["dep2"], "serve": first, "close": first}
    for name in steps:
        if name in ("check_notice", "approve"):
            evidence_open(fact=fact, actor=actors[name])
        if name in actors:
            record = transition_perform(instance=record, name=name, actor=actors[name])
        else:
            given = {"feedback": FEEDBACK} if name == "answer" else {}
            transition_perform(instance=record.recipients.get(), name=name, actor=head, **given)
