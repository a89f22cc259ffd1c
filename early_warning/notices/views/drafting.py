from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from django.views.generic import View

from core.errors import DomainError
from core.http import Request
from core.records.forms import put_on_form
from core.scope import Viewer
from core.workflow import guards
from early_warning.notices.choices import Kind
from early_warning.notices.forms import DraftForm, FactFormSet, ReminderForm, letter_initial
from early_warning.notices.models import Notice
from early_warning.notices.records import FACT_RECORDS
from early_warning.notices.services import FactInput, NoticeInput, notice_draft, notice_edit
from organization.models import Unit

FORMS = {Kind.WARNING: DraftForm, Kind.REMINDER: ReminderForm}
TITLES = {Kind.WARNING: gettext_lazy("Draft a warning notice"), Kind.REMINDER: gettext_lazy("Draft a duty reminder")}


class DraftView(View):
    """Write a new draft, or rewrite one that was not submitted."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm("warnings.draft_notice"):
            raise PermissionDenied(_("Your role may not draft notices."))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: Request, kind: str = "", pk: int = 0) -> HttpResponse:
        notice = stored(request.user, pk)
        form_class = FORMS[kind_of(kind, notice)]
        initial = letter_initial(notice) if notice else request.GET.dict()
        form = form_class(user=request.user, initial=initial)
        facts = FactFormSet(prefix="facts", initial=facts_initial(notice), form_kwargs={"user": request.user})
        return self._page(request, form, facts, notice)

    def post(self, request: Request, kind: str = "", pk: int = 0) -> HttpResponse:
        notice = stored(request.user, pk)
        form = FORMS[kind_of(kind, notice)](request.POST, user=request.user)
        facts = FactFormSet(
            request.POST,
            request.FILES,
            prefix="facts",
            initial=facts_initial(notice),
            form_kwargs={"user": request.user},
        )
        if form.is_valid() and facts.is_valid():
            try:
                return redirect(_save(notice, form, facts, request.user))
            except DomainError as error:
                put_on_form(form, error)
        return self._page(request, form, facts, notice, status=422)

    def _page(
        self, request: Request, form: DraftForm, facts: Any, notice: Notice | None, status: int = 200
    ) -> HttpResponse:
        context = {
            "form": form,
            "facts": facts,
            "record": notice,
            "title": TITLES[form.kind],
            "restricted": notice is not None,
        }
        return render(request, "warnings/notices/draft.html", context, status=status)


def kind_of(word: str, notice: Notice | None) -> Kind:
    """The kind named in the address or held by the draft. Raises Http404 for an unknown word."""
    try:
        return Kind(notice.kind if notice else word.upper())
    except ValueError as error:
        raise Http404 from error


def stored(user: Viewer, pk: int) -> Notice | None:
    return guards.enter(get_object_or_404(Notice.objects.for_staff(user), pk=pk), user) if pk else None


def facts_initial(notice: Notice | None) -> list[dict[str, Any]]:
    if notice is None:
        return []
    return [
        {"pk": fact.pk, "text": fact.text, "record": fact.rests_on, "row_no": fact.row_no}
        for fact in notice.facts.all()
    ]


@require_GET
def fact_records(request: Request) -> HttpResponse:
    """For the picker: records of ``unit`` that the drafter may see and whose words contain ``q``."""
    if not request.user.has_perm("warnings.draft_notice"):
        raise PermissionDenied(_("Your role may not draft notices."))
    pk, text = request.GET.get("unit", ""), request.GET.get("q", "").lower()
    unit = Unit.objects.visible_to(request.user).filter(pk=pk).first() if pk.isdecimal() else None
    groups = FACT_RECORDS.choices(unit, request.user) if unit else []
    found = [
        {"value": value, "text": f"{label}　{words}"}
        for label, rows in groups
        for value, words in rows
        if text in words.lower()
    ]
    return JsonResponse({"results": found})


def _save(notice: Notice | None, form: DraftForm, facts: Any, user: Viewer) -> Notice:
    rows = [row for row in facts.cleaned_data if row.get("text", "").strip()]
    labels = {copy.user_id: copy.label for copy in notice.copies.all()} if notice else {}
    values = form.cleaned_data
    copies = tuple((account, labels.get(account.pk, "")) for account in values["copies"])
    given = NoticeInput(
        kind=form.kind,
        facts=tuple(FactInput(**row) for row in rows),
        **values | {"copies": copies},
    )
    if notice is None:
        return notice_draft(given=given, actor=user)
    return notice_edit(notice=notice, given=given, actor=user)
