"""The addresses of all mechanisms, made from the registry when the address book is read."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path

from core.mechanisms import views
from core.mechanisms.filters import filterset_for
from core.mechanisms.registry import Lines, Mechanism, mechanisms
from core.mechanisms.tables import table_for


def _view(base: Any, mechanism: Mechanism, **attributes: Any) -> Any:
    given = {"mechanism": mechanism, "model": mechanism.model, "__module__": base.__module__} | attributes
    made: Any = type(f"{mechanism.model.__name__}{base.__name__}", (base,), given)
    return made.as_view()


def addresses_of(mechanism: Mechanism) -> Iterator[URLPattern]:
    """List, new, detail, edit, and the forms of the rows below."""
    slug = mechanism.slug
    listing = _view(
        views.MechanismListView,
        mechanism,
        table_class=table_for(mechanism),
        filterset_class=filterset_for(mechanism),
        title=mechanism.label,
        empty_text=mechanism.empty,
        bulk_transitions=mechanism.bulk,
    )
    # What is restricted carries a watermark, and who read it is written down (R24, R26).
    marks = {"restricted": mechanism.restricted, "log_read": mechanism.restricted}
    detail = _view(views.MechanismDetailView, mechanism, detail_fields=mechanism.fields, **marks)
    yield path(f"{slug}/", listing, name=f"{slug}-list")
    yield path(f"{slug}/<int:pk>/", detail, name=f"{slug}-detail")
    if mechanism.form_fields or mechanism.form_class:
        yield path(f"{slug}/new/", _view(views.MechanismCreateView, mechanism), name=f"{slug}-new")
        yield path(f"{slug}/<int:pk>/edit/", _view(views.MechanismEditView, mechanism), name=f"{slug}-edit")
    for lines in mechanism.lines:
        yield from _line_addresses(mechanism, lines)


def _line_addresses(mechanism: Mechanism, lines: Lines) -> Iterator[URLPattern]:
    view, base = _view(views.LineView, mechanism, lines=lines), f"{mechanism.slug}/<int:pk>/{lines.name}"
    yield path(f"{base}/new/", view, name=f"{mechanism.slug}-{lines.name}-new")
    yield path(f"{base}/<int:line>/", view, name=f"{mechanism.slug}-{lines.name}-edit")


urlpatterns = [address for mechanism in mechanisms() for address in addresses_of(mechanism)]
