"""Who acts for the partners in the demo city: one account each, at the audit office the one of the roster."""

from core.demo import City
from organization.demo import AccountBook
from organization.models import User

# login, unit, name (invented; fixed, so that no other name of the city moves)
PARTNERS = (
    ("jnt_finance", "U21", "滕静若"),
    ("jnt_statistics", "U36", "卫承衡"),
    ("jnt_organisation", "U03", "窦婉薇"),
    ("jnt_petitions", "U41", "缪启桓"),
)


def partners(city: City) -> dict[str, User]:
    """Unit code -> the account that acts for it; the case office for the commission."""
    book = AccountBook(city)
    for login, unit, name in PARTNERS:
        book.add(login, "JNT", unit=unit, male=name[1] in "承启", name=name)
    book.write()
    found = {unit: city.users[login] for login, unit, _name in PARTNERS}
    return found | {"U34": city.users["jnt"], "U02": city.users["cm"]}
