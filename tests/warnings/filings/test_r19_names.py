"""R19: the data office works with filed rows and never reads a name in them, whatever door it takes; elsewhere the
same rows read as they were filed. The pseudonym is the one that a doubt point shows."""

import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils.translation import gettext
from rest_framework.test import APIClient

from core import clock
from early_warning.filings.models import FilingMapping
from early_warning.filings.pseudonyms import pseudonym
from tests.support.cast import make_user
from tests.warnings.filings import files

NAME, CODE = "澜辰园林有限公司", "99500101MA0D0001X1"
LONG_NAME = "某人" * 300
HEADER = files.HEADER + ",供应商代码"
ROW = files.ROW + f",{CODE}"
TOO_LONG = ROW.replace("YL-1", "YL-2").replace(NAME, LONG_NAME)
BIDS_HEADER = "采购编号,投标人,报价,有效,中标"
BID = f"YL-1,{NAME},10,是,是"


@pytest.fixture
def purchases(confirmed):
    """One row taken, and one that was not because the supplier's name is too long."""
    return confirmed(files.csv_bytes(ROW, TOO_LONG, header=HEADER))


@pytest.fixture
def bids(confirmed):
    """A bidder filed twice: the finding names the whole key."""
    return confirmed(files.csv_bytes(BID, BID, header=BIDS_HEADER), kind="bids")


def opened(client, user, name, filing, **post) -> str:
    client.force_login(user)
    url = reverse(name, args=[filing.pk])
    response = client.post(url, post) if post else client.get(url)
    assert response.status_code == 200
    return "".join(part.decode() for part in response)


def sheet(client, user, filing) -> str:
    client.force_login(user)
    content = client.get(reverse("filing-findings", args=[filing.pk])).content
    rows = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    return "\n".join(str(row) for row in rows)


def api_text(user, name, filing) -> str:
    client = APIClient()
    client.force_login(user)
    response = client.get(reverse(f"api:filings-{name}", args=[filing.pk]))
    assert response.status_code == 200
    return response.content.decode()


DOORS = {
    "page of rows": lambda client, user, filing: opened(client, user, "filing-rows", filing),
    "rows as CSV": lambda client, user, filing: opened(client, user, "filing-download", filing, purpose="体检"),
    "rows through the API": lambda _client, user, filing: api_text(user, "rows", filing),
}
NOT_TAKEN = {
    "page of the filing": lambda client, user, filing: opened(client, user, "filing-detail", filing),
    "findings as Excel": sheet,
    "report through the API": lambda _client, user, filing: api_text(user, "report", filing),
}


@pytest.mark.parametrize("door", DOORS)
def test_the_data_office_reads_pseudonyms_of_filed_rows(client, purchases, data_office, secretary, door):
    shown = DOORS[door](client, data_office, purchases)
    assert NAME not in shown
    assert CODE not in shown
    assert pseudonym(NAME) in shown
    assert pseudonym(CODE) in shown
    assert "办公桌椅" in shown
    assert NAME in DOORS[door](client, secretary, purchases)


@pytest.mark.parametrize("door", NOT_TAKEN)
def test_rows_that_were_not_taken_name_nobody_to_the_data_office(client, purchases, bids, data_office, secretary, door):
    assert "某人" not in NOT_TAKEN[door](client, data_office, purchases)
    assert NAME not in NOT_TAKEN[door](client, data_office, bids)
    assert "某人" in NOT_TAKEN[door](client, secretary, purchases)
    assert NAME in NOT_TAKEN[door](client, secretary, bids)


@pytest.mark.parametrize("page", ["filing-rows", "filing-detail"])
def test_the_page_says_that_names_are_hidden(client, purchases, data_office, secretary, page):
    said = gettext("Names are shown as pseudonyms.")
    assert said in opened(client, data_office, page, purchases)
    assert said not in opened(client, secretary, page, purchases)


@pytest.mark.parametrize("person", ["liaison", "head"])
def test_the_unit_reads_its_own_file(client, purchases, person, request):
    user = request.getfixturevalue(person)
    assert NAME in opened(client, user, "filing-rows", purchases)
    assert NAME in opened(client, user, "filing-download", purchases, purpose="更正")


def test_whoever_files_for_the_unit_reads_its_file_even_from_its_data_office(client, confirmed, education):
    both = make_user("dat_lia", "DAT", "LIA", units=[education], unit=education)
    assert NAME in opened(client, both, "filing-rows", confirmed())


def test_one_name_has_one_pseudonym_in_all_datasets(client, purchases, bids, data_office):
    code = pseudonym(NAME)
    assert code in opened(client, data_office, "filing-rows", purchases)
    assert code in opened(client, data_office, "filing-rows", bids)


def test_a_saved_mapping_tells_no_name_either(education, liaison, data_office):
    plan = {"columns": {"supplier_name": {"sources": [], "default": NAME}, "title": {"sources": ["项目名称"]}}}
    FilingMapping.objects.create(
        unit=education, kind="purchases", name="定点", plan=plan, saved_by=liaison, saved_at=clock.now()
    )
    client = APIClient()
    client.force_login(data_office)
    shown = client.get(reverse("api:filing-mappings-list")).json()["results"][0]["plan"]["columns"]
    assert shown["supplier_name"]["default"] == pseudonym(NAME)
    assert shown["title"] == plan["columns"]["title"]
    client.force_login(liaison)
    assert client.get(reverse("api:filing-mappings-list")).json()["results"][0]["plan"] == plan
