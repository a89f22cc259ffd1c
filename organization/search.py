from core.pinyin import matches
from core.scope import Viewer
from core.search import Hit
from organization.units.models import Unit


def find_units(user: Viewer, text: str, limit: int) -> list[Hit]:
    """Units of the jurisdiction by name, code, pinyin or initials."""
    rows = Unit.objects.visible_to(user).real().filter(matches(text, "name", "code", pinyin="pinyin"))[:limit]
    return [Hit(unit.name, unit.get_absolute_url(), unit.code) for unit in rows]
