"""Pages that keep master data: persons, posts, tenures. The archivist's; every change stands in the trail."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.records.forms import ForUserMixin, RecordCreateView, RecordFormView
from officials.directory.forms import (
    AppointForm,
    OfficialForm,
    PostEditForm,
    PostNewForm,
    TenureEndForm,
    TenureForm,
)
from officials.people.models import Official
from officials.people.services import official_create, official_edit
from officials.posts.models import Post
from officials.posts.services import post_create, post_edit
from officials.tenures.models import Tenure
from officials.tenures.services import tenure_begin, tenure_correct, tenure_end


class OfficialNewView(ForUserMixin, RecordCreateView):
    model = Official
    permission_required = "officials.add_official"
    form_class = OfficialForm
    title = _("New official")
    success = _("The official is entered.")

    def perform(self, form: Any) -> Official:
        return official_create(**form.values())

    def get_success_url(self) -> str:
        return reverse("official-list")


class OfficialEditView(ForUserMixin, RecordFormView):
    model = Official
    permission_required = "officials.change_official"
    form_class = OfficialForm
    title = _("Edit particulars")
    success = _("The particulars are changed.")

    def get_initial(self) -> dict[str, Any]:
        record = self.record
        shown = {name: getattr(record, name) for name in ("name", "gender", "birth_date", "managed_by")}
        return shown | {"user": record.user.username if record.user else ""}

    def perform(self, form: Any) -> Official:
        return official_edit(official=self.record, **form.values())


class PostNewView(ForUserMixin, RecordCreateView):
    """``?unit=`` chooses the unit beforehand."""

    model = Post
    permission_required = "officials.change_post"
    form_class = PostNewForm
    title = _("New post")
    success = _("The post is entered.")

    def get_initial(self) -> dict[str, Any]:
        return {"unit": self.request.GET.get("unit")}

    def perform(self, form: Any) -> Post:
        return post_create(**form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("post-list")


class PostEditView(RecordFormView):
    model = Post
    permission_required = "officials.change_post"
    form_class = PostEditForm
    title = _("Edit post")
    success = _("The post is changed.")

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.record, name) for name in PostEditForm.base_fields}

    def perform(self, form: Any) -> Post:
        return post_edit(post=self.record, **form.cleaned_data)


class AppointView(ForUserMixin, RecordFormView):
    """Put a person into the post."""

    model = Post
    permission_required = "officials.change_tenure"
    form_class = AppointForm
    title = _("Enter an appointment")
    success = _("The appointment is entered.")

    def get_initial(self) -> dict[str, Any]:
        return {"start": clock.today()}

    def perform(self, form: Any) -> Tenure:
        return tenure_begin(post=self.record, **form.cleaned_data)


class _TenureView(RecordFormView):
    model = Tenure
    permission_required = "officials.change_tenure"

    def get_success_url(self) -> str:
        return self.record.post.get_absolute_url()


class TenureEndView(_TenureView):
    form_class = TenureEndForm
    title = _("Enter the end of the tenure")
    success = _("The end of the tenure is entered.")

    def get_initial(self) -> dict[str, Any]:
        return {"end": clock.today()}

    def perform(self, form: Any) -> Tenure:
        return tenure_end(tenure=self.record, end=form.cleaned_data["end"])


class TenureCorrectView(_TenureView):
    form_class = TenureForm
    title = _("Correct the tenure")
    success = _("The tenure is corrected.")

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.record, name) for name in ("start", "end", "document")}

    def perform(self, form: Any) -> Tenure:
        return tenure_correct(tenure=self.record, **form.cleaned_data)
