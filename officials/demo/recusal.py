"""Recusal in the demo city: P07 (the brother), an interest with its override, officials' requests."""

from datetime import date

from core.demo import City, demo_step, on_day
from core.workflow.guards import Guarded
from core.workflow.services import transition_perform
from officials.dossier.access.services import dossier_open
from officials.models import Official, Tenure
from officials.recusal.services import interest_declare, override_request, recusal_request
from organization.models import Jurisdiction, User

BROTHER_OF, INTERESTED = "sup1", "sta3"


# After everything that its people do elsewhere: a recused hand would leave those parts unbuilt.
@demo_step("recusal", order=980)
def build_recusal(city: City) -> None:
    _brother(city)
    _interest(city)
    _requests(city)


def _linked(city: City, login: str, unit: str = "") -> list[Official]:
    """Deputies and others (no heads) in the units that the account watches, in a fixed order."""
    units = Jurisdiction.objects.filter(user=city.users[login]).values("unit")
    rows = Tenure.objects.on(city.today).filter(post__unit__in=units, post__is_head=False)
    rows = rows.filter(post__unit__code=unit) if unit else rows
    return [row.official for row in rows.select_related("official__user").order_by("official__code")]


def _brother(city: City) -> None:
    """P07: declared and confirmed; on the last day he knocks at the brother's dossier all the same."""
    user: User = city.users[BROTHER_OF]
    known = [official for official in _linked(city, BROTHER_OF) if official.gender == "M"]
    same_name = [official for official in known if official.name[0] == user.full_name[0]]
    brother = (same_name or known)[0]
    with on_day(date(2026, 3, 9)):
        row = interest_declare(actor=user, official=brother, kind="KIN", relation="SIBLING", ground="胞弟，年度申报")
    with on_day(date(2026, 3, 10)):
        transition_perform(instance=row, name="confirm", actor=city.users["cso"], reason="已核对人事档案")
    with on_day(date(2026, 6, 29)):
        try:
            dossier_open(official=brother, user=user, purpose="DAILY", reason="季度日常监督，核对材料")
        except Guarded:
            city.things["brother"] = brother.code


def _interest(city: City) -> None:
    """An interest that CSO entered; the deputy lets him act for some weeks."""
    user, official = city.users[INTERESTED], _linked(city, INTERESTED, "U35")[0]
    with on_day(date(2026, 6, 8)):
        interest_declare(
            actor=city.users["cso"], user=user, official=official, kind="INTEREST", ground="配偶曾与其同一项目任职"
        )
    with on_day(date(2026, 6, 15)):
        row = override_request(actor=user, official=official, reason="该单位现由本人单独联系", until=date(2026, 7, 10))
    with on_day(date(2026, 6, 16)):
        transition_perform(instance=row, name="approve", actor=city.users["dep2"], reason="限日常监督，不参与问题核查")
    other = _linked(city, "sup2")[3]
    with on_day(date(2026, 6, 26)):
        interest_declare(actor=city.users["sup2"], official=other, kind="WITNESS", ground="曾参加该单位项目评审并作证")


def _requests(city: City) -> None:
    """One request is answered, one waits."""
    first, second = _linked(city, "sta5", "U15")[:2]
    with on_day(date(2026, 5, 18)):
        row = recusal_request(actor=first.user, office="INV", ground="OTHER", text="曾与该室人员有房屋租赁纠纷")
    with on_day(date(2026, 5, 22)):
        transition_perform(
            instance=row, name="decline", actor=city.users["dep2"], reason="所述人员已调离该室，不影响公正处理"
        )
    with on_day(date(2026, 6, 25)):
        recusal_request(
            actor=second.user,
            person_name=city.users["con"].full_name,
            ground="INTEREST",
            text="其近亲属与本人有经济往来",
        )
