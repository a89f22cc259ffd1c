from typing import Any

from core import clock
from core.scope import Viewer
from officials.models import Official
from supervision.declarations.choices import CampaignKind
from supervision.declarations.models import DeclarationCampaign, KinDeclaration, MatterReport
from supervision.declarations.scope import units_of


def declarations_owe(*, campaign: DeclarationCampaign, actor: Viewer) -> int:
    """Every official in office whom ``actor``'s jurisdiction knows owes a declaration and is told; how many were new.

    Whoever has one for the year already is passed over, so that newcomers can be added later.
    """
    model: Any = KinDeclaration if campaign.kind == CampaignKind.KIN else MatterReport
    have = model.objects.filter(year=campaign.year, kind="ANNUAL").values("official")
    people = {
        person.pk: person
        for person in Official.objects.visible_to(actor).in_office().exclude(pk__in=have).select_related("user")
    }
    rows = [
        model(
            official=people[official], unit_id=unit, year=campaign.year, campaign=campaign, file_by=campaign.last_day,
            due_on=campaign.last_day, created_by=actor, created_at=clock.now(), told_at=clock.now(),
        )
        for official, unit in units_of(list(people.values()), clock.today()).items()
    ]  # fmt: skip
    for row in model.objects.bulk_create(rows):
        row.tell_official("due")
    return len(rows)
