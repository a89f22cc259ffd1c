"""What a mechanism declares, and the list of all of them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, ClassVar

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Model, QuerySet
from django.utils.functional import cached_property
from django.utils.text import capfirst

from core.deadlines.turns import Turn
from core.errors import Text
from core.scope import Viewer


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Rows below a record: shown as a table on its page, added, edited and removed there and by API.

    ``why_not(record, user)`` says in words why they may not be changed now; "" when they may. ``shown(record)`` is
    False where the page shows the same rows in another form. ``choices`` say what a picker offers a user,
    ``choices_of`` what depends on the record too.
    """

    model: type[Model]
    parent: str
    title: Text
    columns: Sequence[str]
    form_fields: Sequence[str] = ()
    why_not: Callable[[Any, Viewer], Text]
    order: Sequence[str] = ("pk",)
    choices: Mapping[str, Callable[[Viewer], QuerySet]] = field(default_factory=dict)
    choices_of: Mapping[str, Callable[[Any, Viewer], QuerySet]] = field(default_factory=dict)
    masked: Sequence[str] = ()
    empty: Text = ""
    shown: Callable[[Any], bool] = lambda _record: True

    @property
    def name(self) -> str:
        """The last part of its addresses."""
        return str(self.model._meta.model_name)

    def offered(self, record: Any) -> dict[str, Callable[[Viewer], QuerySet]]:
        """What the pickers of a row below ``record`` offer."""
        given = {name: partial(rows, record) for name, rows in self.choices_of.items()}
        return {**self.choices, **given}

    def rows(self, record: Model) -> QuerySet:
        """The rows of ``record`` in order, with what their columns refer to."""
        manager: Any = self.model._default_manager
        found = manager.filter(**{self.parent: record}).order_by(*self.order)
        relations = [
            name for name in self.columns if getattr(self.model, name, None) and _is_relation(self.model, name)
        ]
        return found.select_related(*relations) if relations else found


class Mechanism:
    """Declares one kind of record. Subclass, fill in, ``register``. docs/mechanisms.md describes every attribute."""

    model: ClassVar[Any]
    slug: ClassVar[str]
    title: ClassVar[Text] = ""
    group: ClassVar[str] = "duty"
    icon: ClassVar[str] = "point"
    order: ClassVar[int] = 100
    grants: ClassVar[Mapping[str, Sequence[str]]] = {}
    columns: ClassVar[Sequence[str]] = ()
    filters: ClassVar[Sequence[str]] = ()
    search: ClassVar[Sequence[str]] = ()
    related: ClassVar[Sequence[str]] = ()
    prefetch: ClassVar[Sequence[str]] = ()
    step_needs: ClassVar[Sequence[str]] = ()
    bulk: ClassVar[tuple[str, ...]] = ()
    empty: ClassVar[Text] = ""
    fields: ClassVar[tuple[str, ...]] = ()
    form_fields: ClassVar[Sequence[str]] = ()
    form_class: ClassVar[Any] = None
    choices: ClassVar[Mapping[str, Callable[[Viewer], QuerySet]]] = {}
    lines: ClassVar[Sequence[Lines]] = ()
    masked: ClassVar[list[str]] = []
    api_fields: ClassVar[Sequence[str]] = ()
    portal: ClassVar[Text] = ""
    template: ClassVar[str] = "core/mechanism_detail.html"
    table_class: ClassVar[Any] = None
    filterset_class: ClassVar[Any] = None
    remind: ClassVar[bool] = True
    turns: ClassVar[Sequence[Turn]] = ()
    movable: ClassVar[bool] = True
    search_box: ClassVar[bool] = True
    restricted: ClassVar[bool] = False

    @cached_property
    def label(self) -> Text:
        """The words for many of its records."""
        words: Any = self.title or self.model._meta.verbose_name_plural
        return capfirst(words)

    @property
    def app(self) -> str:
        return self.model._meta.app_label

    def permission(self, name: str) -> str:
        """The full name of a permission: ``view`` and ``add`` are the model's own."""
        short = f"{name}_{self.model._meta.model_name}" if name in ("view", "add") else name
        return f"{self.app}.{short}"

    def in_menu(self, user: Viewer) -> bool:
        """Whether the staff menu shows it."""
        return user.has_perm(self.permission("view"))

    def opens_for(self, user: Viewer) -> bool:
        """Whether the pages open at all; which rows they show is the scope's business."""
        return self.in_menu(user) or bool(self.portal)

    def rows(self, user: Viewer) -> QuerySet:
        """What ``user`` sees, with everything that the list shows."""
        return self.with_relations(self.model.objects.visible_to(user))

    def with_relations(self, rows: QuerySet) -> QuerySet:
        """``rows`` with what lists and the API show of each."""
        rows = rows.prefetch_related(*self.prefetch)
        return rows.select_related(*self.relations) if self.relations else rows

    @cached_property
    def relations(self) -> list[str]:
        shown = [name for name in self.columns if _is_relation(self.model, name)]
        return list(dict.fromkeys([*shown, *self.related]))

    def having(self, *names: str) -> list[str]:
        """Those of ``names`` that are fields of its model: all of ``Record``'s, unless it is a row below one."""
        known = {field.name for field in self.model._meta.concrete_fields}
        return [name for name in names if name in known]

    def kept_from(self, record: Any, user: Viewer) -> Collection[str]:
        """Fields of ``record`` that ``user`` is not shown yet (a draft, while it is not issued), page and API alike."""
        return ()

    def page_context(self, record: Any, user: Viewer) -> dict[str, Any]:
        """What the record's own template asks for beside the frame's context."""
        return {}

    def panels(self, record: Any, user: Viewer) -> list[dict[str, Any]]:
        """{title, template, context} of parts below the fields and the lines."""
        return []

    def why_not_add(self, user: Viewer) -> Text:
        """Why ``user`` may not make such a record; "" when he may."""
        return ""

    def waiting(self, rows: QuerySet, user: Viewer) -> QuerySet:
        """Narrow the rows whose steps may wait for ``user``: in SQL, before the nearest are looked at."""
        return rows


def _is_relation(model: type[Model], name: str) -> bool:
    """Whether ``name`` is a foreign key of ``model``."""
    found = {field.name: field for field in model._meta.concrete_fields}.get(name)
    return bool(found and found.is_relation)


_mechanisms: dict[str, Mechanism] = {}


def remember(mechanism: Mechanism) -> None:
    """Add it to the list; a slug belongs to one of them only."""
    known = _mechanisms.get(mechanism.slug)
    if known is not None and type(known) is not type(mechanism):
        raise ValueError(f"The slug {mechanism.slug} is taken by {type(known).__name__}.")
    _mechanisms[mechanism.slug] = mechanism


def mechanisms() -> list[Mechanism]:
    """All of them, in the order of the menu."""
    return sorted(_mechanisms.values(), key=lambda one: (one.order, one.slug))


def mechanism_of(model: type[Model]) -> Mechanism:
    """The mechanism of ``model``. Raises KeyError for a model that none declares."""
    for one in _mechanisms.values():
        if one.model is model._meta.concrete_model:
            return one
    raise KeyError(model._meta.label)


def with_relations(rows: QuerySet) -> QuerySet:
    """``rows`` with what lists show of each; as they are, where no mechanism declares their model."""
    try:
        return mechanism_of(rows.model).with_relations(rows)
    except KeyError:
        return rows


def records_named(lookup: str) -> GenericPrefetch:
    """For ``prefetch_related``: records of any kind behind the generic key ``lookup``, with what names them."""
    return GenericPrefetch(lookup, [one.with_relations(one.model._default_manager.all()) for one in mechanisms()])
