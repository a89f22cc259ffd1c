"""Tags of the list page: what is filtered, and paging in words. ``{% load records %}``."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import template
from django.http import QueryDict
from django.utils.translation import gettext as _
from django_filters import FilterSet

register = template.Library()


class Chip(NamedTuple):
    """One filter in force: its words and the query string without it."""

    label: str
    value: str
    without: str


def _without(query: QueryDict, *names: str) -> str:
    rest = query.copy()
    for name in (*names, "page"):
        rest.pop(name, None)
    return f"?{rest.urlencode()}"


def _words(bound: Any, value: Any) -> str:
    """How a person reads a filter's value: the choice's label, the object, a range."""
    if isinstance(value, slice):
        ends = [str(end.date() if hasattr(end, "date") else end) if end else "…" for end in (value.start, value.stop)]
        return " – ".join(ends)
    choices = {str(key): str(label) for key, label in getattr(bound.field, "choices", ())}
    values = value if isinstance(value, list | tuple) or hasattr(value, "all") else [value]
    return ", ".join(choices.get(str(one), str(one)) for one in values)


@register.simple_tag(takes_context=True)
def filter_chips(context: dict[str, Any], filterset: FilterSet | None) -> list[Chip]:
    """The filters in force, each with the query string that drops it."""
    query = context["request"].GET
    return list(_chips(query, filterset)) if filterset is not None and filterset.form.is_bound else []


def _chips(query: QueryDict, filterset: FilterSet) -> Iterator[Chip]:
    cleaned = getattr(filterset.form, "cleaned_data", None)
    if cleaned is None:
        filterset.form.is_valid()
        cleaned = filterset.form.cleaned_data
    for name, value in cleaned.items():
        sent = [key for key in query if (key == name or key.startswith(f"{name}_")) and any(query.getlist(key))]
        empty = value is None or value == "" or (hasattr(value, "__len__") and len(value) == 0)
        if sent and not empty:
            bound = filterset.form[name]
            yield Chip(str(bound.label), _words(bound, _yes_no(value)), _without(query, *sent))


def _yes_no(value: Any) -> Any:
    return (_("Yes") if value else _("No")) if isinstance(value, bool) else value


@register.simple_tag
def page_words(page: Any) -> str:
    """ "Rows 1–50 of 10,000+": a capped count says that there are more."""
    paginator = page.paginator
    if not paginator.count:
        return ""
    capped = getattr(paginator, "capped", False)
    total = f"{paginator.count - 1:,}+" if capped else f"{paginator.count:,}"
    return _("Rows %(first)s–%(last)s of %(total)s") % {
        "first": f"{page.start_index():,}",
        "last": f"{page.end_index():,}",
        "total": total,
    }
