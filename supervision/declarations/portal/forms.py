"""The forms of the portal. They collect values; the services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.records.widgets import FilesField
from supervision.declarations.choices import CompanyRole, Event, Gifts, Kin, Matter, MatterReply


def day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def words(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), **options)


class BusinessForm(forms.Form):
    """One business. No name of a relative, no birthday: there is no field for it (R34)."""

    kin = forms.ChoiceField(label=_("Relative"), choices=Kin.choices)
    of_age = forms.BooleanField(
        label=_("This relative is of full age"), help_text=_("Nothing about minors is declared here.")
    )
    company = forms.CharField(label=_("Company"), max_length=120)
    credit_code = forms.CharField(label=_("Unified social credit code"), min_length=18, max_length=18)
    role = forms.ChoiceField(label=_("Role in the company"), choices=CompanyRole.choices)
    share_percent = forms.DecimalField(
        label=_("Share (%)"), required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2
    )
    business_scope = forms.CharField(label=_("Business scope"), max_length=200, required=False)
    region = forms.CharField(label=_("Region"), max_length=40)
    since = day_field(_("In business since"))


class SigningForm(forms.Form):
    """Above the businesses: whether there is anything, and the signature."""

    none_declared = forms.BooleanField(
        label=_("None to declare"),
        required=False,
        help_text=_("My spouse, my children and their spouses run no business. This is a full filing."),
    )
    signed = forms.BooleanField(label=_("What I declare is true and complete. I sign it."))


class CorrectionForm(SigningForm):
    answer = words(_("What was wrong"))


class ChangeForm(forms.Form):
    changed_on = day_field(_("Changed on"))


class MatterForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[choice for choice in Matter.choices if choice[0] != Matter.ANNUAL.value]
    )
    event_on = day_field(_("Day of the event"))


class AnswerForm(forms.Form):
    answer = words(_("Your explanation"))


class MatterAnswerForm(forms.Form):
    """About an entry of the index: fixed words, so that no content gets in (M35)."""

    answer = forms.ChoiceField(
        label=_("Your explanation"),
        choices=MatterReply.choices,
        widget=forms.RadioSelect,
        help_text=_("Reasons and papers go to the organisation department, not here."),
    )


class ReportForm(forms.Form):
    report = words(_("What was done"))
    evidence = FilesField(label=_("Evidence"))


class CeremonyForm(forms.Form):
    """Before a wedding or another celebration. Numbers only: nobody is named."""

    event = forms.ChoiceField(
        label=_("Event"), choices=[choice for choice in Event.choices if choice[0] != Event.FUNERAL.value]
    )
    event_on = day_field(_("Day of the ceremony"))
    place = forms.CharField(label=_("Place"), max_length=80)
    planned_tables = forms.IntegerField(label=_("Tables planned"), min_value=1, max_value=999)
    planned_guests = forms.IntegerField(label=_("Guests planned"), min_value=1, max_value=9999)
    vehicles = forms.IntegerField(label=_("Vehicles"), min_value=0, max_value=999, initial=0)
    no_service_objects = forms.BooleanField(label=_("No people whom I manage or serve are invited."))
    commitment = forms.BooleanField(label=_("I keep the rules of frugality and accept supervision. I sign it."))


class ReductionForm(forms.Form):
    planned_tables = forms.IntegerField(label=_("Tables planned"), min_value=1, max_value=999)
    planned_guests = forms.IntegerField(label=_("Guests planned"), min_value=1, max_value=9999)
    answer = forms.CharField(label=_("Your explanation"), max_length=500, required=False)


class AfterForm(forms.Form):
    actual_tables = forms.IntegerField(label=_("Tables in fact"), min_value=0, max_value=999)
    actual_guests = forms.IntegerField(label=_("Guests in fact"), min_value=0, max_value=9999)
    gifts = forms.ChoiceField(label=_("Gifts from outside the family"), choices=Gifts.choices)
    gifts_note = forms.CharField(
        label=_("Returned when, or registered where"), max_length=120, required=False, help_text=_("Name nobody.")
    )
