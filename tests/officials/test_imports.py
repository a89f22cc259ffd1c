"""Officials, posts and tenures from files; secrets stay secret; what a file did can be taken back."""

from datetime import date

import pytest

from core.audit.models import AuditEntry
from core.errors import Conflict, NotAllowed
from core.imports.models import ImportBatch, ImportChange
from core.imports.workbooks import marked
from officials.models import Official, Post, Tenure
from officials.queries import head_of
from officials.tenures.services import tenure_begin
from organization.models import JurisdictionKind
from tests.core.imports.files import applied, book, checked, errors, outcomes, picture, started, undone
from tests.officials.conftest import BIRTH, make_official, make_post, resident_id
from tests.support.cast import make_user

PERSON = {"name": "高守屿", "gender": "男", "birth_date": "1976-03-05", "managed_by": "R2"}
SEAT = {"unit": "U15", "name": "副局长", "order": 11, "rank": "县处级副职", "in_team": "是"}


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path) -> None:
    settings.STORAGE_DIR = tmp_path


@pytest.fixture
def archivist(city):
    return make_user("arc", "ARC", units=[city], kind=JurisdictionKind.TREE)


@pytest.fixture
def edu_archivist(education):
    return make_user("arc15", "ARC", units=[education])


class TestOfficials:
    def test_a_new_person_gets_the_next_code_and_may_bring_the_resident_id_later(self, archivist, edu_head):
        applied("officials", book("officials", PERSON), archivist)
        official = Official.objects.get(name="高守屿")
        assert official.code == "O-0002"
        assert (official.resident_id, official.resident_id_index) == ("", None)
        number = resident_id()
        applied("officials", book("officials", PERSON | {"resident_id": number}), archivist)
        official.refresh_from_db()
        assert official.resident_id == number
        assert Official.objects.count() == 2

    @pytest.mark.parametrize(
        ("number", "column"), [("123456789012345678", "resident_id"), ("150000197603060019", "resident_id")]
    )
    def test_a_wrong_resident_id_is_an_error_at_its_cell_that_never_repeats_it(self, archivist, city, number, column):
        batch = checked("officials", book("officials", PERSON | {"resident_id": number}), archivist)
        assert errors(batch) == [(2, column)]
        assert number not in str(batch.report)
        assert number.encode() not in marked(batch)

    def test_secrets_stand_in_no_report_no_page_no_trail_and_encrypted_in_what_undo_needs(
        self, client, archivist, edu_head
    ):
        old, new = edu_head.resident_id, resident_id()
        row = PERSON | {"code": edu_head.code, "name": edu_head.name, "resident_id": new, "phone": "10000000099"}
        batch = applied("officials", book("officials", row), archivist)
        edu_head.refresh_from_db()
        assert (edu_head.resident_id, edu_head.phone) == (new, "10000000099")
        kept = ImportBatch.objects.values().get(pk=batch.pk), list(ImportChange.objects.values())
        client.force_login(archivist)
        page = client.get(batch.get_absolute_url()).content.decode()
        trail = str(list(AuditEntry.objects.values_list("changes", "additional_data", "object_repr")))
        for secret in (old, new, "10000000099", "10000000001"):
            for place in (str(kept), page, trail):
                assert secret not in place
        undone(batch, archivist)
        edu_head.refresh_from_db()
        assert (edu_head.resident_id, edu_head.phone) == (old, "10000000001")

    def test_the_resident_id_finds_the_person_without_a_code(self, archivist, edu_head):
        row = PERSON | {"name": "任景衡", "resident_id": edu_head.resident_id, "managed_by": "U15"}
        assert outcomes(checked("officials", book("officials", row), archivist)) == {2: "CHANGED"}

    def test_the_same_person_twice_in_a_file_is_one_too_many(self, archivist, city):
        assert [row for row, _ in errors(checked("officials", book("officials", PERSON, PERSON), archivist))] == [3]

    def test_two_people_of_one_name_and_birthday_need_the_code(self, archivist, city):
        for _ in range(2):
            make_official("高守屿", managed_by=city)
        assert errors(checked("officials", book("officials", PERSON), archivist)) == [(2, "code")]

    def test_units_and_officials_outside_the_jurisdiction_do_not_exist_for_the_file(
        self, edu_archivist, health, health_head
    ):
        row = PERSON | {"managed_by": "U31"}
        assert errors(checked("officials", book("officials", row), edu_archivist)) == [(2, "managed_by")]

    def test_an_unknown_account_is_an_error_and_a_known_one_is_linked(self, archivist, city):
        batch = checked("officials", book("officials", PERSON | {"user": "nobody"}), archivist)
        assert errors(batch) == [(2, "user")]
        user = make_user("o1", "OFF")
        applied("officials", book("officials", PERSON | {"user": "o1"}), archivist)
        assert Official.objects.get(name="高守屿").user == user

    def test_r18_no_administrator_imports_people(self, admin, auditor, sup):
        for user in (admin, auditor, sup):
            with pytest.raises(NotAllowed):
                started("officials", book("officials", PERSON), user)

    def test_r30_a_file_with_forbidden_columns_is_refused_and_nobody_is_entered(self, archivist, city):
        content = "姓名,性别,出生日期,管理单位代码,宗教信仰\n高守屿,男,1976-03-05,R2,无\n".encode()
        with pytest.raises(Exception, match="宗教信仰"):
            started("officials", content, archivist)
        assert not Official.objects.exists()


