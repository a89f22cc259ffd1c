from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.mechanisms.forms import HouseForm
from core.records.widgets import house_field
from officials.duties.rule import areas_of_rule
from officials.models import DutyArea
from supervision.duties.models import DutyExemption


def ruled_areas() -> list[tuple[str, str]]:
    """The areas that the rule speaks of today, with their words."""
    return [(area, str(DutyArea(area).label)) for area in areas_of_rule(clock.today())]


class ExemptionForm(HouseForm):
    areas = forms.MultipleChoiceField(label=_("areas"), choices=ruled_areas, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = DutyExemption
        fields = ("unit", "areas", "start", "end", "reason", "legal_basis", "classification")
        formfield_callback = house_field
