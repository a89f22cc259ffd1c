"""The register of numbers and the catalogue of deadlines as pages."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.deadlines.seeds import deadline_rules_seed
from core.documents.models import AllocatedNumber
from core.documents.numbering import number_allocate, number_cancel


def test_a_cancelled_number_stays_in_the_register_with_its_reason(client, secretary):
    number_cancel(text=number_allocate(series="云纪警", year=2026), actor=secretary, reason="重复拟制")
    number_allocate(series="云纪警", year=2026, owner=secretary)
    client.force_login(secretary)
    text = client.get(reverse("document-number-list")).content.decode()
    for words in ("云纪警〔2026〕1号", "重复拟制", "云纪警〔2026〕2号"):
        assert words in text


def test_the_list_of_series_says_which_numbers_are_missing(client, secretary, capsys):
    for _turn in range(3):
        text = number_allocate(series="云纪警", year=2026)
    number_allocate(series="云纪建", year=2026)
    number_cancel(text=text, actor=secretary, reason="重复拟制")
    client.force_login(secretary)
    page = client.get(reverse("document-series-list")).content.decode()
    assert len(re.findall("without gaps|无缺号", page)) == 2
    AllocatedNumber.objects.filter(text="云纪警〔2026〕2号").delete()
    page = client.get(reverse("document-series-list")).content.decode()
    assert re.search("missing: 2|缺号：2", page)
    with pytest.raises(CommandError):
        call_command("verify_documents")
    assert "云纪警〔2026〕: [2]" in capsys.readouterr().err


@pytest.mark.parametrize(
    "page", ["document-number-list", "document-series-list", "document-list", "deadline-rule-list"]
)
def test_a_register_is_closed_to_whoever_has_no_part_in_it(client, liaison, page):
    client.force_login(liaison)
    assert client.get(reverse(page)).status_code == 403


def test_the_deadlines_are_listed_with_term_basis_and_trust(client, admin):
    deadline_rules_seed()
    client.force_login(admin)
    text = client.get(reverse("deadline-rule-list"), {"q": "D42b"}).content.decode()
    assert "受理信访事项 → 办结" in text
    assert "(+30)" in text
    assert "V-LAW · " in text
    assert "《信访工作条例》第三十四条" in text
