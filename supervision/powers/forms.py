from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import InvalidInput
from core.scope import Viewer
from supervision.powers.decisions import DECISIONS
from supervision.powers.models import PowerExercise


class DecisionForm(forms.Form):
    """Which real decision a use of a power belongs to; offered are those of the unit."""

    decision = forms.ChoiceField(label=_("Decision"), widget=forms.Select(attrs={"data-picker": ""}))

    def __init__(self, *args: Any, record: PowerExercise, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record, self.user = record, user
        field: Any = self.fields["decision"]
        field.choices = DECISIONS.choices(record.unit, user)

    def clean_decision(self) -> Any:
        try:
            return DECISIONS.chosen(self.cleaned_data["decision"], self.record.unit, self.user)
        except InvalidInput as error:
            raise forms.ValidationError(str(error)) from error
