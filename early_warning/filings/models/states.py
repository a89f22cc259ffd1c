"""The course of a filing, declared once (handbook M04 "Flow"): 填报 → 自动校验 → {退回补正} → 负责人确认 → 入库.

An upload is tried out (dry run) as often as its maker likes; filing it asks the head to confirm.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

FILE = "warnings.file_datafiling"
CONFIRM = "warnings.confirm_datafiling"
WITHDRAW = "warnings.withdraw_datafiling"
DOWNLOAD = "warnings.download_datafiling"


class FilingStatus(TextChoices):
    UPLOADED = "UPLOADED", _("Uploaded, not yet filed")
    VALIDATED = "VALIDATED", _("Filed, waiting for confirmation")
    REJECTED = "REJECTED", _("Returned for correction")
    CONFIRMED = "CONFIRMED", _("Confirmed, in force")
    SUPERSEDED = "SUPERSEDED", _("Superseded")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


# The unit has done its part: the rows are stored and were not sent back.
DELIVERED = (FilingStatus.VALIDATED, FilingStatus.CONFIRMED, FilingStatus.SUPERSEDED)
# Once in force, and still readable as an old version.
ONCE_IN_FORCE = (FilingStatus.CONFIRMED, FilingStatus.SUPERSEDED, FilingStatus.WITHDRAWN)
