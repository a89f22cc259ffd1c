"""The forms of a mechanism: create and edit, a step, a line. They collect values; the services decide."""

from typing import Any

from django import forms
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django_fsm import Transition

from core.mechanisms.registry import Lines, Mechanism, mechanism_of
from core.records.widgets import FilesField, house_field, offer
from core.scope import Viewer
from core.workflow.steps import asked_fields

# Fields of ``Record`` that whoever makes or rewrites one may fill in.
ASKED_OF_ALL = ("legal_basis", "classification")


class HouseForm(forms.ModelForm):
    """A form of a model's fields; whether the row as a whole is right, the service asks the row itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "classification" in self.fields:
            self.fields["classification"].required = False

    def clean_classification(self) -> str:
        """What says nothing about it leaves it as it is; a new record is internal."""
        return self.cleaned_data["classification"] or self.instance.classification

    def _post_clean(self) -> None:
        """Field by field only: the row is put together, and validated, behind the form."""


def record_form(mechanism: Mechanism) -> type[forms.ModelForm]:
    """The form of create and edit."""
    if mechanism.form_class is not None:
        return mechanism.form_class
    return forms.modelform_factory(
        mechanism.model, form=HouseForm, fields=fields_asked(mechanism), formfield_callback=house_field
    )


def fields_asked(mechanism: Mechanism) -> list[str]:
    """What the form of a record asks for: the mechanism's own fields, then what every record has."""
    return list(dict.fromkeys([*mechanism.form_fields, *mechanism.having(*ASKED_OF_ALL)]))


def offer_record(form: forms.BaseForm, user: Viewer, mechanism: Mechanism) -> None:
    """Offer ``user`` what he may choose. How far a record may go the offices say, not an official in the portal."""
    if not user.is_staff_role:
        for name in set(ASKED_OF_ALL) - set(mechanism.form_fields):
            form.fields.pop(name, None)
    offer(form, user, mechanism.choices)


def line_form(lines: Lines) -> type[forms.ModelForm]:
    """The form of one row below a record."""
    return forms.modelform_factory(
        lines.model, form=HouseForm, fields=list(lines.form_fields), formfield_callback=house_field
    )


def step_form(record: Any, found: Transition, user: Viewer, data: Any = None, files: Any = None) -> forms.BaseForm:
    """The form of the step ``found``: its fields or its own form class, a reason and files where it takes them."""
    form = _base_form(record, found, user, data, files)
    reason = found.custom.get("reason")
    if reason:
        form.fields["reason"] = forms.CharField(
            label=_("Reason"),
            required=reason == "required",
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("The reason stays in the record with your name and the time."),
        )
    if found.custom.get("files"):
        scan = found.custom["files"] == "scan"
        form.fields["files"] = FilesField(required=True, label=_("Scan of the signed paper")) if scan else FilesField()
    return form


def _base_form(record: Any, found: Transition, user: Viewer, data: Any, files: Any) -> forms.BaseForm:
    own = found.custom.get("form_class")
    if own is not None:
        cls = import_string(own) if isinstance(own, str) else own
        return cls(data, files, record=record, user=user)
    asked = asked_fields(found.custom)
    cls = forms.modelform_factory(
        type(record), form=HouseForm, fields=[name for name, _optional in asked], formfield_callback=house_field
    )
    form = cls(data, files, instance=record)
    for name, optional in asked:
        form.fields[name].required = not optional
    offer(form, user, choices_of(record))
    return form


def choices_of(record: Any) -> Any:
    """The pickers that the record's mechanism narrows; none for records outside the frame."""
    try:
        return mechanism_of(type(record)).choices
    except KeyError:
        return {}
