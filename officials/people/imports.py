"""Officials from a file. The resident ID is checked, encrypted, and shown nowhere."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Conflict, InvalidInput
from core.fields import blind_index
from core.imports.columns import CellType, ImportColumn
from core.imports.kinds import ImportKind
from core.scope import Viewer
from officials.people.models import Gender, Official
from officials.people.services import identity_set, official_create, official_edit
from organization.units.imports import unit_by_code


class OfficialImport(ImportKind):
    """The persons. A row speaks of the official with its code, else its resident ID, else its name and birth date."""

    key = "officials"
    label = gettext_lazy("Officials")
    help = gettext_lazy(
        "One row for each person. Leave the code of a new person empty: the next free one is given. Resident IDs and "
        "phone numbers are encrypted and never shown again."
    )
    model = Official
    permission = "officials.change_official"
    state_fields = ("code", "name", "gender", "birth_date", "managed_by", "user", "resident_id", "phone")
    secret_fields = frozenset({"resident_id", "phone"})
    columns = (
        ImportColumn(
            name="code",
            headers=("干部编号", "Official code"),
            key=True,
            max_length=12,
            help=gettext_lazy("Empty for a new person."),
        ),
        ImportColumn(name="name", headers=("姓名", "Full name"), required=True, max_length=60, sample="张示例"),
        ImportColumn(
            name="gender",
            headers=("性别", "Gender"),
            type=CellType.CHOICE,
            choices=Gender,
            required=True,
            sample="男",
        ),
        ImportColumn(
            name="birth_date",
            headers=("出生日期", "Date of birth"),
            type=CellType.DATE,
            required=True,
            sample="1976-03-05",
        ),
        ImportColumn(
            name="managed_by",
            headers=("管理单位代码", "Managed by (unit code)"),
            required=True,
            max_length=20,
            help=gettext_lazy("Who manages the cadre, which need not be where he works."),
            sample="R1",
        ),
        ImportColumn(
            name="resident_id",
            headers=("身份证号", "Resident ID"),
            secret=True,
            max_length=18,
            help=gettext_lazy("May follow later. Write it as text, not as a number."),
        ),
        ImportColumn(name="phone", headers=("手机号", "Mobile phone"), secret=True, max_length=20),
        ImportColumn(
            name="user",
            headers=("登录名", "Sign-in name"),
            max_length=150,
            help=gettext_lazy("The account under which the person reads notices and the own dossier."),
        ),
    )

    def identity(self, values: dict[str, Any]) -> tuple[Any, ...]:
        if values.get("code"):
            return ("code", values["code"])
        if values.get("resident_id"):
            return ("resident_id", blind_index(values["resident_id"]))
        return ("name", values["name"], values["birth_date"])

    def find(self, values: dict[str, Any], actor: Viewer) -> Official | None:
        rows = Official.objects.visible_to(actor)
        if values.get("code"):
            return rows.filter(code=values["code"]).first()
        if values.get("resident_id"):
            found = rows.filter(resident_id_index=blind_index(values["resident_id"])).first()
            if found is not None:
                return found
        same = rows.filter(name=values["name"], birth_date=values["birth_date"])
        if len(same) > 1:
            raise Conflict(
                _("Several officials have this name and date of birth."), field="code", cure=_("Give the code.")
            )
        return same.first() if not values.get("resident_id") else same.filter(resident_id_index=None).first()

    def create(self, values: dict[str, Any], actor: Viewer) -> Official:
        return official_create(**self._resolved(values, actor))

    def update(self, record: Official, values: dict[str, Any], actor: Viewer) -> Official:
        return official_edit(official=record, **self._resolved(values, actor))

    def restore(self, record: Official, values: dict[str, Any], actor: Viewer) -> None:
        number = values.pop("resident_id")
        for name, value in values.items():
            setattr(record, name, value)
        identity_set(record, number)
        record.save()

    @staticmethod
    def _resolved(values: dict[str, Any], actor: Viewer) -> dict[str, Any]:
        found = dict(values)
        found["managed_by"] = unit_by_code(found["managed_by"], actor=actor, field="managed_by")
        if "user" in found:
            found["user"] = account_by_login(found["user"])
        return found


def account_by_login(login: str) -> Any:
    """The account with that sign-in name. Raises InvalidInput when there is none."""
    account = get_user_model().objects.filter(username=login).first()
    if account is None:
        raise InvalidInput(
            _("There is no account with this sign-in name."),
            field="user",
            cure=_("Ask the system administrator to make it first."),
        )
    return account
