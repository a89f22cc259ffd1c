"""Connects notices with the house: rights, menu, workbench, audit, outbox, API, hand-over of doubt points."""

from django.utils.translation import gettext_lazy as _

from core import badges, portal
from core.api.registry import register as serve
from core.audit.services import register as audit
from core.deadlines.reminders import remind
from core.documents.citations import basis_source
from core.navigation import NavItem
from core.navigation import register as menu
from core.outbox.registry import on_given_up
from core.permissions import grant
from core.scope import Viewer
from core.search import search_source
from core.workbench.registry import panel, todo_source
from early_warning.checks import handover
from officials import dossier
from officials.recusal import matter_rule
from officials.recusal.drafting import drafting

STAFF = ("SEC", "DEP", "CM", "SUP", "STA", "CON")


def connect() -> None:
    from early_warning.notices import conditions, document_kinds, earlier, models, records, services
    from early_warning.notices.frequency import counted

    _rights()
    _menu()
    _workbench()
    _elsewhere()
    _api()
    _reminders()
    counted("notices", conditions.notices_to)
    drafting("notices", lambda user: models.Notice.objects.drafts_of(user).order_by().values("official"))
    matter_rule("notice-drafter", earlier.drafted_before)
    for name in models.AUDITED:
        audit(getattr(models, name), exclude=["evidence"] if name == "NoticeFact" else None)
    on_given_up(models.Notice, services.mail_given_up)
    document_kinds.register_kinds()
    basis_source(document_kinds.rule_bases)
    records.offer_own()
    handover.register("NOTICE", services.notice_draft_from_doubt)
    handover.register("REMINDER", services.reminder_draft_from_doubt)
    badges.register(
        {
            "LEVEL_1": badges.Look("normal", "bell"),
            "LEVEL_2": badges.Look("watch", "bell"),
            "LEVEL_3": badges.Look("focus", "bell-ringing"),
            "LEVEL_4": badges.Look("bad", "bell-ringing"),
        }
    )


def _reminders() -> None:
    """Staff follow up what is open with the addressee; he himself is reminded by ``services.notices_remind``, and asks
    for more time in the portal (R05). A suspension is the offices' business: the new day is told to him."""
    from early_warning.notices.choices import ANSWERABLE
    from early_warning.notices.delivery import tell_moved
    from early_warning.notices.models import Notice
    from early_warning.notices.parameters import REPLY_RULES

    remind(
        Notice,
        due="reply_due",
        open=ANSWERABLE,
        handler="drafter",
        label=_("Replies to notices"),
        rule=lambda notice: REPLY_RULES[notice.kind],
        start="served_at__date",
        extends=False,
        moved=tell_moved,
    )


def _rights() -> None:
    """Who does what (handbook M03, part 4). Three different people anyway: R02 is held by rules and constraints."""
    grant("warnings.view_notice", *STAFF, "TRI")
    grant("warnings.draft_notice", "SUP", "STA")
    grant("warnings.check_notice", "SUP", "STA", "CON", "CM")
    grant("warnings.approve_notice", "DEP", "SEC")
    grant("warnings.sign_off_notice", "DEP")
    grant("warnings.serve_notice", "SUP", "STA", "DEP", "SEC")
    grant("warnings.verify_notice", "SUP", "STA", "CON")
    grant("warnings.decide_extension", "SUP", "STA")
    grant("warnings.view_objection", "DEP", "SEC", "TRI")
    grant("warnings.decide_objection", "DEP", "SEC", "TRI")
    grant("warnings.revoke_notice", "DEP", "SEC")
    grant("warnings.check_delivery", "SUP", "STA", "CON")
    grant("warnings.answer_notice", "OFF", "TMB", "UHD")
    grant("warnings.answer_unit_notice", "UHD")
    grant("warnings.view_rulebasis", "ADM", "SUP", "STA", "DEP", "SEC")
    grant("warnings.check_rulebasis", "ADM")


def answers_notices(user: Viewer) -> bool:
    """Staff-frame users who may also be addressees: unit heads."""
    return user.has_perm("warnings.answer_unit_notice")


def _menu() -> None:
    pages = (
        (_("Warning notices"), "notice-list", "warnings.view_notice", "bell-ringing", "warning"),
        (_("Duty reminders"), "reminder-list", "warnings.view_notice", "bell", "warning"),
        (_("Objections"), "objection-list", "warnings.view_objection", "message-exclamation", "warning"),
        (_("Rules cited by notices"), "rule-list", "warnings.view_rulebasis", "book", "admin"),
    )
    for place, (label, url_name, permission, icon, group) in enumerate(pages):
        menu(NavItem(group=group, label=label, url_name=url_name, permission=permission, order=40 + place, icon=icon))
    menu(
        NavItem(
            group="self", label=_("My notices"), url_name="portal", test=answers_notices, order=10, icon="mail-opened"
        )
    )


def _workbench() -> None:
    from early_warning.notices import bench, todos

    todo_source("notice-own", _("Notices to me"), todos.own)
    todo_source("notice-making", _("Notices in the making"), todos.making)
    todo_source("notice-answers", _("Answers to notices"), todos.answers)
    todo_source("notice-requests", _("Requests and deliveries"), todos.requests)
    todo_source("notice-objections", _("Objections"), todos.objections)
    todo_source("notice-administration", _("Rules to check"), todos.administration)
    panel(
        "notices",
        _("Open notices"),
        order=30,
        template="core/workbench/bars.html",
        context=bench.open_panel,
    )
    search_source("notices", _("Notices"), bench.find_notices)


def _elsewhere() -> None:
    """In the dossier (section 8, timeline) and among the entries of the portal."""
    from early_warning.notices import dossier as parts
    from early_warning.notices.choices import Kind
    from early_warning.notices.queries import waiting_for

    dossier.section(8, _("Warning notices and reminders"), parts.section_notices, self_view=True)
    dossier.timeline_source("notices", _("Warning notices and reminders"), parts.timeline_notices, self_view=True)
    for kind in (Kind.WARNING, Kind.REMINDER):
        dossier.start_link(
            f"notice-{kind}", kind.label, "notice-draft", kind.lower(), permission="warnings.draft_notice"
        )
    portal.register(
        portal.PortalItem(
            label=_("My notices"), url_name="portal", order=10, icon="mail-opened", count=lambda u: len(waiting_for(u))
        )
    )


def _api() -> None:
    from early_warning.notices.api import NoticeViewSet, ObjectionViewSet

    serve("notices", NoticeViewSet)
    serve("objections", ObjectionViewSet)
