"""R03: the page of a fact's evidence opens for whoever may read its papers, and every opening is on record."""

from django.urls import reverse

from core.audit.models import AuditEntry, AuditEvent
from core.evidence.models import EvidenceOpened


def page_of(problem) -> str:
    return reverse("evidence", args=["cases", "problem", problem.pk])


def test_r03_opening_the_evidence_of_a_problem_is_on_record(client, letter, sup_colleague):
    problem = letter.problems.get()
    client.force_login(sup_colleague)
    page = client.get(page_of(problem))
    assert page.status_code == 200
    assert "记录.txt" in page.content.decode()
    assert EvidenceOpened.objects.get().user == sup_colleague
    assert AuditEntry.objects.filter(event=AuditEvent.READ, actor=sup_colleague).count() == 1


def test_r13_hidden_evidence_is_404_and_leaves_no_trace_of_reading(client, letter, stranger, head, admin):
    for user in (stranger, head, admin):
        client.force_login(user)
        assert client.get(page_of(letter.problems.get())).status_code == 404, user
    assert not EvidenceOpened.objects.exists()


def test_there_is_no_such_page_for_other_rows(client, sup, education):
    client.force_login(sup)
    for kind in (("organization", "unit"), ("nothing", "unit"), ("cases", "nothing")):
        assert client.get(reverse("evidence", args=[*kind, education.pk])).status_code == 404
