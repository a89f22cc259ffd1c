"""Generic machinery: exports without formulas, capped counts, secrets at rest, menus by role."""

import io
from datetime import date

import openpyxl
import pytest

from core import fields, navigation, pinyin
from core.records.exports import rows_workbook
from core.records.paging import CAP, CappedPaginator
from organization.models import Unit


@pytest.mark.django_db
def test_an_exported_cell_is_never_a_formula():
    rows = [["名称", "金额", "日期"], ["=1+1", 3, date(2026, 6, 30)], ["+86", None, "@x"]]
    sheet = openpyxl.load_workbook(io.BytesIO(rows_workbook(rows, title="单位[1]"))).worksheets[0]
    assert [cell.data_type for cell in sheet["A"]] == ["s", "s", "s"]
    assert sheet["A2"].value == "=1+1"
    assert sheet["C2"].value.date() == date(2026, 6, 30)


@pytest.mark.django_db
def test_a_count_stops_at_its_cap(django_assert_num_queries):
    Unit.objects.bulk_create(
        Unit(code=f"X{number}", name="x", path=f"/X{number}/", kind="TOWN") for number in range(CAP + 5)
    )
    paginator = CappedPaginator(Unit.objects.all(), 50)
    with django_assert_num_queries(1) as captured:
        assert paginator.count == CAP + 1
    assert "LIMIT" in captured.captured_queries[0]["sql"]
    assert paginator.capped


def test_what_is_encrypted_reads_back_and_two_encryptions_differ():
    first, second = fields.encrypt("110101199003070000"), fields.encrypt("110101199003070000")
    assert first != second
    assert fields.decrypt(first) == fields.decrypt(second) == "110101199003070000"


def test_equal_texts_meet_in_the_blind_index_whatever_their_case():
    assert fields.blind_index(" 11010119900307123x") == fields.blind_index("11010119900307123X")
    assert fields.blind_index("a") != fields.blind_index("b")


def test_a_name_is_found_by_full_pinyin_and_by_initials():
    assert pinyin.keys("张三") == "zhangsan zs"


@pytest.mark.django_db
def test_the_menu_shows_only_what_the_role_may_use(auditor, sup):
    def urls(user) -> set[str]:
        return {item.url for group in navigation.groups_for(user, "/") for item in group.items}

    assert "/audit/" in urls(auditor)
    assert "/audit/" not in urls(sup)
    assert "/organization/units/" in urls(sup)


@pytest.mark.django_db
def test_the_item_of_the_open_page_is_marked(sup):
    groups = navigation.groups_for(sup, "/organization/units/5/")
    assert [item.url for group in groups for item in group.items if item.active] == ["/organization/units/"]
