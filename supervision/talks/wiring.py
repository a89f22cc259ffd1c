"""Connects talks with the house: rights, menus, workbench, dossier, audit, outbox, API."""

from django.utils.translation import gettext_lazy as _

from core import badges, navigation, portal
from core.api.registry import register as serve
from core.audit.services import register as audit
from core.deadlines.reminders import remind
from core.navigation import NavItem
from core.permissions import grant
from core.portal import PortalItem
from core.scope import Viewer
from core.search import search_source
from core.workbench.registry import panel, todo_source
from officials.recusal import matter_rule
from officials.recusal.drafting import drafting

LEADERS = ("SEC", "DEP")
OFFICES = ("SUP", "STA")


def wire() -> None:
    from supervision.talks import models, witness

    _rights()
    _menus()
    _workbench()
    _dossier()
    _api()
    _reminders()
    drafting("talks", lambda user: models.Talk.objects.drafts_of(user).order_by().values("official"))
    matter_rule("talk-witness", witness.talked_before)
    matter_rule("talk-drafter", witness.noticed_before)
    audit(models.Talk, mask=["record", "official_remarks", "outline"])
    audit(models.Commitment, mask=["text"])
    badges.register(
        {
            "PLANNED": badges.Look("plain", "calendar-plus"),
            "NOTIFIED": badges.Look("busy", "mail-forward"),
            "HELD": badges.Look("watch", "signature"),
            "SIGNED": badges.Look("normal", "signature"),
            "FOLLOW_UP": badges.Look("busy", "repeat"),
            "ARCHIVED": badges.Look("muted", "archive"),
            "IN_TIME": badges.Look("good", "circle-check"),
            "LATE": badges.Look("watch", "clock-exclamation"),
            "MISSING": badges.Look("bad", "clock-exclamation"),
        }
    )


def _reminders() -> None:
    """Planned talks and follow-ups, for whoever leads the talk."""
    from supervision.talks.choices import BEFORE, Status
    from supervision.talks.models import Talk

    who = ("talker", "drafter")
    remind(Talk, due="planned_at__date", open=BEFORE, handler=who, label=_("Talks to hold"))
    following = (Status.SIGNED, Status.FOLLOW_UP)
    remind(Talk, due="follow_up_due", open=following, handler=who, label=_("Follow-ups of talks"))


def _rights() -> None:
    """Who does what (M25-M27, M61, M64). The conduct office looks on; reminder talks are the offices' own business."""
    grant("supervision.view_talk", *LEADERS, *OFFICES, "CON", "ARC")
    grant("supervision.view_reminder_talk", *LEADERS, *OFFICES, "ARC")
    grant("supervision.view_archived_talk", "SEC", "ARC")
    grant("supervision.plan_talk", *LEADERS, *OFFICES, "CON")
    grant("supervision.approve_talk", *LEADERS)
    grant("supervision.conduct_talk", *LEADERS, *OFFICES, "CON")
    grant("supervision.view_talk_coverage", *LEADERS, *OFFICES, "CON", "CM")


def has_talks_of_his_own(user: Viewer) -> bool:
    """Officials who work in the staff frame too (unit heads) find the talks with them in the menu."""
    return user.has_perm("warnings.answer_unit_notice")


def is_official(user: Viewer) -> bool:
    from officials.queries import official_for

    return official_for(user) is not None


def _menus() -> None:
    from supervision.talks.views.portal import waiting_count

    for place, (label, url_name, permission, icon) in enumerate(
        (
            (_("Talks"), "talk-list", "supervision.view_talk", "messages"),
            (_("Appointments and talks"), "talk-appointments", "supervision.view_talk", "user-plus"),
            (_("Coverage of talks"), "talk-coverage", "supervision.view_talk_coverage", "layout-grid"),
        )
    ):
        navigation.register(
            NavItem(group="self", label=label, url_name=url_name, permission=permission, order=20 + place, icon=icon)
        )
    mine, url_name = _("Talks with me"), "portal-talks"
    navigation.register(
        NavItem(group="self", label=mine, url_name=url_name, test=has_talks_of_his_own, order=11, icon="message-circle")
    )
    portal.register(
        PortalItem(
            label=mine, url_name=url_name, order=20, icon="message-circle", test=is_official, count=waiting_count
        )
    )


def _workbench() -> None:
    from organization.units.panels import unit_panel
    from supervision.talks import bench, todos

    todo_source("talk-own", _("Talks with me"), todos.own)
    todo_source("talk-planning", _("Talks to plan and approve"), todos.planning)
    todo_source("talk-conducting", _("Talks to hold and sign"), todos.conducting)
    todo_source("talk-following", _("Follow-ups of talks"), todos.following)
    todo_source("talk-appointments", _("Appointments without a talk"), todos.appointments)
    panel(
        "talks",
        _("Coverage of talks"),
        order=40,
        template="core/workbench/figures.html",
        context=bench.coverage_strip,
        place="strip",
    )
    unit_panel(_("Talks"), order=40, template="supervision/talks/unit_panel.html", context=bench.unit_talks)
    search_source("talks", _("Talks"), bench.find_talks)


def _dossier() -> None:
    from officials import dossier
    from supervision.talks.choices import Kind
    from supervision.talks.dossier import section, timeline

    dossier.section(8, _("Talks"), section, self_view=True)
    dossier.timeline_source("talks", _("Talks"), timeline, self_view=True)
    for kind in (Kind.SUPERVISION, Kind.REMINDER):
        dossier.start_link(f"talk-{kind}", kind.label, "talk-plan", kind.lower(), permission="supervision.plan_talk")


def _api() -> None:
    from supervision.talks.api import TalkViewSet

    serve("talks", TalkViewSet)
