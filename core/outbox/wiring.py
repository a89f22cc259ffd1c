from django.utils.translation import gettext_lazy as _

from core.navigation import NavItem, register
from core.permissions import grant


def wire() -> None:
    """The administrator's list of mails: what could not be delivered must not go unseen."""
    grant("core.view_delivery", "ADM")
    grant("core.retry_delivery", "ADM")
    register(
        NavItem(
            group="admin",
            label=_("Deliveries"),
            url_name="delivery-list",
            order=70,
            icon="mail",
            permission="core.view_delivery",
        )
    )
