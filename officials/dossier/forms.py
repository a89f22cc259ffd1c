from django import forms
from django.utils.translation import gettext_lazy as _

from officials.dossier.access.models import AT_THE_DOOR
from officials.dossier.contents import SECTIONS
from officials.dossier.records.services import NOT_BY_HAND


class OpenForm(forms.Form):
    """Why a dossier is opened."""

    purpose = forms.ChoiceField(label=_("Purpose"), choices=[("", "—"), *AT_THE_DOOR])
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence; it stays in the audit trail. The official sees the day, your role and the purpose."),
    )


def _day_input() -> forms.DateInput:
    """The browser's own picker; it takes ISO dates only, in every language."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class RecordForm(forms.Form):
    """One paper or event of a section."""

    section = forms.TypedChoiceField(
        label=_("Section"),
        coerce=int,
        choices=[(no, f"{title.numeral} {title.label}") for no, title in SECTIONS.items() if no not in NOT_BY_HAND],
    )
    on = forms.DateField(label=_("Date"), widget=_day_input())
    title = forms.CharField(label=_("Title"), max_length=120)
    document_no = forms.CharField(label=_("Document number"), max_length=60, required=False)
    detail = forms.CharField(label=_("Detail"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    until = forms.DateField(
        label=_("Influence until"),
        required=False,
        widget=_day_input(),
        help_text=_("Only for sanctions (section 10): the last day of the influence period."),
    )
    closed = forms.BooleanField(
        label=_("Matter closed"),
        required=False,
        initial=True,
        help_text=_("Open matters of section 8 stay out of the official's own view."),
    )


class FindingForm(forms.Form):
    """What the cadre supervision office found about an alert."""

    finding = forms.CharField(label=_("Finding"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
