"""Forms of the staff pages. They only collect values: what may be done is the services' business."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from core.deadlines.models import BasisTag
from core.scope import Viewer
from early_warning.notices.choices import WORSE, CheckWay, Decision, Kind, Level, Outcome, Request, Source
from early_warning.notices.models import Notice, RuleBasis
from early_warning.notices.queries import copy_label, copy_recipients
from early_warning.notices.records import FACT_RECORDS
from officials.models import Official
from organization.models import Unit, User

FACTS_OFFERED = 3


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files; cleaned to a list."""

    widget = ManyFiles(attrs={"multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(ManyFilesField, self).clean(item, initial) for item in files]


class CopiesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{copy_label(obj)} {obj}"


class DraftForm(forms.Form):
    """The letter of a warning notice."""

    kind = Kind.WARNING
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), widget=forms.Select(attrs={"data-picker": ""}))
    official = forms.ModelChoiceField(
        Official.objects.none(),
        label=_("Official addressed"),
        required=False,
        help_text=_("Empty: the unit is addressed and its head answers."),
        widget=forms.Select(attrs={"data-picker": ""}),
    )
    subject = forms.CharField(
        label=_("Matter"), max_length=80, help_text=_("One phrase; the letter says “on … the following was found”.")
    )
    period = forms.CharField(label=_("Period"), max_length=30, required=False)
    level = forms.TypedChoiceField(choices=Level.choices, coerce=int, label=_("Level"))
    source = forms.ChoiceField(choices=Source.choices, label=_("Source"), initial=Source.MANUAL)
    rule_text = forms.CharField(
        label=_("Rule"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"list": "known-rules"}),
        help_text=_("A rule of general knowledge (GK) is not printed before an administrator has checked it."),
    )
    rule_tag = forms.ChoiceField(choices=BasisTag.choices, initial=BasisTag.GK, label=_("Trust in the rule"))
    request = forms.ChoiceField(
        choices=[(Request.EXPLAIN, Request.EXPLAIN.label), (Request.RECTIFY, Request.RECTIFY.label)],
        label=_("Request"),
    )
    request_text = forms.CharField(label=_("What is asked"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    reply_days = forms.IntegerField(
        label=_("Reply period (working days)"),
        required=False,
        min_value=1,
        max_value=60,
        help_text=_("Empty: the deadline rule in force."),
    )
    contact_office = forms.CharField(label=_("Contact office"), max_length=60, required=False)
    contact_phone = forms.CharField(label=_("Contact telephone"), max_length=30, required=False)

    copies = CopiesField(
        User.objects.none(),
        label=_("Copies"),
        required=False,
        help_text=_("They read the notice once it is served, and are told when it is revoked."),
        widget=forms.SelectMultiple(attrs={"data-picker": ""}),
    )

    def __init__(self, *args: Any, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_rules = RuleBasis.objects.values_list("text", flat=True)
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset = Unit.objects.visible_to(user).real()
        fields["official"].queryset = Official.objects.visible_to(user)
        fields["copies"].queryset = copy_recipients()


class ReminderForm(DraftForm):
    """The letter of a duty reminder: no level, no accusation, only what is expected."""

    kind = Kind.REMINDER
    field_order = ("unit", "official", "subject", "period", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("level", "request"):
            del self.fields[name]
        self.fields["subject"].label = _("Duty item")
        self.fields["request_text"].label = _("What is expected")


class FactForm(forms.Form):
    """``user`` writes it: a record that he may see is shown by its words, what he may choose is asked of the server."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Fact"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    record = forms.CharField(
        label=_("Record it rests on"),
        required=False,
        help_text=_("A record of the chosen unit: type a word of it, or choose among the newest."),
    )
    row_no = forms.IntegerField(
        label=_("Row of the filing"), required=False, min_value=1, help_text=_("Only where a filed row is chosen.")
    )
    files = ManyFilesField(label=_("Evidence files"), required=False)  # type: ignore[assignment]  # many, not one

    def __init__(self, *args: Any, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        picker = {"data-picker": "", "data-picker-url": reverse_lazy("notice-fact-records"), "data-picker-with": "unit"}
        self.fields["record"].widget = forms.Select(attrs=picker, choices=chosen_record(self["record"].value(), user))


def chosen_record(value: str | None, user: Viewer) -> list[tuple[str, Any]]:
    """The options of the picker before anything is asked of the server: none, and what is chosen already."""
    empty: list[tuple[str, Any]] = [("", "—")]
    if not value:
        return empty
    seen = FACT_RECORDS.seen([value], user)
    return [*empty, (value, FACT_RECORDS.words(value, seen[value], user) if value in seen else value)]


FactFormSet = forms.formset_factory(FactForm, extra=FACTS_OFFERED, max_num=20)


def letter_initial(notice: Notice) -> dict[str, Any]:
    """The values of a stored draft for its form."""
    names = ("unit", "official", "subject", "period", "level", "source", "request", "request_text", "reply_days")
    values = {name: getattr(notice, name) for name in (*names, "contact_office", "contact_phone")}
    values["copies"] = [copy.user_id for copy in notice.copies.all()]
    rule = notice.rule
    return values | {"rule_text": rule.text if rule else "", "rule_tag": rule.tag if rule else BasisTag.GK}


class ReferForm(forms.Form):
    """A verdict that leads to a talk or a transfer; both only as words."""

    outcome = forms.ChoiceField(choices=[(choice, Outcome(choice).label) for choice in WORSE], label=_("Verdict"))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}))
    follow_up = forms.CharField(
        label=_("What follows"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Recorded as words only: a talk or a transfer of a lead has its own approval."),
    )


class DeliveryCheckForm(forms.Form):
    way = forms.ChoiceField(choices=CheckWay.choices, label=_("How it was checked"))
    note = forms.CharField(
        label=_("What was found"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Whom you reached, when, and whether help with the system is needed."),
    )


class ExtensionDecisionForm(forms.Form):
    decision = forms.ChoiceField(
        choices=[(Decision.GRANTED, Decision.GRANTED.label), (Decision.REFUSED, Decision.REFUSED.label)],
        label=_("Decision"),
    )
    days = forms.IntegerField(label=_("Working days granted"), min_value=0, required=False)
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ObjectionDecisionForm(forms.Form):
    decision = forms.ChoiceField(
        choices=[
            (Decision.REFUSED, _("Refuse: the notice stands")),
            (Decision.PARTLY, _("In part: lower the level")),
            (Decision.GRANTED, _("Uphold: the notice is revoked")),
        ],
        label=_("Decision"),
    )
    level = forms.TypedChoiceField(
        choices=[("", "—"), *Level.choices], coerce=int, empty_value=None, required=False, label=_("New level")
    )
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 5}), help_text=_("The addressee reads it.")
    )
