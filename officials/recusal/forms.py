from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from officials.recusal.models import InterestKind, KinRelation, RequestGround
from officials.recusal.queries import commission_staff
from organization.roles import COMMISSION_ROLES, ROLES

NONE = ("", "—")


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **more)


def _text(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), **more)


class InterestForm(forms.Form):
    """A ground about oneself; the cadre supervision office also chooses whose it is."""

    user: Any = forms.ModelChoiceField(
        label=_("member of staff"), queryset=None, required=False, help_text=_("Empty: about yourself.")
    )
    named = forms.CharField(label=_("official"), max_length=60, help_text=_("Full name or code (O-…)."))
    kind = forms.ChoiceField(label=_("kind"), choices=InterestKind.choices)
    relation = forms.ChoiceField(
        label=_("relation"), choices=[NONE, *KinRelation.choices], required=False, help_text=_("Only for kinship.")
    )
    ground = _text(_("ground"), max_length=300)
    start = _day(label=_("first day"), required=False)
    end = _day(label=_("last day"), required=False)

    def __init__(self, *args: Any, for_others: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if for_others:
            self.fields["user"].queryset = commission_staff()  # type: ignore[attr-defined]  # a choice of rows
        else:
            del self.fields["user"]


class OverrideForm(forms.Form):
    """Why one must act although a ground stands, and how long."""

    reason = _text(_("why it is needed"), max_length=300)
    until = _day(label=_("last day"))


class RequestForm(forms.Form):
    """The official's request in the portal."""

    office = forms.ChoiceField(
        label=_("office"),
        required=False,
        choices=[NONE, *((code, label) for code, label in ROLES.items() if code in COMMISSION_ROLES)],
    )
    person_name = forms.CharField(label=_("Name of the person, if you know it"), max_length=60, required=False)
    ground = forms.ChoiceField(label=_("ground"), choices=RequestGround.choices)
    text = _text(_("reasons"), max_length=2000)


class GrantForm(forms.Form):
    """Who is meant, and the reasoned answer that the official reads."""

    person: Any = forms.ModelChoiceField(
        label=_("account of the person"),
        queryset=None,
        required=False,
        help_text=_("Empty: the recusal is of the whole office."),
    )
    reason = _text(_("answer"), max_length=2000, help_text=_("The official reads it in the portal."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = commission_staff()  # type: ignore[attr-defined]  # a choice of rows


class GlassForm(forms.Form):
    """Which file, and why it cannot wait."""

    code = forms.CharField(label=_("Code of the official"), max_length=12)
    reason = _text(_("reason"), max_length=300)
