"""Who may add a file to a record: whoever may rewrite it. The record says it itself."""

from typing import Any

from django.apps import apps
from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from core.errors import Text
from core.records.owned import papers_seen
from core.scope import Viewer
from core.workflow import guards


def why_not_attach(record: models.Model, user: Viewer) -> Text:
    """Why ``user`` may not add files to ``record``; "" when he may.

    A record answers by ``why_not_attach(user)``, else by ``why_not_edit(user)``; one that has neither takes no files
    through the general door. Guards (recusal) are asked first.
    """
    refusal = guards.objection(record, user)
    if refusal is not None:
        return refusal.message
    ask = getattr(record, "why_not_attach", None) or getattr(record, "why_not_edit", None)
    return ask(user) if ask is not None else _("Files of this record are added where it is worked on.")


def attach_url(record: models.Model, user: Viewer) -> str:
    """Where ``user`` adds files to ``record``; "" when he may not."""
    if why_not_attach(record, user):
        return ""
    meta = record._meta
    return reverse("attachment-add", args=[meta.app_label, meta.model_name, record.pk])


def attach_target(user: Viewer, app: str, model: str, pk: int) -> Any:
    """The visible record of that address. Raises Http404 for anything else, Guarded behind a guard."""
    try:
        found: Any = apps.get_model(app, model)
    except LookupError as error:
        raise Http404 from error
    if not hasattr(getattr(found, "objects", None), "visible_to"):
        raise Http404
    return guards.enter(get_object_or_404(found.objects.visible_to(user), pk=pk), user)


def owner_seen(attachment: Any, user: Viewer) -> Any:
    """The record of ``attachment``, when ``user`` sees it. Raises Http404 otherwise, Guarded behind a guard."""
    owner = attachment.owner
    if owner is None or not papers_seen(type(owner), user).filter(pk=owner.pk).exists():
        raise Http404
    return guards.enter(owner, user)
