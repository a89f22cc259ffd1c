from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.deadlines.shifts.models import SuspensionReason


def day(label: Any, **options: Any) -> forms.DateField:
    """A field with the browser's calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class SuspensionForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), choices=SuspensionReason.choices)
    start = day(_("From"))
    end = day(_("To"), required=False, help_text=_("Leave empty while nobody knows; somebody ends it then."))
    note = forms.CharField(label=_("Explanation"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class ExtensionForm(forms.Form):
    new_due = day(_("New due day"))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
