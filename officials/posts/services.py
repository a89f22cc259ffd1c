"""Entering, correcting and closing posts."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Conflict, InvalidInput
from core.validation import refuse_unclean
from officials.posts.models import Post
from organization.units.models import Unit

EDITABLE = ("name", "rank", "is_head", "head_kind", "in_team", "order", "active")


def post_create(
    *,
    unit: Unit,
    name: str,
    rank: int,
    is_head: bool = False,
    head_kind: str = "",
    in_team: bool = False,
    order: int = 100,
    active: bool = True,
) -> Post:
    """Enter one seat of ``unit``; a head's post without ``head_kind`` takes the unit's.

    Raises Conflict when the unit has this seat (same name and number) or this kind of head, InvalidInput as declared.
    """
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        post = Post(unit=unit, name=name.strip(), rank=rank, is_head=is_head, in_team=in_team, order=order)
        post.head_kind = (head_kind or unit.head_kind) if is_head else ""
        post.active = active
        _refuse_taken(post)
        refuse_unclean(post)
        post.save()
    return post


def post_edit(*, post: Post, **values: Any) -> Post:
    """Correct a post, or close it. Raises Conflict for a seat that is taken or a post that is still held."""
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=post.unit_id)
        post = Post.objects.select_for_update().get(pk=post.pk)
        if values.get("active") is False and post.active:
            _refuse_held(post)
        for name in EDITABLE:
            if name in values:
                setattr(post, name, values[name])
        post.head_kind = (post.head_kind or post.unit.head_kind) if post.is_head else ""
        _refuse_taken(post)
        refuse_unclean(post)
        post.save()
    return post


def _refuse_taken(post: Post) -> None:
    if not post.active:
        return
    same = Post.objects.filter(unit=post.unit, active=True).exclude(pk=post.pk)
    if same.filter(name=post.name, order=post.order).exists():
        raise Conflict(
            _("The unit has a post of this name and number already."),
            field="order",
            cure=_("Give the second seat of the same name another number."),
        )
    if post.is_head and same.filter(is_head=True, head_kind=post.head_kind).exists():
        raise InvalidInput(
            _("The unit already has a post of this kind of head."),
            field="is_head",
            cure=_("Close the other post first, or choose another kind of head."),
        )


def _refuse_held(post: Post) -> None:
    holder = post.tenures.filter(end__isnull=True).first()
    if holder is not None:
        raise Conflict(
            _("The post is held since %(start)s.") % {"start": holder.start.isoformat()},
            field="active",
            cure=_("End that tenure first."),
        )
