"""What the record of a conference asks for: the resolutions, and partner by partner who came."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.scope import Viewer
from supervision.joint.models import JointConference

PREFIX = "attended_"


class HeldForm(forms.Form):
    resolutions = forms.CharField(
        label=_("resolutions of the conference"), widget=forms.Textarea(attrs={"rows": 5}), max_length=10000
    )

    def __init__(self, *args: Any, record: JointConference, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for partner in record.partners.select_related("unit"):
            self.fields[f"{PREFIX}{partner.pk}"] = forms.CharField(
                label=gettext("Who came: %(unit)s") % {"unit": partner.unit},
                required=False,
                max_length=120,
                initial=partner.attended,
                help_text=gettext("Empty: nobody came."),
            )

    def clean(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name.startswith(PREFIX)}
        attended = {int(name.removeprefix(PREFIX)): value for name, value in given.items()}
        return {"resolutions": self.cleaned_data.get("resolutions", ""), "attended": attended}
