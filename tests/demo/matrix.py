"""What the permission matrix asks: every address that exists, with a row that is seen and one that is hidden."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connections, models, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize

from core.outbox.messages import messages_to
from core.workflow.models import WorkflowModel
from early_warning.notices.models import Notice
from organization.models import User
from supervision.handover.changes import changes_for
from supervision.powers.models import PowerItem
from supervision.talks.appointments import appointments_for
from supervision.talks.models import Talk

NONE = "-"
METHODS = ("get", "post", "patch")
# Function views do not say which model their "pk" belongs to.
MODELS = {
    "attachment": "core.attachment",
    "my-declaration-step": "supervision.kindeclaration",
    "job-detail": "core.job",
    "job-file": "core.job",
    "job-cancel": "core.job",
    "job-retry": "core.job",
    "delivery-retry": "core.delivery",
    "digest": "core.digest",
    "document-pdf": "core.issueddocument",
    "document-text-version-preview": "core.documenttext",
    "message-open": "core.delivery",
    "saved-view-delete": "core.savedview",
    "my-recusal-withdraw": "officials.recusalrequest",
    "recusal-override-new": "officials.official",
    "handover-open": "officials.tenure",
}
# The same for all addresses below a prefix.
BELOW = {
    "officials/{pk}/dossier/": "officials.official",
    "portal/declarations/ceremonies/{pk}/": "supervision.ceremonyreport",
    "portal/declarations/kin-reviews/{pk}/": "supervision.kinreview",
    "portal/declarations/kin/{pk}/": "supervision.kindeclaration",
    "portal/declarations/matters/{pk}/": "supervision.matterreport",
    "portal/notices/{pk}/": "warnings.notice",
    "portal/talks/{pk}/": "supervision.talk",
    "supervision/meetings/{pk}/": "supervision.meeting",
    "supervision/talks/{pk}/": "supervision.talk",
    "supervision/talks/appointments/{pk}/": "officials.tenure",
    "warnings/ecology/{pk}/": "warnings.ecologyassessment",
    "warnings/filings/duties/{pk}/": "warnings.filingduty",
    "warnings/filings/{pk}/": "warnings.datafiling",
    "warnings/notices/{pk}/": "warnings.notice",
    "warnings/rules/{pk}/": "warnings.rulebasis",
}
# Other parts of an address: one sensible value each.
VALUES = {
    "code": "HC-A1",
    "key": "HC-A1",
    "name": "x",
    "kind": "purchases",
    "period": "2026Q1",
    "part": "x",
    "number": "1",
    "no": "1",
    "format": "json",
    "uidb36": "1",
    "which": "notice",
    "fact": "1",
    "record": "1",
    "line": "1",
    "notice": "1",
}


@dataclass(frozen=True)
class Address:
    """One URL pattern: its name, its template and the model that ``pk`` points into."""

    name: str
    template: str
    parameters: tuple[str, ...]
    model: Any
    methods: tuple[str, ...]

    def path(self, pk: int | None, **more: str) -> str:
        path = "/" + self.template
        for name in self.parameters:
            value = more.get(name) or (str(pk) if name == "pk" else VALUES[name])
            path = path.replace("{" + name + "}", value)
        return path


def addresses() -> list[Address]:
    """Every address of the product, sorted by its template."""
    return sorted(_walk(get_resolver(), ""), key=lambda found: (found.template, found.name))


def _walk(resolver: URLResolver, prefix: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route, parameters = _template(pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, prefix + route)
        else:
            model, methods = _model(pattern, prefix + route), _methods(pattern)
            yield Address(pattern.name or "", prefix + route, tuple(parameters), model, methods)


def _template(pattern: URLPattern | URLResolver) -> tuple[str, list[str]]:
    """The route with {name} for its converters, for path() and re_path() alike."""
    form, names = normalize(pattern.pattern.regex.pattern)[0]
    for name in names:
        form = form.replace(f"%({name})s", "{" + name + "}")
    return form, names


def _methods(pattern: URLPattern) -> tuple[str, ...]:
    """Those of GET, POST and PATCH that a view set has for the address; of other views all three, to be tried."""
    served = getattr(pattern.callback, "actions", None) or METHODS
    return tuple(method for method in METHODS if method in served) or METHODS


def _model(pattern: URLPattern, template: str) -> type[models.Model] | None:
    view = getattr(pattern.callback, "view_class", getattr(pattern.callback, "cls", None))
    rows = getattr(view, "queryset", None)
    below = [label for prefix, label in BELOW.items() if template.startswith(prefix)]
    named = MODELS.get(pattern.name or "") or next(iter(below), None)
    return apps.get_model(named) if named else getattr(view, "model", None) or getattr(rows, "model", None)


# The keys of those among the rows that the user may have.
Scope = Callable[[Any, User], Any]


def _visible(rows: Any, user: User) -> Any:
    return rows.visible_to(user).order_by().values("pk")


def _with_person(rows: Any, user: User) -> Any:
    return rows.with_person(user).values("pk")


# Rows whose right is not the model's own ``visible_to``.
PORTAL: dict[type[models.Model], Scope] = {
    Notice: lambda _rows, user: Notice.objects.received_by(user).values("pk"),
    Talk: _with_person,
}
SCOPES: dict[str, Scope] = {
    "handover-open": lambda _rows, user: [change.tenure.pk for change in changes_for(user)],
    "power-post": lambda rows, user: rows.filter(pk__in=PowerItem.objects.visible_to(user).values("holder_post")),
    "talk-appointment-plan": lambda _rows, user: [row.tenure.pk for row in appointments_for(user)],
    "message-open": lambda _rows, user: messages_to(user).values("pk"),
    "saved-view-delete": lambda rows, user: rows.filter(user=user).values("pk"),
    "my-recusal-withdraw": lambda rows, user: rows.filter(official__user=user).values("pk"),
    "job-file": lambda rows, user: rows.filter(created_by=user).exclude(result_file="").values("pk"),
}


def scope_of(address_name: str, model: type[models.Model]) -> Scope:
    """Who has the rows of an address: its own rule, the portal's rule, or the model's ``visible_to``."""
    if address_name.startswith("portal-") and model in PORTAL:
        return PORTAL[model]
    if address_name.startswith("my-") and hasattr(model.objects, "with_person"):
        return _with_person
    return SCOPES.get(address_name, _visible)


def rows_for(user: User, model: type[models.Model], name: str = "") -> tuple[int | None, int | None]:
    """The first row of ``model`` that ``user`` sees (at the address ``name``) and the first that is hidden from him."""
    return _rows_in(scope_of(name, model), user, model)


@cache
def _rows_in(scope: Scope, user: User, model: type[models.Model]) -> tuple[int | None, int | None]:
    """Asked once for each: nothing that the matrix does stays."""
    rows = getattr(model, "objects").order_by("pk")  # noqa: B009
    seen = scope(rows, user)
    first_seen = rows.filter(pk__in=seen).values_list("pk", flat=True).first()
    return first_seen, rows.exclude(pk__in=seen).values_list("pk", flat=True).first()


# An asynchronous view: a thread in which a browser was driven has a loop of its own, and cannot ask it. It is open to
# everybody and asked without the session, which only this test's transaction knows: elsewhere it would be ended.
ASYNCHRONOUS = ("/health/",)


def ask(client: Client, path: str, methods: tuple[str, ...] = METHODS) -> str:
    """The status of a GET (of an empty POST or PATCH where the address takes no GET); nothing stays behind."""
    if path in ASYNCHRONOUS:
        with ThreadPoolExecutor(1) as thread:
            return str(thread.submit(_asked_alone, path).result())
    with transaction.atomic():
        for method in methods:
            content_type = {"content_type": "application/json"} if method == "patch" else {}
            response = getattr(client, method)(path, **content_type)
            if response.status_code != 405:
                break
        for close in response._resource_closers:
            close()  # the files of a download; closing the response would close the database connection too
        transaction.set_rollback(True)
    return str(response.status_code)


def _asked_alone(path: str) -> int:
    try:
        return Client().get(path).status_code
    finally:
        connections.close_all()  # this thread's own


def workflow_models() -> list[type[WorkflowModel]]:
    return [model for model in apps.get_models() if issubclass(model, WorkflowModel)]
