"""The wizard and the pages: same rows everywhere, hidden rows 404, every export logged."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.audit.models import AuditEntry, AuditEvent
from core.reading import limits
from early_warning.filings import services
from early_warning.filings.models import DataFiling, FilingMapping
from early_warning.filings.periods import Period
from tests.support.cast import make_user
from tests.warnings.filings import files
from tests.warnings.filings.conftest import left_in

BAD = files.ROW.replace("YL-1", "YL-2").replace("38.6", "soon")


def sent(content=None, name="采购.csv", **data):
    content = files.csv_bytes(files.ROW, BAD) if content is None else content
    return {"kind": "purchases", "period": "2026Q1", "file": SimpleUploadedFile(name, content)} | data


def mapping_data(client, filing, **chosen):
    """What the browser would send back of the mapping page as it stands."""
    form = client.get(reverse("filing-mapping", args=[filing.pk]), chosen).context["form"]
    data = {}
    for part in (*form, form.rules):
        for bound in part:
            value = bound.value()
            if value not in (None, "", False, []):
                data[bound.html_name] = value
    return data


@pytest.fixture
def started(client, liaison):
    client.force_login(liaison)
    response = client.post(reverse("filing-new"), sent())
    filing = DataFiling.objects.get()
    assert response.url == reverse("filing-mapping", args=[filing.pk])
    return filing


def test_the_whole_course_in_the_pages(client, started, liaison, head):
    response = client.post(
        reverse("filing-mapping", args=[started.pk]), mapping_data(client, started) | {"save_as": "采购系统"}
    )
    assert response.url == started.get_absolute_url()
    page = client.get(started.get_absolute_url()).content.decode()
    assert "soon" in page
    assert reverse("filing-file", args=[started.pk]) in page
    client.post(reverse("filing-file", args=[started.pk]))
    client.force_login(head)
    client.post(reverse("transition", args=["warnings", "datafiling", started.pk, "confirm"]))
    started.refresh_from_db()
    assert (started.status, started.row_count, started.rejected_count) == ("CONFIRMED", 1, 1)
    assert FilingMapping.objects.get().name == "采购系统"


def test_the_mapping_page_shows_guess_words_and_first_rows(client, started):
    page = client.get(reverse("filing-mapping", args=[started.pk]))
    text = page.content.decode()
    assert "澜辰园林有限公司" in text
    assert [form.column.name for form in page.context["form"].translated()] == ["method", "status", "framework"]
    assert page.context["missing"] == []


def test_the_preview_follows_the_form(client, started):
    data = mapping_data(client, started) | {"c-title-source": "", "c-amount-scale": "yuan"}
    page = client.post(reverse("filing-preview", args=[started.pk]), data)
    assert [column.name for column in page.context["missing"]] == ["title"]
    names = [column.name for column in page.context["columns"]]
    amounts = [row[names.index("amount")] for row in page.context["rows"]]
    assert amounts[0] == ("38.60", "")
    assert amounts[1][0] == "soon"
    assert amounts[1][1]
    assert "项目名称" in page.context["dropped"]


def test_own_words_are_translated_in_the_page(client, liaison):
    client.force_login(liaison)
    content = files.csv_bytes(files.ROW.replace("公开招标", "RFQ-X"))
    client.post(reverse("filing-new"), sent(content))
    filing = DataFiling.objects.get()
    data = mapping_data(client, filing) | {"c-method-word-采购方式-0": "INQUIRY"}
    client.post(reverse("filing-mapping", args=[filing.pk]), data)
    filing.refresh_from_db()
    assert filing.plan["columns"]["method"]["values"] == {"RFQ-X": "INQUIRY"}
    assert filing.row_count == 1


def test_what_the_page_never_offered_is_refused(client, started):
    data = mapping_data(client, started) | {"c-title-source": "no such column"}
    assert client.post(reverse("filing-mapping", args=[started.pk]), data).status_code == 400


def test_a_refused_file_says_why_and_how_to_mend_it(client, liaison, storage):
    client.force_login(liaison)
    page = client.post(reverse("filing-new"), sent(b"%PDF-1.4"))
    assert page.status_code == 400
    assert "PDF" in page.content.decode()
    assert left_in(storage) == []


def test_a_file_above_the_limit_is_stopped_on_the_way(client, liaison, storage, monkeypatch):
    monkeypatch.setattr(limits, "MAX_BYTES", 1000)
    client.force_login(liaison)
    page = client.post(reverse("filing-new"), sent(files.csv_bytes(*[files.ROW] * 100)))
    assert page.status_code == 400
    assert left_in(storage) == []
    assert not DataFiling.objects.exists()


def test_the_token_is_still_asked_for(liaison):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(liaison)
    assert strict.post(reverse("filing-new"), sent()).status_code == 403


def test_a_nil_return_needs_no_file(client, liaison):
    client.force_login(liaison)
    client.post(reverse("filing-new"), {"kind": "bids", "period": "2026Q1", "nil": "on"})
    assert DataFiling.objects.get().nil
    page = client.post(reverse("filing-new"), {"kind": "bids", "period": "2026Q1"})
    assert "file" in page.context["form"].errors


def test_a_large_file_is_checked_by_a_job(client, liaison, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr("early_warning.filings.views.wizard.CHECK_AT_ONCE", 10)
    client.force_login(liaison)
    client.post(reverse("filing-new"), sent())
    filing = DataFiling.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("filing-mapping", args=[filing.pk]), mapping_data(client, filing))
    assert "/jobs/" in response.url
    filing.refresh_from_db()
    assert filing.row_count == 1
    assert client.get(response.url).status_code == 200


def test_findings_leave_as_excel_with_formulas_made_harmless(client, liaison):
    client.force_login(liaison)
    client.post(reverse("filing-new"), sent(files.csv_bytes(files.ROW, BAD.replace("soon", "=HYPERLINK(1)"))))
    filing = DataFiling.objects.get()
    client.post(reverse("filing-mapping", args=[filing.pk]), mapping_data(client, filing))
    response = client.get(reverse("filing-findings", args=[filing.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
    values = [cell.value for cell in list(sheet.rows)[1]]
    assert values[0] == 2
    assert values[3] == "'=HYPERLINK(1)"
    assert sheet["D2"].data_type == "s"
    assert AuditEntry.objects.filter(event=AuditEvent.EXPORT).count() == 1


def test_page_and_workbook_say_how_many_findings_they_do_not_list(client, liaison, monkeypatch):
    monkeypatch.setattr("early_warning.filings.validation.findings.KEPT", 4)
    client.force_login(liaison)
    rows = [BAD.replace("YL-2", f"YL-{n}") for n in range(2, 9)] + [files.ROW.replace("办公桌椅", "")]
    client.post(reverse("filing-new"), sent(files.csv_bytes(*rows)))
    filing = DataFiling.objects.get()
    page = client.post(reverse("filing-mapping", args=[filing.pk]), mapping_data(client, filing), follow=True)
    missing = page.context["not_listed"]
    assert "4" in missing
    assert missing in page.content.decode()
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("filing-findings", args=[filing.pk])).content)
    ).worksheets
    assert [cell.value for cell in book[0]["A"]] == [*["行号"], 1, 2, 3, 8, None]
    assert book[0]["E6"].value == missing
    note = book[1]["A2"].value
    assert missing in note
    assert note.count("\n") == 2


def test_findings_are_for_the_unit_and_the_data_office(client, confirmed, sup, data_office):
    url = reverse("filing-findings", args=[confirmed(files.csv_bytes(files.ROW, BAD)).pk])
    client.force_login(sup)
    assert client.get(url).status_code == 403
    client.force_login(data_office)
    assert client.get(url).status_code == 200


def test_rows_are_read_page_by_page_or_by_number_and_reading_is_logged(client, confirmed, sup):
    filing = confirmed(files.csv_bytes(*(files.ROW.replace("YL-1", f"YL-{n}") for n in range(60))))
    client.force_login(sup)
    page = client.get(reverse("filing-rows", args=[filing.pk]) + "?page=2")
    assert [row[0] for row in page.context["rows"]] == [str(number) for number in range(51, 61)]
    page = client.get(reverse("filing-rows", args=[filing.pk]) + "?row=3&row=17")
    assert [row[0] for row in page.context["rows"]] == ["3", "17"]
    assert AuditEntry.objects.filter(event=AuditEvent.READ).count() == 2


def test_rows_leave_with_right_and_purpose_only(client, confirmed, sup, data_office):
    filing = confirmed(files.csv_bytes(files.ROW.replace("办公桌椅", "=1+1")))
    url = reverse("filing-download", args=[filing.pk])
    client.force_login(sup)
    assert client.post(url, {"purpose": "x"}).status_code == 403
    client.force_login(data_office)
    assert client.post(url, {"purpose": " "}).status_code == 400
    response = client.post(url, {"purpose": "quarterly health check"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0].startswith('"采购编号"')
    assert "'=1+1" in text
    assert AuditEntry.objects.get(event=AuditEvent.DOWNLOAD).additional_data["purpose"] == "quarterly health check"


def test_what_was_downloaded_can_be_filed_again(client, confirmed, liaison, storage):
    filing = confirmed()
    client.force_login(liaison)
    response = client.post(reverse("filing-download", args=[filing.pk]), {"purpose": "correction"})
    content = b"".join(response.streaming_content)
    again = services.filing_start(
        unit=filing.unit, kind="purchases", period="2026Q1", name="x.csv", chunks=[content], actor=liaison
    )
    client.post(reverse("filing-mapping", args=[again.pk]), mapping_data(client, again))
    again.refresh_from_db()
    assert (again.row_count, again.rejected_count) == (1, 0)


def test_drafts_are_the_units_own(client, started, sup, head, liaison):
    client.force_login(sup)
    assert client.get(started.get_absolute_url()).status_code == 404
    client.force_login(head)
    assert client.get(started.get_absolute_url()).status_code == 200
    assert client.get(reverse("filing-mapping", args=[started.pk])).status_code == 403


PAGES = ("filing-detail", "filing-mapping", "filing-rows", "filing-findings")


@pytest.mark.parametrize("name", PAGES)
def test_filings_of_other_units_do_not_exist(client, confirmed, stranger, health, name):
    filing = confirmed()
    for user in (stranger, make_user("lia_health", "LIA", units=[health], kind="OWN", unit=health)):
        client.force_login(user)
        assert client.get(reverse(name, args=[filing.pk])).status_code == 404
    assert DataFiling.objects.exists()


@pytest.mark.parametrize("role", ["ADM", "AUD", "ORG", "JNT", "PET", "OFF"])
def test_roles_without_business_data_see_no_page(client, confirmed, city, role):
    filing = confirmed()
    client.force_login(make_user("x", role, units=[city], kind="TREE"))
    for url in (
        reverse("filing-list"),
        reverse("filing-duty-list"),
        reverse("filing-catalogue"),
        reverse("filing-new"),
    ):
        assert client.get(url).status_code == 403
    assert client.get(filing.get_absolute_url()).status_code in (403, 404)
    assert not DataFiling.objects.visible_to(make_user("y", role, units=[city], kind="TREE")).exists()


def test_lists_show_the_jurisdiction(client, confirmed, sup, stranger, education, health):
    filing = confirmed()
    services.duties_ensure(period=Period.parse("2026Q1"))
    client.force_login(sup)
    assert filing.get_absolute_url() in client.get(reverse("filing-list")).content.decode()
    duties = client.get(reverse("filing-duty-list") + "?state=OVERDUE").content.decode()
    assert education.name in duties
    client.force_login(stranger)
    assert filing.get_absolute_url() not in client.get(reverse("filing-list")).content.decode()
    assert f">{education.name}<" not in client.get(reverse("filing-duty-list")).content.decode()


def test_the_list_shows_drafts_and_nil_returns(client, started, education, liaison):
    services.filing_nil(unit=education, kind="bids", period="2026Q1", actor=liaison)
    text = client.get(reverse("filing-list")).content.decode()
    assert started.get_absolute_url() in text
    assert client.post(reverse("filing-list"), {"purpose": "x"}).status_code in (200, 403)


def test_the_list_asks_no_more_for_more_rows(client, confirmed, sup):
    client.force_login(sup)
    asked = []
    for number in range(3):
        confirmed(files.csv_bytes(files.ROW.replace("YL-1", f"YL-{number}")))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("filing-list"))
        asked.append(len(queries))
    assert asked[1] == asked[2]


def test_the_catalogue_and_its_templates_open(client, liaison):
    client.force_login(liaison)
    assert "采购编号" in client.get(reverse("filing-catalogue")).content.decode()
    response = client.get(reverse("filing-template", args=["contracts"]))
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
    assert sheet["A1"].value == "合同编号"
    assert client.get(reverse("filing-template", args=["nothing"])).status_code == 404


def test_the_units_page_lists_its_filings(client, confirmed, sup, education):
    filing = confirmed()
    services.duties_ensure(period=Period.parse("2026Q1"))
    client.force_login(sup)
    assert filing.get_absolute_url() in client.get(education.get_absolute_url()).content.decode()


def test_a_duty_is_waived_in_the_page(client, data_office, sup, education):
    services.duties_ensure(period=Period.parse("2026Q1"))
    duty = education.filing_duties.get(kind="bids")
    url = reverse("filing-duty-waive", args=[duty.pk])
    client.force_login(sup)
    assert client.get(url).status_code == 403
    client.force_login(data_office)
    assert client.get(url).status_code == 200
    client.post(url, {"reason": "merged"})
    duty.refresh_from_db()
    assert duty.waived_because == "merged"
