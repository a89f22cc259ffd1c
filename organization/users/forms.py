from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organization.roles import ROLES
from organization.units.forms import unit_field
from organization.units.models import Unit
from organization.users.models import JurisdictionKind


class AccountEditForm(forms.Form):
    """Whose account it is."""

    full_name = forms.CharField(label=_("Full name"), max_length=60)
    staff_no = forms.CharField(label=_("Staff number"), max_length=20, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False, help_text=_("Mails only say that something waits."))
    phone = forms.CharField(label=_("Office phone"), max_length=30, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = unit_field(
            Unit.objects.visible_to(user).filter(active=True), label=_("Unit"), required=False
        )


class AccountNewForm(AccountEditForm):
    username = forms.CharField(
        label=_("Sign-in name"), max_length=150, help_text=_("Letters, digits and @ . + - _; it never changes.")
    )
    field_order = ("username",)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class RolesForm(forms.Form):
    """The 22 roles of the handbook."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        required=False,
        choices=[(code, _("%(role)s (%(code)s)") % {"role": role, "code": code}) for code, role in ROLES.items()],
        widget=forms.CheckboxSelectMultiple,
    )


class JurisdictionsForm(forms.Form):
    """The units of each kind."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in JurisdictionKind:
            self.fields[kind.value] = forms.ModelMultipleChoiceField(
                Unit.objects.visible_to(user),
                label=kind.label,
                required=False,
                widget=forms.SelectMultiple(attrs={"data-picker": ""}),
            )
