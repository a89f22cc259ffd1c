from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import parameters
from early_warning.notices.forms import ManyFilesField
from early_warning.notices.parameters import NOTICE

FILE_HELP = _("PDF, pictures, Word, Excel; several at once. Nothing that is marked 秘密, 机密 or 绝密.")


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Your reply"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}))
    files = ManyFilesField(label=_("Files"), required=False, help_text=FILE_HELP)  # type: ignore[assignment]  # many, not one


class RectificationForm(AnswerForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What was mended, and how")


class ObjectionForm(AnswerForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What you object to, and why")


class ExtensionForm(forms.Form):
    days = forms.IntegerField(label=_("How many more working days"), min_value=1)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = parameters.values(NOTICE.key)["extension_limit"]
        self.fields["days"].help_text = _("At most %(limit)s.") % {"limit": limit}
