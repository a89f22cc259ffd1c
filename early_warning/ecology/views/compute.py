from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from core.jobs.services import job_enqueue
from early_warning.ecology.forms import ComputeForm
from early_warning.ecology.views.access import EcologyPage, require
from organization.units.models import Unit


class ComputeView(EcologyPage):
    """Start the computation for the units of one's jurisdiction; the job's page shows the progress."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        require(request.user, "warnings.compute_ecology")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: Any) -> HttpResponse:
        return self._page(request, ComputeForm())

    def post(self, request: Any) -> HttpResponse:
        form = ComputeForm(request.POST)
        if not form.is_valid():
            return self._page(request, form)
        units = Unit.objects.visible_to(request.user).real().filter(active=True)
        params = {"periods": [form.cleaned_data["period"]], "units": list(units.values_list("code", flat=True))}
        return redirect(job_enqueue(kind="ecology.compute", params=params, actor=request.user))

    def _page(self, request: Any, form: ComputeForm) -> HttpResponse:
        context = {
            "title": _("Compute the political ecology"),
            "form": form,
            "submit_label": _("Compute"),
            "units": Unit.objects.visible_to(request.user).real().filter(active=True).count(),
        }
        return render(request, "warnings/ecology/compute.html", context, status=400 if form.errors else 200)
