"""The sixteen sections of the dossier (handbook M37 [GK]), in their fixed order."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.errors import Text


@dataclass(frozen=True)
class SectionTitle:
    """One of the sixteen; ``self_view``: open to the official himself, with ``closed_only`` only what is finished."""

    no: int
    label: Text
    self_view: bool = False
    closed_only: bool = False

    @property
    def numeral(self) -> str:
        """The number as the reader's language writes it: 一 … 十六, or 1 … 16."""
        if not (get_language() or "").startswith("zh"):
            return str(self.no)
        digits = "一二三四五六七八九十"
        return digits[self.no - 1] if self.no <= 10 else f"十{digits[self.no - 11]}"


SECTIONS: dict[int, SectionTitle] = {
    title.no: title
    for title in (
        SectionTitle(1, _("Particulars and career"), self_view=True),
        SectionTitle(2, _("Family members")),
        SectionTitle(3, _("Reports on personal matters"), self_view=True),
        SectionTitle(4, _("Business declarations"), self_view=True),
        SectionTitle(5, _("Ceremonies reported"), self_view=True),
        SectionTitle(6, _("Reports on responsibility and integrity"), self_view=True),
        SectionTitle(7, _("Democratic life meetings")),
        SectionTitle(8, _("Talks, reminders, inquiries and warnings"), self_view=True, closed_only=True),
        SectionTitle(9, _("Leads and their outcome")),
        SectionTitle(10, _("Handling, sanctions and influence periods"), self_view=True),
        SectionTitle(11, _("Accountability")),
        SectionTitle(12, _("Inspection and audit")),
        SectionTitle(13, _("Replies on integrity"), self_view=True),
        SectionTitle(14, _("Education and first lesson"), self_view=True),
        SectionTitle(15, _("Awards, tolerance and clarification"), self_view=True),
        SectionTitle(16, _("Other")),
    )
}
