"""Who sees what, and what is never stored."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import CharField, TextField

from core.errors import InvalidInput, NotAllowed
from core.imports.reading import FileRows, file_read
from core.reading.forbidden import forbidden_group
from core.reading.refusals import FileRefused
from supervision.declarations.choices import Kin
from supervision.declarations.coverage import coverage
from supervision.declarations.imports import CompanyImport
from supervision.declarations.models import CeremonyReport, KinBusiness, KinDeclaration, MatterReport, PublicCompany
from supervision.declarations.services import company_record, kin_file
from tests.supervision.declarations.conftest import CODE, business
from tests.support.cast import make_user


def test_r34_minors_are_refused(due, member):
    with pytest.raises(InvalidInput):
        kin_file(
            declaration=due, actor=member.user, businesses=[business(kin=Kin.CHILD, of_age=False)], none_declared=False
        )
    assert not KinBusiness.objects.exists()


def test_r34_the_database_has_no_room_for_a_minor(filed):
    row = filed.businesses.get()
    row.of_age = False
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_r34_the_database_knows_only_the_statutory_relatives(filed):
    assert set(Kin.values) == {"SPOUSE", "CHILD", "CHILD_SPOUSE"}
    row = filed.businesses.get()
    row.kin = "BROTHER"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_r34_there_is_no_field_for_the_name_or_identity_of_a_relative():
    texts = {field.name for field in KinBusiness._meta.get_fields() if isinstance(field, CharField | TextField)}
    assert texts == {
        "kin", "company", "credit_code", "credit_code_index", "role", "business_scope", "region", "comparison",
    }  # fmt: skip


def read(tmp_path, header: str, line: str) -> FileRows:
    path = tmp_path / "companies.csv"
    path.write_text(f"{header}\n{line}\n", "utf-8")
    return file_read(path, name=path.name, kind=CompanyImport())


def test_r29_unknown_columns_of_company_data_are_dropped_and_named(tmp_path):
    found = read(tmp_path, "统一社会信用代码,企业名称,登记状态,法定代表人", f"{CODE},澜庭装饰,存续,某人")
    assert found.dropped == ["法定代表人"]
    assert found.rows[0][1] == {"code": CODE, "name": "澜庭装饰", "status": "存续"}


@pytest.mark.parametrize("header", ["手机定位", "微信号", "健康状况", "银行账号"])
def test_r30_a_file_with_forbidden_columns_is_refused(tmp_path, header):
    with pytest.raises(FileRefused):
        read(tmp_path, f"统一社会信用代码,企业名称,登记状态,{header}", f"{CODE},澜庭装饰,存续,x")


def test_r30_no_declaration_has_a_field_that_must_not_be_collected():
    for model in (KinDeclaration, KinBusiness, MatterReport, CeremonyReport):
        for field in model._meta.get_fields():
            assert not forbidden_group(str(getattr(field, "verbose_name", field.name))), field


def test_company_data_with_a_wrong_code_are_refused(sup):
    with pytest.raises(InvalidInput):
        company_record(actor=sup, code="123", name="澜庭装饰", status="存续")


def test_company_data_are_imported_by_who_may(sup, head):
    given = {"code": CODE, "name": "澜庭装饰", "status": "存续"}
    with pytest.raises(NotAllowed):
        company_record(actor=head, **given)
    company_record(actor=sup, **given)
    company_record(actor=sup, **given | {"status": "注销"})
    assert PublicCompany.objects.get().status == "注销"


def test_a_declaration_is_seen_by_its_office_the_receiver_and_the_official(filed, sup, deputy, org, member):
    for user in (sup, deputy, org, member.user):
        assert KinDeclaration.objects.visible_to(user).filter(pk=filed.pk).exists(), user


def test_nobody_else_sees_it(filed, stranger, con, head, liaison, admin, auditor):
    dat = make_user("dat", "DAT", units=[filed.unit])
    for user in (stranger, con, head, liaison, admin, auditor, dat):
        assert not KinDeclaration.objects.visible_to(user).exists(), user


def test_what_was_not_filed_yet_is_not_the_receivers(due, org):
    assert not KinDeclaration.objects.visible_to(org).exists()


def test_no_one_sees_his_own_among_the_staff(filed, member, sup):
    member.user.jurisdictions.all().delete()
    member.user, sup.official = sup, member
    member.save()
    assert not KinDeclaration.objects.for_staff(sup).exists()
    assert KinDeclaration.objects.with_person(sup).exists()


def test_businesses_are_seen_with_their_declaration(filed, sup, stranger):
    assert KinBusiness.objects.visible_to(sup).count() == 1
    assert not KinBusiness.objects.visible_to(stranger).exists()


def test_coverage_counts_units_and_names_nobody(filed, sup, org, stranger):
    for user in (sup, org):
        (line,) = coverage(user, "KIN", 2026).lines
        assert (line.in_time, line.late, line.missing) == (1, 0, 0)
    assert not coverage(stranger, "KIN", 2026).lines