class TestPosts:
    def test_seats_of_one_name_are_told_apart_by_their_number(self, archivist, education):
        applied("posts", book("posts", SEAT, SEAT | {"order": 12}), archivist)
        assert list(Post.objects.values_list("order", flat=True)) == [11, 12]
        without = {key: value for key, value in SEAT.items() if key != "order"}
        assert errors(checked("posts", book("posts", without), archivist)) == [(2, "order")]

    def test_a_head_takes_the_kind_of_the_unit_and_there_is_one_of_a_kind(self, archivist, education):
        head = SEAT | {"name": "局长", "order": 1, "is_head": "是"}
        batch = checked("posts", book("posts", head, head | {"name": "书记", "order": 2}), archivist)
        assert errors(batch) == [(3, "is_head")]
        applied("posts", book("posts", head), archivist)
        assert Post.objects.get().head_kind == "BOTH"

    def test_a_post_that_is_held_cannot_be_closed(self, archivist, edu_deputy):
        row = SEAT | {"order": 100, "active": "否"}
        assert errors(checked("posts", book("posts", row), archivist)) == [(2, "active")]

    def test_undo_brings_every_post_back(self, archivist, education, edu_deputy):
        before = picture(Post)
        batch = applied("posts", book("posts", SEAT, SEAT | {"order": 100, "rank": "县处级正职"}), archivist)
        assert picture(Post) != before
        undone(batch, archivist)
        assert picture(Post) == before


class TestTenures:
    def row(self, person, **changes):
        return {"official": person.code, "name": person.name, "unit": "U15", "post": "党组书记、局长"} | changes

    def test_a_hand_over_may_stand_in_any_order(self, archivist, city, education, edu_head):
        successor = make_official("高守屿", managed_by=city)
        rows = [
            self.row(successor, start="2026-03-02", document="云委〔2026〕3号"),
            self.row(edu_head, start="2022-05-01", end="2026-03-01"),
        ]
        before = picture(Tenure)
        batch = applied("tenures", book("tenures", *rows), archivist)
        assert head_of(education, date(2026, 3, 1)) == edu_head
        assert head_of(education, date(2026, 3, 2)) == successor
        undone(batch, archivist)
        assert picture(Tenure) == before

    def test_overlapping_tenures_are_errors_at_the_day_with_existing_ones_and_within_the_file(
        self, archivist, city, edu_head
    ):
        first, second = (make_official(name, managed_by=city) for name in ("高守屿", "文嘉翀"))
        rows = [
            self.row(first, start="2023-01-01"),
            self.row(first, start="2019-01-01", end="2020-12-31"),
            self.row(second, start="2020-06-01", end="2021-12-31"),
        ]
        assert errors(checked("tenures", book("tenures", *rows), archivist)) == [(2, "start"), (4, "start")]

    def test_each_mistake_has_its_cell(self, archivist, city, edu_head):
        rows = [
            self.row(edu_head, official="O-9999", start="2019-01-01"),
            self.row(edu_head, name="别人", start="2019-01-01"),
            self.row(edu_head, post="督办员", start="2018-01-01"),
            self.row(edu_head, unit="U404", start="2017-01-01"),
            self.row(edu_head, start="2016-01-01", end="2015-01-01"),
            self.row(edu_head, start="昨天"),
        ]
        expected = [(2, "official"), (3, "name"), (4, "post"), (5, "unit"), (6, "end"), (7, "start")]
        assert errors(checked("tenures", book("tenures", *rows), archivist)) == expected

    def test_undo_is_refused_when_the_earlier_state_is_no_longer_possible(self, archivist, city, edu_head):
        batch = applied("tenures", book("tenures", self.row(edu_head, start="2022-05-01", end="2026-03-01")), archivist)
        other = make_official("高守屿", managed_by=city)
        tenure_begin(official=other, post=edu_head.tenures.get().post, start=date(2026, 4, 1))
        with pytest.raises(Conflict, match="2026-04-01"):
            undone(batch, archivist)
        assert edu_head.tenures.get().end == date(2026, 3, 1)

    def test_a_person_who_has_got_a_post_since_stays_when_his_import_is_undone(self, archivist, education):
        batch = applied("officials", book("officials", PERSON), archivist)
        official = Official.objects.get(name="高守屿")
        assert official.birth_date == BIRTH
        tenure_begin(official=official, post=make_post(education), start=date(2026, 1, 1))
        with pytest.raises(Conflict, match="高守屿"):
            undone(batch, archivist)

    def test_r01_an_import_makes_nothing_but_the_records_of_its_kind(self, archivist, city, edu_head):
        from django.apps import apps

        def counts():
            return {model: model._base_manager.count() for model in apps.get_models() if model._meta.managed}

        before = counts()
        batch = applied("tenures", book("tenures", self.row(edu_head, start="2022-05-01", end="2026-03-01")), archivist)
        grown = {model.__name__ for model, count in counts().items() if count != before[model]}
        assert grown == {"ImportBatch", "ImportChange", "AuditEntry", "TransitionRecord"}
        assert batch.pk
