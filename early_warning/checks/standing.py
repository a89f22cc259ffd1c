"""Switching a model off and putting it back (handbook M05: 停用, 上线). The secretary decides, with a reason."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import InvalidInput, NotAllowed

from .models import ModelStanding
from .registry import all_models

CHANGE = "warnings.change_modelstanding"


def model_switch_off(*, code: str, reason: str, actor: Any) -> ModelStanding:
    """From now on runs leave the model out; its doubt points stay as they are."""
    return _change(code, reason, actor, switched_off=True)


def model_put_back(*, code: str, reason: str, actor: Any) -> ModelStanding:
    """Run the model again after it was mended: earlier reviews no longer count, so it has to earn its level anew."""
    fresh = {"count_from": clock.today(), "trial_reviewed": 0, "trial_confirmed": 0}
    return _change(code, reason, actor, switched_off=False, **fresh)


def model_trial(*, code: str, reviewed: int, confirmed: int, reason: str, actor: Any) -> ModelStanding:
    """Enter the reviews of the trial run (试运行). Raises InvalidInput for more confirmed than reviewed."""
    if not 0 <= confirmed <= reviewed:
        raise InvalidInput(_("No more can be confirmed than were reviewed."), field="confirmed")
    return _change(code, reason, actor, trial_reviewed=reviewed, trial_confirmed=confirmed)


def _change(code: str, reason: str, actor: Any, **values: Any) -> ModelStanding:
    if not actor.has_perm(CHANGE):
        raise NotAllowed(_("Your role may not do this."))
    if code not in {model.code for model in all_models()}:
        raise InvalidInput(_("Unknown model: %(codes)s") % {"codes": code})
    if not reason.strip():
        raise InvalidInput(_("A reason is required."), field="reason")
    with transaction.atomic():
        row, _made = ModelStanding.objects.select_for_update().get_or_create(code=code)
        for name, value in (values | {"reason": reason.strip(), "approved_by": actor}).items():
            setattr(row, name, value)
        row.save()
    return row
