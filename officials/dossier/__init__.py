"""The integrity dossier (电子廉政档案, M37): one person, one file of 16 sections, opened one by one for a purpose.

Upper floors fill it in their wiring::

    from officials import dossier

    dossier.section(8, _("Warning notices"), notices_of, self_view=True)
    dossier.timeline_source("notices", _("Warning notices"), notice_entries, self_view=True)
    dossier.influence_source("sanctions", running_periods)
    dossier.relation_source("businesses", _("Businesses of relatives"), businesses_of)
    dossier.start_link("talk", _("Plan a talk"), "talk-kinds", permission="supervision.plan_talk")
"""

from officials.dossier.registry import (
    InfluencePeriod,
    Relation,
    SectionContent,
    TimelineEntry,
    influence_source,
    relation_source,
    section,
    timeline_source,
)
from officials.dossier.starting import start_link

__all__ = [
    "InfluencePeriod",
    "Relation",
    "SectionContent",
    "TimelineEntry",
    "influence_source",
    "relation_source",
    "section",
    "start_link",
    "timeline_source",
]
