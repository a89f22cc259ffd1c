"""The annual filing of 2026: everybody's declaration, 61 businesses of relatives, and what is being examined."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from core.demo import City
from core.fields import blind_index
from core.workflow.models import TransitionRecord
from officials.models import Official
from supervision.declarations.choices import (
    CampaignKind,
    CampaignStatus,
    CompanyRole,
    Comparison,
    Kin,
    Occasion,
    State,
)
from supervision.declarations.demo import companies
from supervision.declarations.demo.people import COMMISSION, People, Taken, at, history_of
from supervision.declarations.demo.reviews import write_categories, write_reviews
from supervision.declarations.models import DeclarationCampaign, KinBusiness, KinDeclaration

YEAR, OPENED, LAST = 2026, date(2026, 1, 5), date(2026, 1, 31)
# Filed late, or not at all: number among the unit's people -> day (None: missing).
LATE = {
    ("U59", 1): date(2026, 2, 6), ("U59", 3): date(2026, 2, 24), ("U46", 2): date(2026, 2, 3),
    ("U46", 5): date(2026, 2, 11), ("U51", 2): date(2026, 2, 2), ("U54", 1): None, ("U59", 4): None,
}  # fmt: skip
# What is under way today: number of the business -> how far its declaration has come.
UNDER_WAY = {0: State.REVIEWED, 7: State.ASK, 8: State.CORRECTED, 9: State.REVIEWED, 10: State.REVIEWED,
             11: State.REVIEWED, 12: State.REVIEWED, 13: State.OK, 14: State.OK, 15: State.FILED}  # fmt: skip
ANSWER = "企业名称已依法变更，营业执照副本可以核对。"
QUESTION = "所填企业与公开登记数据不一致，请说明。"


@dataclass
class Plan:
    """One declaration to be written."""

    person: Official
    unit: int
    filed: date | None
    state: State
    rows: list[tuple[companies.Company, dict[str, Any]]] = field(default_factory=list)


def write_kin(city: City, people: People, rng: random.Random) -> None:
    campaign = campaign_open(city, CampaignKind.KIN)
    plans = _plans(people, rng)
    declared = _give_businesses(people, rng, plans)
    wrong, ended = declared[7], declared[8]
    companies.write_public(declared, wrong, ended, date(2026, 3, 2))
    rows = [(plan, _declaration(city, people, campaign, plan)) for plan in plans.values()]
    KinDeclaration.objects.bulk_create(row for _plan, row in rows)
    outcomes = {wrong.code: Comparison.NAME, ended.code: Comparison.STATUS}
    written = KinBusiness.objects.bulk_create(
        business for plan, row in rows for business in _businesses(plan, row, outcomes)
    )
    TransitionRecord.objects.bulk_create(
        line for plan, row in rows for line in history_of(row, _steps(city, people, plan, row))
    )
    by_code = {business.credit_code: business for business in written}
    write_reviews(city, people, write_categories(city), [by_code[row.code] for row in (declared[0], *declared[9:13])])


def campaign_open(city: City, kind: CampaignKind) -> DeclarationCampaign:
    row = DeclarationCampaign.objects.create(
        kind=kind, year=YEAR, last_day=LAST, opened_at=at(OPENED), status=CampaignStatus.OPEN,
        created_by=city.users["con"], created_at=at(OPENED, 8),
    )  # fmt: skip
    steps = [
        Taken("create", "新建", CampaignStatus.PREPARED, row.created_by, OPENED),
        Taken("open", "启动年度申报", CampaignStatus.OPEN, row.created_by, OPENED),
    ]
    TransitionRecord.objects.bulk_create(history_of(row, steps))
    return row


def _plans(people: People, rng: random.Random) -> dict[int, Plan]:
    """Everybody files in January; a few are late, two have not filed."""
    special = {people.of_unit(code)[number].pk: day for (code, number), day in LATE.items()}
    plans = {}
    for person, unit in people.declaring():
        filed = special.get(person.pk, OPENED + timedelta(days=1 + rng.randrange(26)))
        plans[person.pk] = Plan(person, unit, filed, State.ARCHIVED if filed else State.DUE)
    return plans


def _give_businesses(people: People, rng: random.Random, plans: dict[int, Plan]) -> list[companies.Company]:
    """61 businesses: the planted ones with people of U25, the others here and there; returned in their order."""
    housing = people.of_unit("U25")
    planted = (
        (housing[2], companies.GT46, {"share_percent": Decimal(60), "region": "云澜市"}),
        (housing[3], companies.N49, {"share_percent": Decimal("0.02"), "region": "云澜市"}),
        (housing[4], companies.N50, {"share_percent": Decimal(35), "region": "江岭市"}),
    )
    for person, firm, given in planted:
        plans[person.pk].rows.append((firm, {"kin": Kin.SPOUSE, "role": CompanyRole.SHAREHOLDER} | given))
    own = people.city.units[COMMISSION].pk
    others = [key for key, plan in plans.items() if not plan.rows and plan.filed and plan.unit != own]
    chosen = rng.sample(others, companies.BUSINESSES - 3)
    firms = list(companies.ordinary())
    for key, firm in zip(chosen, firms, strict=True):
        plans[key].rows.append((firm, _particulars(rng)))
    declared = [companies.GT46, companies.N49, companies.N50, *firms]
    by_code = {firm.code: plan for plan in plans.values() for firm, _given in plan.rows}
    for number, state in UNDER_WAY.items():
        by_code[declared[number].code].state = state
    return declared


def _particulars(rng: random.Random) -> dict[str, Any]:
    role = rng.choice(CompanyRole.values)
    share = Decimal(rng.randrange(5, 90)) if role == CompanyRole.SHAREHOLDER or rng.random() < 0.4 else None
    return {"kin": rng.choice(Kin.values), "role": role, "share_percent": share, "region": "云澜市"}


def _declaration(city: City, people: People, campaign: DeclarationCampaign, plan: Plan) -> KinDeclaration:
    """As the services would have left it."""
    filed, open_ = plan.filed, plan.state not in (State.OK, State.ARCHIVED)
    row = KinDeclaration(
        official=plan.person, unit_id=plan.unit, kind=Occasion.ANNUAL, year=YEAR, campaign=campaign, file_by=LAST,
        due_on=LAST if plan.state == State.DUE else city.today + timedelta(days=6) if open_ else None,
        created_by=campaign.created_by, created_at=at(OPENED), told_at=at(OPENED), status=plan.state,
        filed_on=filed, signed_at=at(filed) if filed else None, revision=1 if filed else 0,
        none_declared=bool(filed and not plan.rows),
    )  # fmt: skip
    if plan.state not in (State.DUE, State.FILED) and filed:
        judged = plan.state in (State.OK, State.ARCHIVED)
        row.reviewer = people.pair(plan.unit)[0] if judged else city.users["org"]
        row.reviewed_at = at(date(2026, 3, 16) if judged else date(2026, 3, 4))
    if plan.state in (State.ASK, State.CORRECTED):
        row.asked = QUESTION
    if plan.state == State.CORRECTED:
        row.answer, row.answered_at = ANSWER, at(city.today - timedelta(days=2))
    if plan.state == State.ARCHIVED:
        row.closed_at = at(date(2026, 3, 27))
    return row


def _businesses(plan: Plan, row: KinDeclaration, outcomes: dict[str, Comparison]) -> list[KinBusiness]:
    compared = plan.state not in (State.DUE, State.FILED)
    return [
        KinBusiness(
            declaration=row, revision=1, no=number, of_age=True, company=firm.name, credit_code=firm.code,
            credit_code_index=blind_index(firm.code), business_scope=firm.scope,
            since=date(2015 + (number + plan.person.pk) % 10, 3, 18),
            comparison=outcomes.get(firm.code, Comparison.MATCH) if compared else Comparison.WAITING,
            compared_at=at(date(2026, 3, 4)) if compared else None, **given,
        )
        for number, (firm, given) in enumerate(plan.rows, start=1)
    ]  # fmt: skip


def _steps(city: City, people: People, plan: Plan, row: KinDeclaration) -> list[Taken]:
    """The course up to the state that was reached."""
    if plan.filed is None:
        return []
    user, judge = plan.person.user or row.created_by, people.pair(plan.unit)[0]
    taken = [
        Taken("file", "签字申报", State.FILED, user, plan.filed),
        Taken("receive", "受理并比对", State.REVIEWED, city.users["org"], date(2026, 3, 4)),
    ]
    last = {
        State.ASK: [Taken("ask", "请本人说明", State.ASK, judge, city.today - timedelta(days=8), QUESTION)],
        State.OK: [Taken("accept", "认定无异议", State.OK, judge, date(2026, 3, 16))],
    }
    last[State.CORRECTED] = [
        *last[State.ASK], Taken("explain", "本人说明", State.CORRECTED, user, city.today - timedelta(days=2)),
    ]  # fmt: skip
    last[State.ARCHIVED] = [*last[State.OK], Taken("archive", "归档", State.ARCHIVED, judge, date(2026, 3, 27))]
    return taken[:1] if plan.state == State.FILED else taken + last.get(plan.state, [])
