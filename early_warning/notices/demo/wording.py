"""Another wording for W01, approved from next month on, and one for W02 that waits for the secretary."""

from datetime import date, timedelta

from core.demo import City, demo_step
from core.documents.texts.services import text_propose
from core.workflow.services import transition_perform

REPLY = (
    "请于{within}登录系统书面答复，并附有关材料；使用系统有困难的，可以提交纸质材料，也可以请同事协助。确需延期的，请在期限届满前"
    "提出并说明理由。逾期未答复不视为承认所列情况。"
)
REMINDER = "为督促履行{duty}，现就有关事项提醒如下。本函着眼于改进今后工作，不是对违纪违法问题的认定。"


@demo_step("wording", order=905)
def build_wording(city: City) -> None:
    """Proposed by the administrator; the first is approved."""
    first_of_next = (city.today + timedelta(days=31)).replace(day=1)
    approved = text_propose(
        kind="W01",
        part="reply",
        text=REPLY,
        effective_from=first_of_next,
        grounds="用语更通俗",
        actor=city.users["adm"],
    )
    transition_perform(instance=approved, name="approve", actor=city.users["sec"], reason="同意")
    text_propose(
        kind="W02",
        part="opening",
        text=REMINDER,
        effective_from=date(city.today.year, 12, 1),
        grounds="突出改进",
        actor=city.users["adm"],
    )
