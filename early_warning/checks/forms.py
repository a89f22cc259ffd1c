"""The forms of steps that need more than a reason, of runs, and of the unit's answer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organization.models import Unit, User
from organization.users.acting import holders

from . import registry
from .models import DoubtPoint
from .scope import readers_of


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class AssignForm(forms.Form):
    assignee = forms.ModelChoiceField(User.objects.none(), label=_("Person"))

    def __init__(self, *args: Any, doubt: DoubtPoint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assignee: Any = self.fields["assignee"]
        assignee.queryset = holders("warnings.triage_doubtpoint").filter(pk__in=readers_of(doubt.unit).values("pk"))


class MaterialForm(forms.Form):
    question = forms.CharField(
        label=_("Question to the unit"), widget=forms.Textarea(attrs={"rows": 5}), max_length=2000
    )
    due_on = forms.DateField(label=_("Answer by"), widget=DateInput())


class DeferForm(forms.Form):
    until = forms.DateField(label=_("Until"), widget=DateInput())
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Note for the drafter"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000, required=False
    )


class RunForm(forms.Form):
    models = forms.MultipleChoiceField(
        label=_("Models"), required=False, help_text=_("None chosen: all models."),
        widget=forms.SelectMultiple(attrs={"data-picker": ""}),
    )  # fmt: skip
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), to_field_name="code", label=_("Units"), required=False,
        help_text=_("None chosen: all units."), widget=forms.SelectMultiple(attrs={"data-picker": ""}),
    )  # fmt: skip
    as_of = forms.DateField(
        label=_("As of"), required=False, widget=DateInput(),
        help_text=_("A past day is only recomputed, with its own filings and parameters; it makes no doubt points."),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: dict[str, Any] = dict(self.fields)
        chosen["models"].choices = [(model.code, f"{model.code} {model.name}") for model in registry.all_models()]
        chosen["units"].queryset = Unit.objects.visible_to(user).real()


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)


class TrialForm(ReasonForm):
    reviewed = forms.IntegerField(label=_("reviewed in the trial run"), min_value=0)
    confirmed = forms.IntegerField(label=_("confirmed in the trial run"), min_value=0)
    field_order = ("reviewed", "confirmed", "reason")


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files; each is checked as one."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        if not data:
            return []
        return [super(ManyFilesField, self).clean(one, initial) for one in (data if isinstance(data, list) else [data])]


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer"), widget=forms.Textarea(attrs={"rows": 6}), max_length=5000, required=False
    )
    attachments = ManyFilesField(label=_("Files"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("answer") and not data.get("attachments"):
            raise ValidationError(_("Write an answer or add a file."))
        return data
