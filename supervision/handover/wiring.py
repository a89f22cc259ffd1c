"""Connects handovers and tracing back with the house."""

from django.utils.translation import gettext_lazy as _

from core import badges, navigation
from core.navigation import NavItem
from core.workbench.registry import panel, todo_source


def wire() -> None:
    from core.mechanisms.wiring import register
    from officials import dossier
    from officials.recusal import matter_rule
    from supervision.handover import bench
    from supervision.handover.mechanism import Handovers, TraceBacks
    from supervision.handover.tracing import deed_source, history_deeds
    from supervision.handover.witness import supervised_before

    register(Handovers)
    register(TraceBacks)
    deed_source("history", history_deeds)
    matter_rule("handover-witness", supervised_before)
    todo_source("head-changes", _("Changes of heads without a handover"), bench.changes_waiting)
    panel(
        "handovers",
        _("Handovers"),
        order=45,
        template="core/workbench/figures.html",
        context=bench.handover_strip,
        place="strip",
    )
    dossier.timeline_source("handovers", _("Handovers"), bench.timeline, self_view=True)
    navigation.register(
        NavItem(
            group="govern",
            label=_("Changes of heads"),
            url_name="handover-changes",
            permission="supervision.view_handover",
            order=61,
            icon="replace-user",
        )
    )
    badges.register(
        {
            "TRIGGERED": badges.Look("watch", "replace-user"),
            "DRAWN": badges.Look("plain", "list-check"),
            "SUPPLEMENTED": badges.Look("busy", "pencil"),
            "MET": badges.Look("watch", "signature"),
            "PLAN": badges.Look("busy", "clipboard-text"),
            "CHECK_90D": badges.Look("busy", "calendar-time"),
            "CONCLUDED": badges.Look("busy", "file-check"),
            "SETTLED": badges.Look("good", "circle-check"),
            "UNDERWAY": badges.Look("busy", "progress"),
            "NOT_BEGUN": badges.Look("bad", "circle-x"),
        }
    )
