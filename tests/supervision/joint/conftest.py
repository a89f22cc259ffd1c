"""The cast of joint supervision: the commission's offices, an audit and a finance partner, an outsider."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.utils import translation

from core.documents.models import IssuedDocument
from core.documents.storage import document_load
from core.mechanisms.services import record_create
from core.workflow.services import transition_perform
from organization.models import Unit, UnitKind, User
from supervision.joint.models import ClueTransfer, JointConference, JointItem, SharedMaterial
from tests.core.documents.pdf import reader
from tests.support.cast import make_unit, make_user

DAY, HELD = date(2026, 6, 22), date(2026, 6, 25)


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = DAY


@pytest.fixture
def on(settings) -> Callable[[date], None]:
    return lambda day: setattr(settings, "TODAY", day)


@pytest.fixture
def commission(city) -> Unit:
    return make_unit("U02", "市纪委监委", parent=city, kind=UnitKind.PARTY)


@pytest.fixture
def audit(city) -> Unit:
    return make_unit("U34", "市审计局", parent=city)


@pytest.fixture
def finance(city) -> Unit:
    return make_unit("U21", "市财政局", parent=city)


@pytest.fixture
def statistics(city) -> Unit:
    return make_unit("U36", "市统计局", parent=city)


@pytest.fixture
def case_office(commission) -> User:
    return make_user("cm", "CM", unit=commission)


@pytest.fixture
def conduct(commission) -> User:
    return make_user("con", "CON", unit=commission)


@pytest.fixture
def leader(commission) -> User:
    return make_user("dep9", "DEP", unit=commission)


@pytest.fixture
def auditor_partner(audit) -> User:
    return make_user("jnt_audit", "JNT", unit=audit)


@pytest.fixture
def finance_partner(finance) -> User:
    return make_user("jnt_finance", "JNT", unit=finance)


@pytest.fixture
def outsider(statistics) -> User:
    """A partner to whom nothing is addressed."""
    return make_user("jnt_statistics", "JNT", unit=statistics)


def do(record, name: str, actor: User | None, **values: object):
    return transition_perform(instance=record, name=name, actor=actor, **values)


def text_of(paper: IssuedDocument) -> str:
    """What is printed on it, without blanks."""
    pages = reader(document_load(paper.path, paper.sha256)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def everybody(conference: JointConference) -> dict[int, str]:
    """Somebody came for each partner."""
    return {row.pk: f"代表{row.unit.code}" for row in conference.partners.select_related("unit")}


@pytest.fixture
def planned(conduct, audit, finance) -> Callable[..., JointConference]:
    def make(*, partners: int = 2, topics: bool = True) -> JointConference:
        values = {"title": "联席会议", "held_on": HELD, "place": "会议室"}
        row = record_create(model=JointConference, values=values, actor=conduct)
        for kind, unit in (("AUDIT", audit), ("FINANCE", finance))[:partners]:
            row.partners.create(kind=kind, unit=unit)
        if topics:
            row.topics.create(title="审计整改", unit=audit)
        return row

    return make


@pytest.fixture
def held(planned, conduct, on) -> Callable[..., JointConference]:
    def make() -> JointConference:
        row = do(planned(), "share", conduct)
        on(HELD)
        return do(row, "hold", conduct, resolutions="按季度通报。", attended=everybody(row))

    return make


@pytest.fixture
def issued(held, conduct, leader) -> Callable[..., JointConference]:
    return lambda: do(do(held(), "draft_minutes", conduct, minutes="抓好落实。"), "issue", leader)


@pytest.fixture
def task(conduct, audit, finance) -> Callable[..., JointItem]:
    def make(conference: JointConference, **given: object) -> JointItem:
        values = {
            "conference": conference,
            "text": "核查整改",
            "lead": audit,
            "assistants": [],
            "due_on": date(2026, 9, 1),
        }
        return record_create(model=JointItem, values=values | given, actor=conduct)

    return make


@pytest.fixture
def material(conduct, audit, finance) -> Callable[..., SharedMaterial]:
    def make(conference: JointConference, **given: object) -> SharedMaterial:
        values = {
            "conference": conference, "title": "问题清单", "source": audit, "recipients": [finance],
            "legal_basis": "《审计法》第五十二条",
        }  # fmt: skip
        return record_create(model=SharedMaterial, values=values | given, actor=conduct)

    return make


@pytest.fixture
def clue(auditor_partner, audit, commission) -> Callable[..., ClueTransfer]:
    def make(*, actor: User | None = None, evidence: bool = True, **given: object) -> ClueTransfer:
        values = {"title": "采购疑点", "from_unit": audit, "to_unit": commission, "summary": "资料不完整。"} | given
        row = record_create(model=ClueTransfer, values=values, actor=actor or auditor_partner)
        if evidence:
            row.evidence.create(text="清单", copies=3)
        return row

    return make


@pytest.fixture(autouse=True)
def _in_english(settings) -> Iterator[None]:
    """Refusals are held by their words: those of the source, whatever the catalogue says."""
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield
