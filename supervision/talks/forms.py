"""Forms of the staff pages. They only collect values: what may be done is the services' business."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.scope import Viewer
from early_warning.notices.models import RuleBasis
from officials.models import Official, Tenure
from organization.models import Unit, User
from organization.users.acting import holders
from supervision.talks.choices import EarlySign, Kind, Outcome, PlaceKind, Signature, Topic
from supervision.talks.models import Talk
from supervision.talks.services import HeldInput, RecheckInput, TalkInput

COMMITMENTS_OFFERED = 4
PICKER = {"data-picker": ""}


def talkers() -> QuerySet[User]:
    """Who may lead talks."""
    return holders("supervision.conduct_talk").order_by("full_name")


class LocalTimeInput(forms.DateTimeInput):
    """A browser's own picker of day and time."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


def day_field(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


def _text(label: Any, rows: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=20_000, widget=forms.Textarea(attrs={"rows": rows}), **options)


class PlanForm(forms.Form):
    """The plan of a talk of one kind; fields that do not belong to the kind are left out."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), widget=forms.Select(attrs=PICKER))
    official = forms.ModelChoiceField(Official.objects.none(), label=_("Official"), widget=forms.Select(attrs=PICKER))
    tenure = forms.ModelChoiceField(Tenure.objects.none(), label=_("Appointment"), widget=forms.Select(attrs=PICKER))
    purpose = forms.CharField(
        label=_("Purpose of the talk"),
        max_length=120,
        help_text=_("The official reads it in the notice: no accusation."),
    )
    early_sign = forms.ChoiceField(choices=EarlySign.choices, label=_("Early sign"))
    rule = forms.ModelChoiceField(
        RuleBasis.objects.none(),
        required=False,
        label=_("Rule"),
        help_text=_("A rule of general knowledge (GK) is not printed before an administrator has checked it."),
    )
    topics = forms.MultipleChoiceField(
        choices=Topic.choices, label=_("Topics"), widget=forms.CheckboxSelectMultiple, required=False
    )
    outline = _text(_("Outline"), 5, required=False)
    problem_related = forms.BooleanField(
        label=_("About a problem"), required=False, help_text=_("Then two people lead the talk.")
    )
    talker = forms.ModelChoiceField(
        User.objects.none(), required=False, label=_("Talker"), widget=forms.Select(attrs=PICKER)
    )
    outside_talker = forms.CharField(
        label=_("Led by (post)"),
        max_length=60,
        required=False,
        help_text=_("A leader without an account: only his post."),
    )
    second_talker = forms.ModelChoiceField(
        User.objects.none(), required=False, label=_("Second talker"), widget=forms.Select(attrs=PICKER)
    )
    planned_at = forms.DateTimeField(label=_("Time"), required=False, widget=LocalTimeInput())
    place_kind = forms.ChoiceField(choices=PlaceKind.choices, label=_("Kind of place"))
    place = forms.CharField(label=_("Place"), max_length=80, required=False)

    def __init__(self, *args: Any, user: Viewer, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        offered: dict[str, QuerySet] = {
            "unit": Unit.objects.visible_to(user).real(),
            "official": Official.objects.visible_to(user).exclude(user=user),
            "tenure": _tenures(user),
            "rule": RuleBasis.objects.all(),
            "talker": talkers(),
            "second_talker": talkers(),
        }
        for name, rows in offered.items():
            field: Any = self.fields[name]
            field.queryset = rows
        for name in LEFT_OUT[Kind(kind)]:
            del self.fields[name]

    def given(self) -> TalkInput:
        return TalkInput(kind=self.kind, **self.cleaned_data)


def _tenures(user: Viewer) -> QuerySet[Tenure]:
    units = Unit.objects.visible_to(user).values("pk")
    rows = Tenure.objects.filter(post__unit__in=units, post__in_team=True, end__isnull=True)
    return rows.select_related("official", "post__unit").order_by("-start")


_REMINDER = ("early_sign", "rule")
LEFT_OUT: dict[Kind, tuple[str, ...]] = {
    Kind.SUPERVISION: (*_REMINDER, "topics", "tenure", "outside_talker"),
    Kind.PRE_OFFICE: (*_REMINDER, "topics", "outside_talker", "problem_related"),
    Kind.REMINDER: ("topics", "tenure", "outside_talker", "problem_related"),
    Kind.INTERVIEW: (*_REMINDER, "topics", "tenure", "outside_talker"),
    Kind.SECRETARY: (*_REMINDER, "topics", "tenure", "problem_related"),
    Kind.POLITICAL: (*_REMINDER, "tenure", "problem_related", "outline"),
}


def plan_initial(talk: Talk) -> dict[str, Any]:
    """The values of a stored plan for its form."""
    return {name: getattr(talk, name) for name in PlanForm.base_fields}


class RescheduleForm(forms.Form):
    planned_at = forms.DateTimeField(label=_("Time"), widget=LocalTimeInput())
    place_kind = forms.ChoiceField(choices=PlaceKind.choices, label=_("Kind of place"))
    place = forms.CharField(label=_("Place"), max_length=80)
    reason = forms.CharField(label=_("Reason"), max_length=500)


class HoldForm(forms.Form):
    """The record of a held talk. Without ``record`` for political talks: they keep topics and commitments only."""

    held_at = forms.DateTimeField(label=_("Held at"), widget=LocalTimeInput())
    present = forms.CharField(label=_("Others present"), max_length=200, required=False)
    record = _text(
        _("Record of the talk"), 10, help_text=_("Both sides sign these words. The official may add remarks.")
    )
    follow_up_due = day_field(_("Follow-up on"), required=False, help_text=_("Empty: the usual period."))

    def __init__(self, *args: Any, talk: Talk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if talk.kind == Kind.POLITICAL:
            del self.fields["record"]
        for number in range(1, COMMITMENTS_OFFERED + 1):
            label = _("Commitment %(number)s") % {"number": number}
            self.fields[f"commitment_{number}"] = forms.CharField(
                label=label, max_length=700, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
            self.fields[f"due_{number}"] = day_field(_("to be done by"), required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for number in range(1, COMMITMENTS_OFFERED + 1):
            if values.get(f"commitment_{number}") and not values.get(f"due_{number}"):
                self.add_error(f"due_{number}", _("A commitment has a day by which it is done."))
        return values

    def given(self) -> HeldInput:
        values = self.cleaned_data
        pairs = ((values[f"commitment_{n}"], values[f"due_{n}"]) for n in range(1, COMMITMENTS_OFFERED + 1))
        return HeldInput(
            held_at=values["held_at"],
            record=values.get("record", ""),
            present=values["present"],
            commitments=tuple((text, due) for text, due in pairs if text and due),
            follow_up_due=values["follow_up_due"],
        )


class PaperForm(forms.Form):
    """A signature outside the portal."""

    way = forms.ChoiceField(
        choices=[(choice, Signature(choice).label) for choice in (Signature.PAPER, Signature.REFUSED)],
        label=_("How it was signed"),
    )
    remarks = _text(
        _("Remarks"), 4, required=False, help_text=_("What the official wrote on the paper; or why it is not signed.")
    )
    scan = forms.FileField(label=_("Scan of the signed record"), required=False)


class RecheckForm(forms.Form):
    """One outcome a commitment, and the result in words."""

    result = _text(_("Result of the re-check"), 4)
    next_due = day_field(_("Next follow-up"), required=False, help_text=_("When a commitment is not kept yet."))

    def __init__(self, *args: Any, talk: Talk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(talk.commitments.all())
        for row in self.rows:
            self.fields[f"outcome_{row.pk}"] = forms.ChoiceField(
                choices=Outcome.choices, label=row.text, initial=row.outcome
            )

    def given(self) -> RecheckInput:
        values = self.cleaned_data
        outcomes = {row.pk: values[f"outcome_{row.pk}"] for row in self.rows}
        return RecheckInput(result=values["result"], outcomes=outcomes, next_due=values["next_due"])


def place_initial(talk: Talk) -> dict[str, Any]:
    return {"planned_at": talk.planned_at, "place_kind": talk.place_kind, "place": talk.place}


def held_initial(talk: Talk) -> dict[str, Any]:
    return {"held_at": timezone.localtime(talk.planned_at) if talk.planned_at else None}
