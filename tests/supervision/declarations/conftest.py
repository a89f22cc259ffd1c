"""The cast: ``member`` declares, ``org`` receives, ``sup`` and his colleague examine, ``deputy`` decides."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from stdnum.cn import uscc

from core.workflow.services import transition_perform
from officials.models import Official
from organization.models import User
from supervision.declarations.choices import CampaignKind, CompanyRole, Event, Kin
from supervision.declarations.models import (
    CeremonyReport,
    DeclarationCampaign,
    KinDeclaration,
    MatterReport,
    PublicCompany,
)
from supervision.declarations.services import (
    AfterInput,
    BusinessInput,
    CeremonyInput,
    ceremony_file,
    company_record,
    kin_file,
)
from tests.support.cast import make_user
from tests.warnings.notices.conftest import make_official

OPENING_DAY = date(2026, 1, 5)
BODY = "99500101MADE00001"
CODE = BODY + uscc.calc_check_digit(BODY + "0")
OTHER_BODY = "99500101MADE00002"
OTHER_CODE = OTHER_BODY + uscc.calc_check_digit(OTHER_BODY + "0")
COMPANY = "澜庭装饰工程有限公司"


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = OPENING_DAY


@pytest.fixture
def on(settings) -> Callable[[date], None]:
    """Another day comes."""
    return lambda day: setattr(settings, "TODAY", day)


@pytest.fixture
def member(education) -> Official:
    return make_official(education, make_user("off", "OFF", unit=education))


@pytest.fixture
def org(db) -> User:
    """The organisation department: no jurisdiction of its own."""
    return make_user("org", "ORG")


@pytest.fixture
def con(education) -> User:
    return make_user("con", "CON", units=[education])


@pytest.fixture
def companies(org) -> PublicCompany:
    return company_record(actor=org, code=CODE, name=COMPANY, status="存续(在营、开业、在册)")


def do(record: Any, name: str, actor: User | None, **values: object) -> Any:
    return transition_perform(instance=record, name=name, actor=actor, **values)


def business(**given: Any) -> BusinessInput:
    values = {
        "kin": Kin.SPOUSE,
        "of_age": True,
        "company": COMPANY,
        "credit_code": CODE,
        "role": CompanyRole.SHAREHOLDER,
        "share_percent": Decimal(60),
        "business_scope": "室内装饰",
        "region": "云澜市",
        "since": date(2021, 5, 6),
    } | given
    return BusinessInput(**values)


@pytest.fixture
def campaign(deputy, member) -> Callable[..., DeclarationCampaign]:
    """The annual filing of 2026, opened."""

    def open_(kind: str = CampaignKind.KIN, actor: User | None = None) -> DeclarationCampaign:
        actor = actor or deputy
        row = DeclarationCampaign(kind=kind, year=2026, created_by=actor, created_at="2026-01-05T09:00+08:00")
        row.prepare(actor)
        row.save()
        return do(row, "open", actor)

    return open_


@pytest.fixture
def due(campaign, member) -> KinDeclaration:
    """The member's declaration, still to be filed."""
    campaign()
    return KinDeclaration.objects.get(official=member)


@pytest.fixture
def filed(due, member) -> KinDeclaration:
    return kin_file(declaration=due, actor=member.user, businesses=[business()], none_declared=False)


@pytest.fixture
def received(filed, org, companies) -> KinDeclaration:
    return do(filed, "receive", org)


@pytest.fixture
def report(campaign, member) -> MatterReport:
    """The member's annual report on personal matters, due."""
    campaign(CampaignKind.MATTER)
    return MatterReport.objects.get(official=member)


def wedding(**given: Any) -> CeremonyInput:
    values = {
        "event": Event.WEDDING,
        "event_on": date(2026, 5, 16),
        "place": "云澜宾馆",
        "planned_tables": 18,
        "planned_guests": 180,
        "no_service_objects": True,
        "commitment": True,
    } | given
    return CeremonyInput(**values)


def afterwards(**given: Any) -> AfterInput:
    return AfterInput(**({"actual_tables": 18, "actual_guests": 170, "gifts": "NONE"} | given))


@pytest.fixture
def ceremony(on, member) -> CeremonyReport:
    """A wedding on 16 May, filed on 20 April."""
    on(date(2026, 4, 20))
    return ceremony_file(actor=member.user, given=wedding())
