"""What visitors find who sign in with the accounts of `demo_accounts`: a notice of their own, and its papers."""

import random

from django.core.files.uploadedfile import SimpleUploadedFile

from core.demo import SEED, City
from core.demo_writing import paper_dated
from early_warning.notices.choices import Status
from early_warning.notices.demo.cast import cast_for
from early_warning.notices.demo.real import through_hands
from early_warning.notices.demo.stories import STORIES, Story
from early_warning.notices.documents import letter_issue, receipt_issue, revocation_issue
from early_warning.notices.models import Notice
from early_warning.notices.services import (
    FactInput,
    NoticeInput,
    notice_acknowledge,
    notice_draft,
)
from officials.models import Official
from officials.queries import unit_of
from organization.management.commands.demo_accounts import SHOWN

WITHDRAWN = "U28"  # P04


def serve_to_shown(city: City) -> None:
    """An open personal notice to the account that shows an official, and one to a team member, who acknowledged it."""
    _serve(city, SHOWN["OFF"], STORIES[2])
    notice = _serve(city, SHOWN["TMB"], STORIES[3])
    notice_acknowledge(notice=notice, actor=city.users[SHOWN["TMB"]])


def _serve(city: City, login: str, story: Story) -> Notice:
    """The real way, with a random of its own: the rest of the city stays as it is."""
    official = Official.objects.get(user__username=login)
    unit = unit_of(official, city.today)
    assert unit is not None  # noqa: S101 - who is shown holds a post
    cast = cast_for(city, random.Random(SEED + 901), unit, on=city.today, to_person=False, red=False)
    facts = tuple(
        FactInput(
            text=text.format(n=len(story.rows)),
            files=[SimpleUploadedFile(f"核查记录{number}.txt", "核查记录(演示)".encode(), content_type="text/plain")],
        )
        for number, text in enumerate(story.facts, start=1)
    )
    notice = notice_draft(
        given=NoticeInput(
            unit=unit,
            official=official,
            subject=story.subject,
            level=story.level,
            source=story.source,
            rule_text=story.rule,
            rule_tag=story.tag,
            request=story.request,
            request_text=story.ask,
            facts=facts,
        ),
        actor=cast.drafter,
    )
    return through_hands(notice, cast)


def issue_papers(city: City) -> None:
    """The papers of P04, and of what visitors read as head of a unit: as if issued on their days."""
    head = Official.objects.get(user__username=SHOWN["UHD"])
    rows = Notice.objects.filter(served_at__isnull=False)
    shown = rows.filter(respondent=head, official=None).exclude(status=Status.REVOKED)
    for notice in (*shown, *rows.filter(unit=city.units[WITHDRAWN], status=Status.REVOKED)):
        letter = letter_issue(notice=notice, actor=notice.drafter)
        paper_dated(letter, notice.served_at)
        if notice.acked_at is not None:
            paper_dated(receipt_issue(notice=notice, actor=notice.respondent.user), notice.acked_at)
        if notice.revoked_at is not None:
            paper_dated(revocation_issue(notice=notice, actor=notice.revoked_by), notice.revoked_at)
