"""The dossier page: closed until a purpose is given, then readable for the window (screens.md 2)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.errors import DomainError, Text
from core.http import Request
from core.scope import Viewer
from officials.dossier.access.models import AccessState, DossierAccess
from officials.dossier.access.services import dossier_open, dossier_read
from officials.dossier.contents import SECTIONS
from officials.dossier.forms import OpenForm, RecordForm
from officials.dossier.queries import active_access, header_of, relations_for, sections_for, timeline_for, who_looked
from officials.dossier.records.models import DossierRecord
from officials.dossier.records.services import record_add, record_withdraw
from officials.dossier.starting import starts_for
from officials.dossier.summary import summary_issue
from officials.people.models import Official
from officials.queries import tenures_on
from officials.recusal.guard import dossier_enter

TIMELINE, RELATIONS, LOOKED = "timeline", "relations", "looked"


def _official(request: Request, pk: int) -> Official:
    """The visible official. Raises PermissionDenied without the right, Http404 for a hidden row, Guarded for kin."""
    if not request.user.has_perm("officials.open_dossier"):
        raise PermissionDenied(_("Your role may not open dossiers."))
    official = get_object_or_404(Official.objects.visible_to(request.user).select_related("managed_by"), pk=pk)
    dossier_enter(official, request.user)
    return official


@require_GET
def dossier(request: Request, pk: int) -> HttpResponse:
    """The opened dossier, or the door with its form."""
    official = _official(request, pk)
    access = active_access(official, request.user)
    if access is None:
        return _door(request, official, OpenForm())
    tab = request.GET.get("tab", TIMELINE)
    if tab not in {TIMELINE, RELATIONS, LOOKED, *(str(no) for no in SECTIONS)}:
        raise Http404
    dossier_read(access=access, part=tab)
    context = _opened(request, official, access, tab)
    return render(request, "officials/dossier/tab.html" if request.htmx else "officials/dossier/dossier.html", context)


@require_POST
def dossier_open_view(request: Request, pk: int) -> HttpResponse:
    """Ask for the dossier; by standing authorisation it opens at once."""
    official = _official(request, pk)
    form = OpenForm(request.POST)
    if not form.is_valid():
        return _door(request, official, form, status=400)
    try:
        access = dossier_open(official=official, user=request.user, **form.cleaned_data)
    except DomainError as error:
        form.add_error(error.field or None, str(error))
        return _door(request, official, form, status=error.status)
    if access.status == AccessState.REQUESTED:
        messages.info(request, _("Your request goes to the deputy secretary in charge."))
    return redirect("dossier", pk=official.pk)


@require_POST
def dossier_print_view(request: Request, pk: int) -> HttpResponse:
    """The summary W12 of the opened dossier as PDF; every opening of it is a print."""
    official = _official(request, pk)
    access = active_access(official, request.user)
    if access is None:
        raise PermissionDenied(_("The dossier is closed: open it first."))
    return redirect(summary_issue(access=access))


def _door(request: Request, official: Official, form: OpenForm, status: int = 200) -> HttpResponse:
    waiting = DossierAccess.objects.filter(official=official, user=request.user, status=AccessState.REQUESTED).first()
    context = {
        "official": official,
        "tenures": tenures_on(official, clock.today()),
        "form": form,
        "waiting": waiting,
    }
    return render(request, "officials/dossier/door.html", context, status=status)


def _opened(request: Request, official: Official, access: DossierAccess, tab: str) -> dict[str, Any]:
    sections = sections_for(official, request.user)
    context: dict[str, Any] = {
        "official": official,
        "access": access,
        "tab": tab,
        "sections": sections,
        "header": header_of(official, sections),
        "may_add": request.user.has_perm("officials.add_dossierrecord"),
        "starts": _starts(official, request.user),
        "watermark_text": watermark(request),
    }
    if tab == TIMELINE:
        context["entries"] = timeline_for(official, request.user)
    elif tab == RELATIONS:
        context["relations"] = relations_for(official, request.user)
    elif tab == LOOKED:
        context["looks"] = who_looked(official)
    else:
        context["section"] = next(section for section in sections if section.title.no == int(tab))
    return context


def _starts(official: Official, user: Viewer) -> list[tuple[Text, str]]:
    """The menu "New": a record of the dossier itself, then what the rooms offer."""
    record = [(_("Dossier record"), reverse("dossier-record-add", args=[official.pk]))]
    own = record if user.has_perm("officials.add_dossierrecord") else []
    return [*own, *starts_for(official, user)]


def watermark(request: Request) -> str:
    """Name, number, time: what stands diagonally on a restricted page (R26)."""
    return f"{request.user.full_name} {request.user.staff_no} {clock.now():%Y-%m-%d %H:%M}"


def record_add_view(request: Request, pk: int) -> HttpResponse:
    """Enter one record by hand."""
    official = _official(request, pk)
    form = RecordForm(request.POST or None, initial={"section": request.GET.get("section"), "on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            record = record_add(official=official, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, _("Entered into the dossier."))
            return redirect(f"{reverse('dossier', args=[pk])}?tab={record.section}")
    context = {
        "title": _("New dossier record"),
        "form": form,
        "cancel_url": reverse("dossier", args=[pk]),
        "list_url": reverse("dossier", args=[pk]),
        "list_title": _("Dossier of %(name)s") % {"name": official.name},
        "watermark_text": watermark(request),
    }
    return render(request, "core/record_form.html", context, status=400 if form.errors else 200)


@require_POST
def record_withdraw_view(request: Request, pk: int, record: int) -> HttpResponse:
    """Take a wrong record out, with the reason."""
    official = _official(request, pk)
    row = get_object_or_404(DossierRecord.objects.visible_to(request.user), pk=record, official=official)
    try:
        record_withdraw(record=row, reason=request.POST.get("reason", ""), actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Withdrawn; the record stays in the archive with your reason."))
    return redirect(f"{reverse('dossier', args=[pk])}?tab={row.section}")
