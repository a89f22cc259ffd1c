"""Whatever a file does to tenures, undoing it leaves every row as it was; no file puts two people into one post."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from core.imports.services import batch_apply
from officials.models import Post, Tenure
from officials.tenures.services import tenure_begin
from organization.models import JurisdictionKind
from tests.core.imports.files import checked, picture, sheet, undone
from tests.officials.conftest import make_official, make_post
from tests.support.cast import make_user

FIRST = date(2020, 1, 1)
POSTS = ("局长", "副局长")
# (from, to) in steps of a hundred days; no end: still running.
spans = st.integers(0, 12).flatmap(lambda first: st.tuples(st.just(first), st.none() | st.integers(first + 1, 13)))


def day(step: int) -> date:
    return FIRST + timedelta(days=step * 100)


def row(person: int, post: str, span: tuple[int, int | None]) -> dict:
    end = "" if span[1] is None else day(span[1]) - timedelta(days=1)
    return {"person": person, "post": post, "start": day(span[0]), "end": end}


# Often the holder's leaving is among the rows, without which nobody can follow him.
leaving = st.integers(1, 6).map(lambda step: [row(0, POSTS[0], (0, step))])
others = st.lists(st.builds(row, st.integers(0, 2), st.sampled_from(POSTS), spans), min_size=1, max_size=3)
rows = st.builds(lambda first, rest: rest + first, st.one_of(leaving, leaving, st.just([])), others)


@pytest.fixture
def people(settings, tmp_path, city, education):
    """Three persons; the first holds a post, the second held one."""
    settings.STORAGE_DIR = tmp_path
    found = [make_official(name, managed_by=city) for name in ("高守屿", "文嘉翀", "丁振樾")]
    tenure_begin(official=found[0], post=make_post(education, POSTS[0]), start=FIRST)
    tenure_begin(official=found[1], post=make_post(education, POSTS[1]), start=FIRST, end=date(2020, 12, 31))
    return found


@pytest.fixture
def archivist(city):
    return make_user("arc", "ARC", units=[city], kind=JurisdictionKind.TREE)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows)
def test_apply_and_undo_is_the_identity_and_posts_have_one_holder(archivist, people, rows):
    before = picture(Tenure)
    filled = [line | {"official": people[line["person"]].code, "unit": "U15"} for line in rows]
    with transaction.atomic():
        batch = checked("tenures", sheet("tenures", filled), archivist)
        if not batch.report["findings"] and any(batch.count(outcome) for outcome in ("NEW", "CHANGED")):
            event("applied")
            batch = batch_apply(batch=batch, actor=archivist)
            for post in Post.objects.all():
                held = post.tenures.order_by("start").values_list("start", "end")
                assert all(end is not None and end < start for (_, end), (start, _) in pairwise(held))
            undone(batch, archivist)
        assert picture(Tenure) == before
        transaction.set_rollback(True)
