"""Pages that keep accounts (ADM), and the rights of accounts (SMA)."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.records.forms import ForUserMixin, RecordCreateView, RecordFormView
from organization.users.forms import AccountEditForm, AccountNewForm, JurisdictionsForm, ReasonForm, RolesForm
from organization.users.models import JurisdictionKind, User
from organization.users.services import (
    EDITABLE,
    account_create,
    account_edit,
    account_invite,
    account_set_active,
    jurisdictions_set,
    roles_set,
)


class AccountNewView(ForUserMixin, RecordCreateView):
    model = User
    permission_required = "organization.add_user"
    form_class = AccountNewForm
    title = _("New account")
    success = _("The account is made. Hand the person a link to set a password; roles are given by the SMA.")

    def perform(self, form: Any) -> User:
        return account_create(actor=self.request.user, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("user-list")


class _AccountView(RecordFormView):
    model = User
    permission_required = "organization.change_user"


class AccountEditView(ForUserMixin, _AccountView):
    form_class = AccountEditForm
    title = _("Edit account")
    success = _("The account is changed.")

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.record, name) for name in EDITABLE}

    def perform(self, form: Any) -> User:
        return account_edit(user=self.record, **form.cleaned_data)


class AccountCloseView(_AccountView):
    form_class = ReasonForm
    title = _("Close the account")
    submit_label = _("Close")
    success = _("The account is closed.")
    active = False

    def perform(self, form: Any) -> User:
        return account_set_active(
            user=self.record, active=self.active, actor=self.request.user, reason=form.cleaned_data["reason"]
        )


class AccountOpenView(AccountCloseView):
    title = _("Open the account again")
    submit_label = _("Open")
    success = _("The account is open again.")
    active = True


class AccountLinkView(_AccountView):
    """Makes the link and shows it this once."""

    form_class = forms.Form
    template_name = "organization/users/link.html"
    title = _("Link to set a password")
    submit_label = _("Make the link")

    def form_valid(self, form: Any) -> HttpResponse:
        path = account_invite(user=self.record, actor=self.request.user)
        context = self.get_context_data(form=form) | {"link": self.request.build_absolute_uri(path)}
        return render(self.request, self.template_name, context)


class RolesView(RecordFormView):
    """Give and take roles; what must be kept apart is refused in words."""

    model = User
    permission_required = "organization.assign_roles"
    form_class = RolesForm
    title = _("Roles")
    success = _("The roles are set.")

    def get_initial(self) -> dict[str, Any]:
        return {"roles": sorted(self.record.role_codes)}

    def perform(self, form: Any) -> None:
        roles_set(user=self.record, codes=form.cleaned_data["roles"], actor=self.request.user)


class JurisdictionsView(ForUserMixin, RecordFormView):
    """Which units an account answers for, by kind."""

    model = User
    permission_required = "organization.change_jurisdiction"
    form_class = JurisdictionsForm
    title = _("Jurisdictions")
    success = _("The jurisdictions are set.")

    def get_initial(self) -> dict[str, Any]:
        rows = list(self.record.jurisdictions.values_list("kind", "unit"))
        return {kind.value: [unit for found, unit in rows if found == kind] for kind in JurisdictionKind}

    @transaction.atomic
    def perform(self, form: Any) -> None:
        for kind in JurisdictionKind:
            jurisdictions_set(user=self.record, kind=kind, units=form.cleaned_data[kind.value], actor=self.request.user)
