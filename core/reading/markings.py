"""State secrets do not belong here (handbook 0.4, 4.5): a file marked 秘密, 机密 or 绝密 is refused unread."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.reading.refusals import FileRefused

# "秘密★1年", "机密", "绝密★": a marking stands alone in its cell; "商业秘密保护服务" in a title is no marking.
_CELL = re.compile(r"[\s(【\[]*(?:绝密|机密|秘密)\s*(?:[★☆*].*|级?[\s)】\]]*)")
_NAME = re.compile(r"绝密|机密|(?<![业人])秘密")


def refuse_marked(name: str, head_cells: Iterable[str]) -> None:
    """Raise FileRefused when the file name or a cell above the data carries a secrecy marking."""
    if _NAME.search(name) or any(_CELL.fullmatch(cell.strip()) for cell in head_cells):
        raise FileRefused(
            "secret",
            _("The file is marked as a state secret. This system must not hold it."),
            _("Do not upload it again. Report it to your confidentiality officer."),
        )
