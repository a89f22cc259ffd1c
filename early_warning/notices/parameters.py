"""The numbers and standing texts of notices. Reply periods are deadline rules D29 and D30 (handbook 2.4)."""

from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, define
from early_warning.notices.choices import Kind

HOW_TO_OBJECT = (
    "如对本文书所列事实、依据或者要求有异议，可在答复期限内通过本人端“提出异议”栏目或者书面方式提出。"
    "异议由未参与本文书拟制、复核、审批的人员在{days}个工作日内作出决定并书面说明理由；提出异议不会导致更重的处理。"
)
# The rules by which the reply is due, and the name of that day among all due days.
REPLY_RULES = {Kind.WARNING: "D29", Kind.REMINDER: "D30"}
REPLY_DUE = "warnings.notice:reply_due"
NOTICE = define(
    ParameterGroup(
        "NOTICE",
        _("Warning notices and reminders"),
        (
            Param("remind_before", 3, _("First reminder before the due day"), "working days", "M03"),
            Param("making_days", 3, _("Draft finished, checked, approved, served: each within"), "working days", "M03"),
            Param(
                "verify_days",
                10,
                _("Answer verified and decided on, then struck off: each within"),
                "working days",
                "M03",
            ),
            Param("extension_limit", 10, _("Longest extension of a reply period"), "working days", "R05"),
            Param("objection_days", 10, _("Objection decided within"), "working days", "R07"),
            Param("days_after_objection", 5, _("Least time to reply after an objection"), "working days", "R05, R07"),
            Param("harassment_days", 30, _("Window of the limit of notices to one person"), "days", "R37"),
            Param("harassment_count", 3, _("From this notice in the window on a deputy signs off"), "", "R37"),
            Param("secretary_level", 4, _("From this level on only the secretary approves"), "", "M03"),
            Param("contact_office", "第一监督检查室", _("Contact office")),
            Param("how_to_object", HOW_TO_OBJECT, _("How to object"), "", "R04"),
        ),
    )
)
