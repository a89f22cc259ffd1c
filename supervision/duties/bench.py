"""What the division of duties shows on other pages."""

from typing import Any

from core import clock
from core.scope import Viewer
from organization.models import Unit
from supervision.duties.matrix import matrix_of


def unit_matrix(unit: Unit, user: Viewer) -> dict[str, Any] | None:
    """The matrix of today on the unit's page."""
    if not user.has_perm("supervision.view_dutyplan"):
        return None
    matrix = matrix_of(unit, clock.today())
    return {"matrix": matrix} if matrix.rows else None
