"""What is looked for is in the trail, limits are said, and lists are read to their end."""

import io

import openpyxl
import pytest
from django.urls import reverse

from core import clock
from core.audit.models import AuditEntry, AuditEvent
from core.parameters.models import ParameterVersion
from core.records.filters import pinyin_beside
from core.records.paging import CAP
from core.search import search
from organization.models import Unit, User
from tests.support.cast import make_user


def towns(city: Unit, count: int) -> None:
    Unit.objects.bulk_create(
        Unit(code=f"X{number:05}", name=f"第{number}镇", parent=city, path=f"{city.path}X{number:05}/", kind="TOWN")
        for number in range(count)
    )


@pytest.mark.parametrize("path", ["/organization/units/", "/api/v1/units/", "/search/"])
def test_r24_the_words_of_every_search_are_in_the_trail(client, sup, education, path):
    client.force_login(sup)
    client.get(path, {"q": " 教育 "})
    client.get(path)
    found = AuditEntry.objects.get(event=AuditEvent.SEARCH)
    assert (found.actor, found.additional_data["text"]) == (sup, "教育")


def test_the_auditor_asks_the_trail_about_one_record(client, auditor, education, city):
    for unit in (education, city):
        unit.name += "（新）"
        unit.save()
    client.force_login(auditor)
    page = client.get(reverse("audit-list"), {"record": f"organization.unit.{education.pk}"}).content.decode()
    assert education.name in page
    assert city.name not in page
    assert client.get(reverse("audit-list"), {"record": "x"}).status_code == 200


def test_the_api_is_read_to_the_last_row_whatever_the_size(client, secretary, city, django_assert_max_num_queries):
    towns(city, 130)
    client.force_login(secretary)
    seen, address = [], "/api/v1/units/?page_size=50"
    while address:
        with django_assert_max_num_queries(12):
            page = client.get(address).json()
        seen += [row["code"] for row in page["results"]]
        back, address = page["previous"], page["next"]
    assert len(seen) == len(set(seen)) == page["count"] >= 130
    assert page["counted"]
    assert client.get(back).json()["results"][-1]["code"] == seen[-len(page["results"]) - 1]


def test_the_api_says_when_it_has_not_counted_to_the_end(client, secretary, city):
    towns(city, CAP + 5)
    client.force_login(secretary)
    page = client.get("/api/v1/units/?page_size=1").json()
    assert (page["count"], page["counted"]) == (CAP, False)


def test_the_api_sorts_as_asked(client, secretary, city):
    towns(city, 3)
    client.force_login(secretary)
    codes = [row["code"] for row in client.get("/api/v1/units/?ordering=-code&page_size=2").json()["results"]]
    assert codes == sorted(Unit.objects.values_list("code", flat=True), reverse=True)[:2]


def test_r27_an_export_that_is_cut_says_so(client, admin, secretary, city):
    towns(city, 5)
    ParameterVersion.objects.create(
        group="TABLES", version=2, values={"export_rows": 3}, effective_from=clock.today(), reason="试验",
        proposed_by=admin, approved_by=secretary,
    )  # fmt: skip
    client.force_login(secretary)
    book = openpyxl.load_workbook(io.BytesIO(client.post(reverse("unit-list"), {"purpose": "核对"}).content))
    assert book.worksheets[0].max_row == 4
    assert "3" in book.worksheets[1].cell(row=4, column=1).value


@pytest.mark.parametrize("words", ["韩知", "hanzhi", "hz", "HZ"])
def test_an_account_is_found_by_name_pinyin_and_initials(client, admin, words):
    user = make_user("someone", "SUP")
    user.full_name = "韩知"
    user.save()
    client.force_login(admin)
    found = client.get(reverse("user-list"), {"q": words}).context["table"].data
    assert [row.username for row in found] == ["someone"]


def test_whatever_is_searched_by_a_name_is_searched_by_its_pinyin():
    assert pinyin_beside(User, "unit__name") == "unit__pinyin"
    assert pinyin_beside(User, "full_name") == "pinyin"
    assert pinyin_beside(User, "username") == ""
    assert pinyin_beside(Unit, "code") == ""


def found(user, text: str) -> set[str]:
    return {str(hit.title) for group in search(user, text) for hit in group.hits}


def test_the_one_box_finds_what_the_lists_find_and_only_for_whom_they_open(admin, sup, secretary, education):
    make_user("someone", "SUP")
    assert str(User.objects.get(username="someone")) in found(admin, "someone")
    assert found(sup, "someone") == set()
    assert any("D29" in title for title in found(secretary, "D29"))
    assert education.name in found(sup, education.name)
