"""The pages that are measured, each with the bare query behind it."""

from collections.abc import Callable, Iterator

from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.records_data import Province

Work = Callable[[], object]
FIFTY = "SELECT * FROM {table} ORDER BY {order} LIMIT 51"


def sql(query: str, *values: object) -> Work:
    def ask() -> object:
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchall()

    return ask


def get(client: Client, path: str) -> Work:
    def ask() -> object:
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return response

    return ask


def pages(city: Province) -> Iterator[tuple[str, Work, Work]]:
    """(name, bare query, page)."""
    reader, own = Client(), Client()
    reader.force_login(city.reader)
    own.force_login(city.own)
    records = FIFTY.format(table="cases_recommendation", order="created_at DESC, id DESC")
    people = FIFTY.format(table="officials_official", order="code")
    yield "list of records, first page", sql(records), get(reader, "/recommendations/")
    yield "list of records, a later page", sql(records), get(reader, later(reader, "/recommendations/"))
    found = "SELECT * FROM cases_recommendation WHERE title LIKE %s ORDER BY created_at DESC LIMIT 51"
    yield "list of records, searched", sql(found, "%第7777号%"), get(reader, "/recommendations/?q=第7777号")
    yield "list of officials", sql(people), get(reader, "/officials/")
    initials = "SELECT * FROM officials_official WHERE pinyin LIKE %s ORDER BY code LIMIT 51"
    yield "list of officials, initials", sql(initials, "%wf%"), get(reader, "/officials/?q=wf")
    one = "SELECT * FROM cases_recommendation WHERE id = %s"
    yield "one record", sql(one, city.record.pk), get(reader, city.record.get_absolute_url())
    person = "SELECT * FROM officials_official WHERE id = %s"
    yield "one official", sql(person, city.official.pk), get(reader, city.official.get_absolute_url())
    papers = "SELECT * FROM officials_dossierrecord WHERE official_id = %s AND withdrawn_at IS NULL"
    dossier = reverse("dossier", args=[city.official.pk])
    yield "dossier of 480 papers, timeline", sql(papers, city.official.pk), get(reader, dossier)
    section = f'{papers} AND section = 5 ORDER BY "on" DESC'
    yield "dossier, one section", sql(section, city.official.pk), get(reader, f"{dossier}?tab=5")
    yield "own dossier", sql(papers, city.official.pk), get(own, "/officials/me/dossier/")


def later(client: Client, path: str) -> str:
    """The address of a page some way down the list."""
    for _turn in range(10):
        page = client.get(path).context["table"].page
        path = f"{path.split('?')[0]}?page={page.next_page_number()}"
    return path
