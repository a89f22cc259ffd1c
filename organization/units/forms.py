from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organization.units.models import HeadKind, Unit, UnitField, UnitKind


def unit_field(queryset: Any, *, label: Any, required: bool = True, help_text: Any = "") -> forms.ModelChoiceField:
    """A picker of one unit."""
    picker = forms.Select(attrs={"data-picker": ""})
    return forms.ModelChoiceField(queryset, label=label, required=required, help_text=help_text, widget=picker)


class UnitForm(forms.Form):
    """What a unit is."""

    code = forms.CharField(
        label=_("Code"), max_length=20, help_text=_("Letters, digits, points and hyphens. It never changes.")
    )
    name = forms.CharField(label=_("Name"), max_length=100)
    short_name = forms.CharField(label=_("Short name"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Type"), choices=UnitKind.choices)
    head_kind = forms.ChoiceField(label=_("Head"), choices=HeadKind.choices, initial=HeadKind.BOTH)
    field = forms.ChoiceField(label=_("Field"), choices=[("", "—"), *UnitField.choices], required=False)
    commission = forms.BooleanField(
        label=_("The commission's own unit"),
        required=False,
        help_text=_("Matters about its people are seen by the cadre supervision office and the secretary only (R16)."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = unit_field(
            Unit.objects.visible_to(user).filter(active=True), label=_("Parent"), required=False
        )
        self.order_fields(["code", "name", "short_name", "parent"])


class UnitEditForm(UnitForm):
    """The same without the code, and whether the unit is open."""

    active = forms.BooleanField(label=_("Active"), required=False, help_text=_("A closed unit stays with its history."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"]
