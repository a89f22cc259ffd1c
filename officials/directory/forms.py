"""Forms of master data: persons, posts, tenures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from officials.people.imports import account_by_login
from officials.people.models import Gender, Official
from officials.posts.models import Rank
from organization.units.forms import unit_field
from organization.units.models import HeadKind, Unit


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A date by the browser's own picker."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


class OfficialForm(forms.Form):
    """Who a person is. What is secret is only ever written here, never shown."""

    name = forms.CharField(label=_("Full name"), max_length=60)
    gender = forms.ChoiceField(label=_("Gender"), choices=Gender.choices)
    birth_date = day_field(_("Date of birth"))
    resident_id = forms.CharField(
        label=_("Resident ID"),
        max_length=18,
        required=False,
        help_text=_("Empty: the number that is kept stays. It is encrypted and never shown."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("Mobile phone"),
        max_length=20,
        required=False,
        help_text=_("Empty: the number that is kept stays. It is encrypted and never shown."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    user = forms.CharField(
        label=_("Sign-in name"),
        max_length=150,
        required=False,
        help_text=_("The account under which the person reads notices and the own dossier."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["managed_by"] = unit_field(
            Unit.objects.visible_to(user),
            label=_("Managed by"),
            help_text=_("Who manages the cadre, which need not be where he works."),
        )
        self.order_fields(["name", "gender", "birth_date", "managed_by"])

    def values(self) -> dict[str, Any]:
        """Keywords of the services. Raises InvalidInput for an account that does not exist."""
        data = dict(self.cleaned_data)
        data["user"] = account_by_login(data["user"]) if data["user"] else None
        return data if data["phone"] else {name: value for name, value in data.items() if name != "phone"}


class PostForm(forms.Form):
    """One seat."""

    name = forms.CharField(label=_("Post"), max_length=80)
    order = forms.IntegerField(
        label=_("Number in the unit"),
        min_value=0,
        max_value=9999,
        initial=100,
        help_text=_("The order of the posts in the unit; tells seats of the same name apart."),
    )
    rank = forms.TypedChoiceField(label=_("Rank"), choices=Rank.choices, coerce=int)
    in_team = forms.BooleanField(label=_("Leadership team"), required=False)
    is_head = forms.BooleanField(label=_("Unit head"), required=False)
    head_kind = forms.ChoiceField(
        label=_("Kind of head"),
        choices=[("", "—"), *HeadKind.choices],
        required=False,
        help_text=_("Only for heads; empty: as the unit says."),
    )


class PostNewForm(PostForm):
    """One seat of a unit to be chosen."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = unit_field(Unit.objects.visible_to(user).real().filter(active=True), label=_("Unit"))
        self.order_fields(["unit"])


class PostEditForm(PostForm):
    active = forms.BooleanField(label=_("Active"), required=False, help_text=_("A closed post stays with its history."))


class TenureForm(forms.Form):
    """The days of a tenure, and the paper that it rests on."""

    start = day_field(_("Takes office on"))
    end = day_field(_("Leaves office on"), required=False, help_text=_("The last day; empty while it runs."))
    document = forms.CharField(label=_("Appointment document"), max_length=60, required=False)


class AppointForm(TenureForm):
    """The same with the person."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["official"] = forms.ModelChoiceField(
            Official.objects.visible_to(user).order_by("code"),
            label=_("Person appointed"),
            widget=forms.Select(attrs={"data-picker": ""}),
        )
        self.order_fields(["official"])


class TenureEndForm(forms.Form):
    end = day_field(_("Leaves office on"), help_text=_("The last day in the post."))
