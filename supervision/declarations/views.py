"""Staff pages beside the frame's: coverage of the annual filings, and the call about a funeral."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from django.views.generic import FormView

from core import clock
from core.errors import DomainError
from core.http import Request
from core.records.forms import put_on_form
from core.scope import Viewer
from officials.models import Official, Tenure
from organization.models import Unit
from organization.scope import unit_condition
from supervision.declarations.choices import CampaignKind
from supervision.declarations.coverage import coverage, years
from supervision.declarations.models import CeremonyReport, DeclarationCampaign
from supervision.declarations.portal.forms import day_field
from supervision.declarations.rights import COVERAGE, PHONE_CEREMONY
from supervision.declarations.services import ceremony_phone

LISTS = {CampaignKind.KIN: "kin-declarations-list", CampaignKind.MATTER: "matter-reports-list"}


@require_GET
def declaration_coverage(request: Request) -> HttpResponse:
    """In time, late and missing by unit; a figure opens the list to whoever may see it. Nobody is named."""
    if not request.user.has_perm(COVERAGE):
        raise PermissionDenied(gettext("Your role may not open this page."))
    kinds = [kind for kind in CampaignKind if _may_count(request.user, kind)]
    kind = next((one for one in kinds if one == request.GET.get("kind")), kinds[0])
    known = years(kind)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in known else next(iter(known), clock.today().year)
    found = coverage(request.user, kind, year)
    context = {
        "kinds": kinds,
        "years": known,
        "found": found,
        "list_url": reverse(LISTS[kind]),
        "panel": {"found": found, "list_url": reverse(LISTS[kind])},
    }
    return render(request, "supervision/declarations/coverage.html", context)


def coverage_panel(campaign: DeclarationCampaign, user: Viewer) -> list[dict[str, Any]]:
    """The same figures on the page of the annual filing."""
    if campaign.opened_at is None or not _may_count(user, CampaignKind(campaign.kind)):
        return []
    found = coverage(user, campaign.kind, campaign.year)
    context = {"found": found, "list_url": reverse(LISTS[CampaignKind(campaign.kind)])}
    return [
        {
            "title": _("In time, late and missing"),
            "template": "supervision/declarations/panels/coverage.html",
            "context": context,
        }
    ]


def _may_count(user: Viewer, kind: CampaignKind) -> bool:
    """The conduct office counts the index of reports; business declarations only who may see them."""
    model = "kindeclaration" if kind == CampaignKind.KIN else "matterreport"
    return user.has_perm(f"supervision.view_{model}")


def officials_of(user: Viewer) -> QuerySet[Official]:
    """Whose call ``user`` may take: officials who work in the units of his jurisdiction."""
    units = Unit.objects.filter(unit_condition(user))
    holders = Tenure.objects.on(clock.today()).filter(post__unit__in=units).values("official")
    return Official.objects.filter(pk__in=holders).exclude(user=user)


class PhoneForm(forms.Form):
    official = forms.ModelChoiceField(Official.objects.none(), label=_("Official"))
    died_on = day_field(_("Day of death"))
    event_on = day_field(_("Day of the funeral"), help_text=_("It may still lie ahead: a call may come before it."))
    phoned_on = day_field(_("Reported by telephone on"))

    def __init__(self, *args: Any, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["official"]
        field.queryset = officials_of(user)
        field.widget.attrs |= {"data-picker": "", "aria-label": field.label}


class PhoneView(FormView):
    """Whoever took the call enters it; below stand the calls he entered."""

    template_name = "supervision/declarations/phone.html"
    form_class = PhoneForm

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(PHONE_CEREMONY):
            raise PermissionDenied(gettext("Your role may not open this page."))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        return {"phoned_on": clock.today()}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            ceremony_phone(actor=self.request.user, **form.cleaned_data)
        except DomainError as error:
            put_on_form(form, error)
            return self.form_invalid(form)
        messages.success(self.request, gettext("Entered. The official now reports in writing."))
        return redirect("ceremony-phone")

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        taken = CeremonyReport.objects.visible_to(self.request.user).filter(phoned_by=self.request.user)
        return super().get_context_data(
            **kwargs, title=_("Calls about funerals"), taken=taken.select_related("official", "unit")[:20]
        )
