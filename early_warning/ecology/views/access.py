from typing import Any

from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import View

from core.scope import Viewer
from early_warning.ecology.models import EcologyAssessment
from early_warning.ecology.queries import may_open


class EcologyPage(View):
    """Opens for who has business with assessments; the rows are ``visible_to``'s."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_open(request.user):
            raise PermissionDenied(_("Your role may not open this page."))
        return super().dispatch(request, *args, **kwargs)


def assessment_for(user: Viewer, pk: int) -> EcologyAssessment:
    """The assessment, when ``user`` may see it. Raises Http404 otherwise."""
    rows = EcologyAssessment.objects.visible_to(user).select_related("unit", "previous")
    return get_object_or_404(rows, pk=pk)


def require(user: Viewer, permission: str) -> None:
    """Raises PermissionDenied without ``permission``."""
    if not user.has_perm(permission):
        raise PermissionDenied(_("Your role may not do this."))
