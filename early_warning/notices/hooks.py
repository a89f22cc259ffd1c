"""What other rooms do when a served notice is revoked (R08); they register in their wiring."""

from collections.abc import Callable
from typing import Any

Revoked = Callable[[Any], None]
_revoked: list[Revoked] = []


def on_revoked(tell: Revoked) -> None:
    """``tell(notice)`` runs in the transaction of each revocation of a served notice."""
    _revoked.append(tell)


def tell_rooms(notice: Any) -> None:
    for tell in _revoked:
        tell(notice)
