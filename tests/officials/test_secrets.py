"""Resident ID and phone: encrypted at rest, found by blind index, never in trail or message."""

import json

import pytest
from django.db import connection

from core.audit.models import AuditEntry
from core.errors import Conflict, InvalidInput
from core.fields import blind_index
from officials.models import Gender, Official
from officials.people.services import official_create
from tests.officials.conftest import BIRTH, make_official, resident_id


def create(city, number, **changes):
    values = {"name": "钱守砚", "gender": Gender.MALE, "birth_date": BIRTH, "managed_by": city} | changes
    return official_create(resident_id=number, **values)


def test_no_digits_at_rest(city):
    number = resident_id()
    official = create(city, number, phone="10000000007")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM officials_official WHERE id = %s", [official.pk])
        stored = " ".join(str(value) for value in cursor.fetchone())
    assert number not in stored
    assert number[6:] not in stored
    assert "10000000007" not in stored
    official.refresh_from_db()
    assert (official.resident_id, official.phone) == (number, "10000000007")


def test_found_by_its_blind_index(city):
    number = resident_id()
    official = create(city, number)
    assert Official.objects.get(resident_id_index=blind_index(f" {number.lower()} ")) == official


def test_the_same_person_twice_is_a_conflict(city):
    number = resident_id()
    create(city, number)
    with pytest.raises(Conflict):
        create(city, number, name="另一人")


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        ("150000197603050", {}),
        ("15000019760305001X", {}),
        ("99999919760305001X", {}),
        (resident_id(), {"birth_date": BIRTH.replace(day=6)}),
        (resident_id(), {"gender": Gender.FEMALE}),
    ],
)
def test_a_wrong_number_is_refused_without_repeating_it(city, number, changes):
    with pytest.raises(InvalidInput) as refusal:
        create(city, number, **changes)
    assert number not in str(refusal.value)
    assert refusal.value.field == "resident_id"


def test_the_trail_says_that_it_changed_but_not_what(city):
    official = make_official("钱守砚", managed_by=city)
    old, new = official.resident_id, resident_id()
    official.resident_id = new
    official.phone = "10000000999"
    official.save()
    entries = json.dumps([entry.changes_dict for entry in AuditEntry.objects.all()], default=str)
    assert "resident_id" in entries
    for secret in (old, new, "10000000999", old[9:], new[9:], "10000000001"):
        assert secret not in entries


def test_codes_and_pseudonyms_are_given(city):
    first, second = make_official("甲守砚", managed_by=city), make_official("乙守砚", managed_by=city)
    assert (first.code, second.code) == ("O-0001", "O-0002")
    assert first.pseudonym.startswith("P-")
    assert first.pseudonym != second.pseudonym
