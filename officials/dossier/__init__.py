"""The integrity dossier (电子廉政档案, M37): one person, one file of 16 sections, opened one by one for a purpose.

Upper floors fill it in their wiring::

    from officials import dossier

    dossier.section(8, _("Warning notices"), notices_of, self_view=True)
    dossier.timeline_source("notices", _("Warning notices"), notice_entries, self_view=True)
    dossier.influence_source("sanctions", running_periods)
"""

from officials.dossier.registry import (
    InfluencePeriod,
    SectionContent,
    TimelineEntry,
    influence_source,
    section,
    timeline_source,
)

__all__ = [
    "InfluencePeriod",
    "SectionContent",
    "TimelineEntry",
    "influence_source",
    "section",
    "timeline_source",
]
