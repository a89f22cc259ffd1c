from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from early_warning.ecology.periods import AnalysisPeriod

MAX_PERIODS = 6


def lines(text: str) -> list[str]:
    """The non-empty lines of ``text``."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class LinesField(forms.CharField):
    """One entry a line; its value is a list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), help_text=_("One a line."), **kwargs)

    def clean(self, value: Any) -> list[str]:
        return lines(super().clean(self.prepare_value(value)))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class OpinionForm(forms.Form):
    opinion = forms.CharField(label=_("Written opinion"), widget=forms.Textarea(attrs={"rows": 8}))
    problems = LinesField(label=_("Main problems"), required=False)
    suggestions = LinesField(label=_("Suggestions"), required=False)


class MeetingForm(forms.Form):
    meeting_on = forms.DateField(label=_("Assessment meeting"), widget=forms.DateInput(attrs={"type": "date"}))
    participants = forms.CharField(label=_("Participants"), widget=forms.Textarea(attrs={"rows": 2}))
    meeting_summary = forms.CharField(label=_("What the meeting found"), widget=forms.Textarea(attrs={"rows": 6}))


class ResponseForm(forms.Form):
    response = forms.CharField(label=_("The unit's response"), widget=forms.Textarea(attrs={"rows": 8}))
    recalculation_asked = forms.BooleanField(label=_("We ask for a recalculation"), required=False)


class AnswerForm(forms.Form):
    response_answer = forms.CharField(label=_("Answer to the unit"), widget=forms.Textarea(attrs={"rows": 6}))


class RecalculationForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}))


def written_initial(record: Any, form: type[forms.Form]) -> dict[str, Any]:
    """What ``record`` has already of what ``form`` asks for."""
    return {name: getattr(record, name, None) for name in form.base_fields}


def period_choices() -> list[tuple[str, Any]]:
    """The half-years up to the present one, the latest first."""
    period = AnalysisPeriod.containing(clock.today())
    found = []
    for _number in range(MAX_PERIODS):
        found.append((str(period), period.label))
        period = period.previous()
    return found


class ComputeForm(forms.Form):
    period = forms.ChoiceField(label=_("Period"), choices=period_choices)
