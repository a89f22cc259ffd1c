from django import forms
from django.utils.translation import gettext_lazy as _

from core.imports.models import ImportPolicy


class PolicyForm(forms.Form):
    """What happens to records that exist."""

    policy = forms.ChoiceField(
        label=_("When a record exists already"),
        choices=ImportPolicy.choices,
        initial=ImportPolicy.UPDATE,
        widget=forms.RadioSelect,
    )


class UploadForm(PolicyForm):
    """The file, and what happens to records that exist."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Excel (.xlsx) or CSV, with the header of the template. At most 5,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    field_order = ("file", "policy")


class ApplyForm(forms.Form):
    """Nothing to fill in: the page shows what will happen."""


class UndoForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
