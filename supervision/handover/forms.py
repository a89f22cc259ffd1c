"""What the steps of a handover ask for beyond fields: item by item."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.scope import Viewer
from supervision.handover.choices import Progress
from supervision.handover.models import Handover, HandoverItem


class ItemsForm(forms.Form):
    """A field for each item of the list; ``given`` are the non-empty values by item."""

    prefix_of = "item"

    def __init__(self, *args: Any, record: Handover, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        for item in self.items():
            self.fields[f"{self.prefix_of}_{item.pk}"] = self.field_for(item)

    def items(self) -> Any:
        return self.record.items.all()

    def field_for(self, item: HandoverItem) -> forms.Field:
        raise NotImplementedError

    def given(self) -> dict[int, str]:
        start = f"{self.prefix_of}_"
        values = {name: self.cleaned_data.pop(name) for name in list(self.cleaned_data) if name.startswith(start)}
        return {int(name.removeprefix(start)): value.strip() for name, value in values.items() if value.strip()}


def _text(label: str, *, required: bool, help_text: str = "") -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=required, max_length=2000, widget=widget, help_text=help_text)


class ObjectionForm(ItemsForm):
    def field_for(self, item: HandoverItem) -> forms.Field:
        return _text(f"{item.origin} · {item.title}", required=False, help_text=gettext("Empty: no objection."))

    def clean(self) -> dict[str, Any]:
        objections = self.given()
        if not objections:
            raise forms.ValidationError(gettext("Write what you object to, at the item it concerns."))
        return {"objections": objections}


class AnswerForm(ItemsForm):
    def items(self) -> Any:
        return self.record.items.exclude(objection="").filter(answer="")

    def field_for(self, item: HandoverItem) -> forms.Field:
        return _text(item.title, required=True, help_text=f"{gettext('Objection')}: {item.objection}")

    def clean(self) -> dict[str, Any]:
        return {"answers": self.given()}


class PaperForm(forms.Form):
    who = forms.ChoiceField(
        label=_("Who signed"), choices=[("outgoing", _("Outgoing head")), ("incoming", _("Incoming head"))]
    )

    def __init__(self, *args: Any, record: Handover, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class CheckForm(ItemsForm):
    check_result = forms.CharField(label=_("result of the check"), widget=forms.Textarea(attrs={"rows": 4}))

    def field_for(self, item: HandoverItem) -> forms.Field:
        return forms.ChoiceField(label=item.title, choices=Progress.choices)

    def clean(self) -> dict[str, Any]:
        progress = self.given()
        return {"check_result": self.cleaned_data.get("check_result", ""), "progress": progress}
