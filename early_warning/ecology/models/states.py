"""The course of an assessment, declared once (handbook M01 "Flow").

指标计算 → 室级初评 → 研判会议 → 征求被评单位意见 → 审定 → 反馈 → 归档; a recalculation starts a new version.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ASSESS = "warnings.assess_ecology"
SIGN = "warnings.sign_ecology"
RESPOND = "warnings.respond_ecology"


class Status(TextChoices):
    CALCULATED = "CALCULATED", _("Calculated")
    OPINION = "OPINION", _("Office opinion")
    MEETING = "MEETING", _("Assessment meeting held")
    CONSULTED = "CONSULTED", _("Unit consulted")
    RESPONDED = "RESPONDED", _("Unit responded")
    SIGNED = "SIGNED", _("Signed")
    FED_BACK = "FED_BACK", _("Fed back")
    ARCHIVED = "ARCHIVED", _("Archived")
    SUPERSEDED = "SUPERSEDED", _("Superseded")


NOT_LIVE = (Status.SUPERSEDED,)
LIVE = tuple(status for status in Status if status not in NOT_LIVE)
