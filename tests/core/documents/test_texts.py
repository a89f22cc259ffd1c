"""The wording of a document changes by two people, within bounds, from a day on; what was issued stays."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.deadlines.seeds import deadline_rules_seed
from core.documents.citations import unconfirmed_articles
from core.documents.services import document_issue
from core.documents.texts import text_part, text_parts
from core.documents.texts.bounds import filled, out_of_bounds
from core.documents.texts.diff import Piece, pieces
from core.documents.texts.models import DocumentText
from core.documents.texts.registry import document_kinds, find_kind
from core.documents.texts.services import text_preview_pdf, text_propose
from core.documents.texts.views import texts_to_decide
from core.errors import Conflict, InvalidInput, NotAllowed
from core.workflow.services import transition_perform
from early_warning.notices.document_kinds import letter_values
from tests.core.documents import samples
from tests.core.documents.pdf import text_of

REPLY = "请于{within}书面答复。确需延期的，请提前提出。逾期未答复不视为承认所列情况。"
VALUES = {"within": "2026年7月14日前"}


@pytest.fixture
def tomorrow() -> date:
    return clock.today() + timedelta(days=1)


@pytest.fixture
def propose(admin):
    """Propose another wording for the reply of a warning notice."""

    def make(text: str = REPLY, **changes) -> DocumentText:
        given = {
            "kind": "W01",
            "part": "reply",
            "effective_from": clock.today(),
            "grounds": "文字更简明",
            "actor": admin,
        }
        return text_propose(text=text, **given | changes)

    return make


def decide(row: DocumentText, name: str, actor, reason: str = "同意") -> DocumentText:
    return transition_perform(instance=row, name=name, actor=actor, reason=reason)


def test_an_approved_text_is_printed_from_its_day_on(propose, secretary, tomorrow):
    before = text_part("W01", "reply", VALUES)
    decide(propose(effective_from=tomorrow), "approve", secretary)
    assert text_part("W01", "reply", VALUES) == before
    assert text_part("W01", "reply", VALUES, as_of=tomorrow).startswith("请于2026年7月14日前书面答复。")


def test_a_proposal_alone_changes_nothing(propose):
    before = text_part("W01", "reply", VALUES)
    propose()
    assert text_part("W01", "reply", VALUES) == before


def test_whoever_proposed_cannot_approve_even_with_both_rights(propose, admin):
    row = propose()
    admin.user_permissions.add(Permission.objects.get(codename="approve_documenttext"))
    with pytest.raises(NotAllowed, match=r"proposed|提出"):
        decide(row, "approve", type(admin).objects.get(pk=admin.pk))  # his rights are read afresh
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentText.objects.filter(pk=row.pk).update(approved_by=admin)


def test_no_text_is_approved_by_nobody(propose):
    row = propose()
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentText.objects.filter(pk=row.pk).update(status="APPROVED")


def test_only_the_administrator_proposes_and_only_the_secretary_decides(propose, sup, secretary, deputy):
    for user in (sup, secretary):
        with pytest.raises(NotAllowed):
            propose(actor=user)
    row = propose()
    for user in (deputy, sup):
        with pytest.raises(NotAllowed):
            decide(row, "approve", user)


def test_a_decided_text_cannot_be_decided_again(propose, secretary):
    row = decide(propose(), "reject", secretary, "不够清楚")
    with pytest.raises(Conflict):
        decide(row, "approve", secretary)


def test_only_one_proposal_for_a_part_waits_at_a_time(propose):
    propose()
    with pytest.raises(Conflict):
        propose(REPLY + "谢谢。")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(REPLY * 20, id="too long"),
        pytest.param(REPLY + "{secret}", id="unknown placeholder"),
        pytest.param(REPLY + "{{ within }}", id="template variable"),
        pytest.param(REPLY + "{% load x %}", id="template tag"),
        pytest.param(REPLY + "<b>重要</b>", id="markup"),
        pytest.param(REPLY + "&lt;", id="entity"),
        pytest.param(REPLY + "{within.year}", id="attribute"),
        pytest.param(REPLY + "\u202e反", id="invisible character"),
        pytest.param(REPLY.replace("。确", "。\n确"), id="line break"),
        pytest.param(REPLY.replace("{within}", "三日内"), id="the term left out"),
        pytest.param(REPLY.replace("不视为承认", "视为承认"), id="a right turned round"),
    ],
)
def test_a_text_out_of_bounds_is_refused_and_nothing_is_saved(propose, text):
    with pytest.raises(InvalidInput) as caught:
        propose(text)
    assert caught.value.field == "text"
    assert not DocumentText.objects.exists()


def test_an_article_nobody_has_checked_is_refused_until_somebody_has(propose):
    text = REPLY + "依据《某规定》第九十九条办理。"
    with pytest.raises(InvalidInput, match="第九十九条"):
        propose(text)
    assert propose(text, basis_checked=True).basis_checked


def test_an_article_that_stands_in_a_confirmed_basis_needs_no_tick(propose):
    deadline_rules_seed()
    assert unconfirmed_articles("依据《信访工作条例》第三十四条，并按第三条办理。") == ["第三条"]
    assert propose(REPLY + "依据《信访工作条例》第三十四条办理。")


def test_the_past_no_grounds_and_no_difference_are_refused(propose):
    with pytest.raises(InvalidInput, match=r"past|过去|以前"):
        propose(effective_from=clock.today() - timedelta(days=1))
    with pytest.raises(InvalidInput):
        propose(grounds=" ")
    with pytest.raises(InvalidInput):
        propose(find_kind("W01").part("reply").default)


def test_an_old_text_comes_back_as_a_version_of_its_own(propose, secretary):
    decide(propose(), "approve", secretary)
    back = propose(find_kind("W01").part("reply").default)
    decide(back, "approve", secretary)
    assert back.version == 2
    assert text_parts("W01", letter_values("W01", samples.w01())).versions == {"opening": 0, "reply": 2, "objection": 0}


def test_a_value_with_braces_is_printed_as_it_is():
    assert filled("请{you}说明", {"you": "{within}"}) == "请{within}说明"


def test_every_default_text_keeps_within_its_own_bounds():
    assert {kind.code for kind in document_kinds()} >= {"W01", "W02", "W03", "W04", "W09", "W13", "W14", "W17", "W19"}
    for kind in document_kinds():
        for part in kind.parts:
            assert out_of_bounds(part, part.default) == [], (kind.code, part.key)
            assert set(part.placeholders), (kind.code, part.key)


@pytest.mark.parametrize("code", ["W01", "W02", "W04", "W09", "W13", "W14", "W17"])
def test_a_preview_shows_the_text_on_its_paper_and_says_that_it_is_one(db, code):
    kind = find_kind(code)
    part = kind.parts[0]
    text = text_of(text_preview_pdf(kind=kind, given={part.key: part.default + "本句为新增。"}))
    assert "本句为新增。" in text
    assert "预览" in text
    assert "{" not in text


def test_an_issued_document_keeps_the_words_it_was_printed_with(propose, secretary, education, sup):
    def issue(owner, version=1):
        context = samples.w01()
        texts = text_parts("W01", letter_values("W01", context))
        return document_issue(
            owner=owner,
            kind="W01",
            template="warnings/notices/documents/w01.html",
            context=context | {"texts": texts},
            actor=sup,
            version=version,
        )

    first = issue(education)
    decide(propose(), "approve", secretary)
    assert issue(education).sha256 == first.sha256
    second = issue(education, version=2)
    assert (first.texts["reply"], second.texts["reply"]) == (0, 1)
    assert second.sha256 != first.sha256


def test_the_difference_is_told_character_by_character():
    assert pieces("三日内答复", "五日内答复") == [Piece("gone", "三"), Piece("new", "五"), Piece("same", "日内答复")]


def test_the_course_in_the_browser(client, admin, secretary):
    client.force_login(admin)
    page = reverse("document-text-part", args=["W01", "reply"])
    given = {"text": REPLY, "effective_from": clock.today().isoformat(), "grounds": "文字更简明"}
    preview = client.post(reverse("document-text-preview", args=["W01", "reply"]), given)
    assert preview["Content-Type"] == "application/pdf"
    assert not DocumentText.objects.exists()
    assert client.post(page, given | {"text": "x"}).status_code == 422
    client.post(page, given)
    row = DocumentText.objects.get()
    assert [todo.url for todo in texts_to_decide(secretary)] == [row.get_absolute_url()]
    assert texts_to_decide(admin) == []
    client.force_login(secretary)
    assert "lj-new" in client.get(row.get_absolute_url()).content.decode()
    assert client.get(reverse("document-text-version-preview", args=[row.pk])).content.startswith(b"%PDF")
    client.post(reverse("transition", args=["core", "documenttext", row.pk, "approve"]))
    row.refresh_from_db()
    assert (row.status, row.approved_by) == ("APPROVED", secretary)
    assert "确需延期的" in client.get(page + "?from=0").content.decode()
    assert "书面答复。确需延期" in client.get(reverse("document-texts")).content.decode()
    assert client.get(reverse("document-text-list")).status_code == 200


def test_a_supervisor_reads_the_texts_and_proposes_none(client, sup, head):
    page = reverse("document-text-part", args=["W01", "reply"])
    client.force_login(sup)
    assert client.get(page).status_code == 200
    given = {"text": REPLY, "effective_from": clock.today().isoformat(), "grounds": "g"}
    assert client.post(page, given).status_code == 403
    assert client.get(reverse("document-text-part", args=["W99", "reply"])).status_code == 404
    client.force_login(head)
    assert client.get(page).status_code == 403
