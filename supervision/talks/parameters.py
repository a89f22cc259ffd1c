"""The numbers of talks. None is set by law; the period of pre-appointment talks is deadline rule D32 (handbook 2.4)."""

from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, define

PRE_OFFICE_RULE = "D32"
TALK = define(
    ParameterGroup(
        "TALK",
        _("Talks"),
        (
            Param("notice_days", 1, _("Notified at least before the talk"), "working days", "M25"),
            Param("sign_days", 5, _("Record signed within"), "working days", "M25"),
            Param("follow_up_months", 3, _("Follow-up after the talk"), "months", "M25"),
            Param("reminder_months", 12, _("A reminder talk stays in view"), "months", "M27"),
            Param("commitment_chars", 616, _("Commitment of a reminder talk: one page"), "characters", "M27"),
            Param("supervision_yearly", 1, _("Supervision talks with each unit head"), "a year", "M25"),
            Param("interview_yearly", 1, _("Interviews of each lower head"), "a year", "M61"),
            Param("secretary_yearly", 1, _("Talks of the Party secretary with each head"), "a year", "M61"),
            Param("political_yearly", 1, _("Political talks with each head"), "a year", "M64"),
            Param("appointments_back", 365, _("Appointments without a talk are offered for"), "days", "M26"),
            Param("appointments_ahead", 90, _("Appointments to come are shown for"), "days", "M26"),
            Param("heads_by_secretary", True, _("Talks with unit heads are approved by the secretary"), "", "2.1"),
        ),
    )
)
