"""What steps of lists ask for beyond fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.scope import Viewer
from supervision.lists.choices import FOLLOW_UPS, MUST_FOLLOW, FollowUp, PlanStatus


class FollowUpForm(forms.Form):
    """One or several follow-ups of those that fit the verdict (M74)."""

    follow_ups = forms.MultipleChoiceField(
        label=_("Follow-ups"), required=False, widget=forms.CheckboxSelectMultiple, choices=FollowUp.choices
    )

    def __init__(self, *args: Any, record: Any, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        field: Any = self.fields["follow_ups"]
        fitting = FOLLOW_UPS.get(record.verdict, ())
        field.choices = [(kind, FollowUp(kind).label) for kind in fitting]
        field.required = record.verdict in MUST_FOLLOW or record.status == PlanStatus.DECIDED
        if not fitting:
            field.help_text = _("Nothing follows from this verdict but its report to the unit.")
