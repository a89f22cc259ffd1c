"""Accounts are the system administrator's, roles and jurisdictions the security administrator's (三员分立, R18)."""

from collections.abc import Iterable
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.errors import Conflict, InvalidInput, NotAllowed
from core.scope import Viewer
from core.validation import refuse_unclean
from organization.roles import APART, ROLES
from organization.units.models import Unit
from organization.users.models import Jurisdiction, User
from organization.users.separation import refuse_mixed

EDITABLE = ("full_name", "staff_no", "unit", "email", "phone")


def account_create(*, username: str, actor: Viewer, **values: Any) -> User:
    """An account without roles and without a password: the person sets it through a link (``account_invite``).

    ``values`` are full_name, staff_no, unit, email, phone. Raises InvalidInput, at ``username`` when it is taken.
    """
    user = User(username=username, **{name: values[name] for name in EDITABLE if name in values})
    user.set_unusable_password()
    refuse_unclean(user, exclude=("password",))
    user.save()
    event_record(event=AuditEvent.CHANGE, obj=user, actor=actor, account="created")
    return user


def account_edit(*, user: User, **values: Any) -> User:
    """Correct full_name, staff_no, unit, email, phone. Raises InvalidInput, also where a number mixes offices (R18)."""
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user.pk)
        for name in EDITABLE:
            if name in values:
                setattr(user, name, values[name])
        refuse_unclean(user, exclude=("password",))
        refuse_mixed(user, set(user.groups.values_list("name", flat=True)), field="staff_no")
        user.save(update_fields=EDITABLE)
    return user


def account_set_active(*, user: User, active: bool, actor: Viewer, reason: str) -> User:
    """Close an account (its sessions end with the next request) or open it again. Its rows and its name stay.

    Raises NotAllowed for one's own account, Conflict when it is so already, InvalidInput when it mixes offices (R18).
    """
    if user.pk == actor.pk:
        raise NotAllowed(_("Nobody closes or opens the own account."), cure=_("Ask another administrator."))
    if not User.objects.filter(pk=user.pk, is_active=not active).exists():
        raise Conflict(_("The account is so already."), cure=_("Load the page again."))
    if active:
        refuse_mixed(user, set(user.groups.values_list("name", flat=True)))
    user.is_active = active
    user.save(update_fields=["is_active"])
    event_record(event=AuditEvent.CHANGE, obj=user, actor=actor, active=active, reason=reason)
    return user


def account_invite(*, user: User, actor: Viewer) -> str:
    """The path of a link by which the person sets a password, once, within three days. Nobody else learns it.

    Handed over by the administrator; who has a second factor still needs it. Raises Conflict for a closed account.
    """
    if not user.is_active:
        raise Conflict(_("The account is closed."), cure=_("Open it first."))
    event_record(event=AuditEvent.CHANGE, obj=user, actor=actor, account="link to set a password")
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})


def roles_set(*, user: User, codes: Iterable[str], actor: Viewer | None = None) -> None:
    """Give ``user`` exactly the roles ``codes``; ``actor`` None is the system itself (commands).

    Raises InvalidInput for an unknown code, when ADM, SMA or AUD meets one another or another office in one person
    (R18, ``separation``), and for roles that are kept apart (R19); NotAllowed for one's own roles.
    """
    _refuse_self(user, actor)
    wanted = set(codes)
    if unknown := wanted - ROLES.keys():
        raise InvalidInput(_("Unknown role: %(codes)s") % {"codes": ", ".join(sorted(unknown))}, field="roles")
    refuse_mixed(user, wanted)
    for pair, why in APART.items():
        if pair <= wanted:
            raise InvalidInput(why, field="roles", cure=_("Leave only one of the two."))
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # two administrators at once must not mix what neither would
        before = sorted(user.groups.values_list("name", flat=True))
        # First out, then in: whoever changes from one of the three to another never holds both.
        user.groups.remove(*user.groups.exclude(name__in=wanted))
        user.groups.add(*Group.objects.filter(name__in=wanted))
        if actor is not None:
            event_record(
                event=AuditEvent.CHANGE, obj=user, actor=actor, roles_before=before, roles_after=sorted(wanted)
            )
    user.__dict__.pop("role_codes", None)


def jurisdictions_set(*, user: User, kind: str, units: Iterable[Unit], actor: Viewer | None = None) -> None:
    """Replace the jurisdictions of one ``kind`` of ``user`` by ``units``. Raises NotAllowed for one's own."""
    _refuse_self(user, actor)
    wanted = list(units)
    with transaction.atomic():
        before = sorted(user.jurisdictions.filter(kind=kind).values_list("unit__code", flat=True))
        if before != sorted(unit.code for unit in wanted):
            user.jurisdictions.filter(kind=kind).delete()
            Jurisdiction.objects.bulk_create(Jurisdiction(user=user, unit=unit, kind=kind) for unit in wanted)
            if actor is not None:
                after = sorted(unit.code for unit in wanted)
                event_record(
                    event=AuditEvent.CHANGE, obj=user, actor=actor, jurisdiction=kind, before=before, after=after
                )
    user.__dict__.pop("_unit_condition", None)


def _refuse_self(user: User, actor: Viewer | None) -> None:
    if actor is not None and user.pk == actor.pk:
        raise NotAllowed(_("Nobody gives rights to himself."), cure=_("Another security administrator must do it."))
