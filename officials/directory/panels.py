from collections import defaultdict
from typing import Any

from core import clock
from core.scope import Viewer
from officials.duties.models import DutyDivision
from officials.people.models import Official
from officials.tenures.models import Tenure
from organization.units.models import Unit


def team_panel(unit: Unit, user: Viewer) -> dict[str, Any] | None:
    """The leadership team on the unit's page: post, name, duties. Only for those who meet officials by name."""
    if not user.has_perm("officials.view_official"):
        return None
    today = clock.today()
    duties = defaultdict(list)
    for duty in DutyDivision.objects.on(today).filter(unit=unit):
        duties[duty.official_id].append(duty)
    running = Tenure.objects.on(today).filter(post__unit=unit, post__in_team=True)
    seen = set(Official.objects.visible_to(user).filter(tenures__in=running).values_list("pk", flat=True))
    rows = [
        {
            "official": tenure.official,
            "tenure": tenure,
            "duties": duties[tenure.official_id],
            "linked": tenure.official_id in seen,
        }
        for tenure in running.select_related("post", "official").order_by("post__order", "official__code")
    ]
    return {"rows": rows, "unit": unit}
