"""M56 and M59: the responsibility list of a unit, a head or a member, with its four lists."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import day
from core.deadlines.queries import due_date
from core.errors import InvalidInput
from core.scope import Viewer
from core.workflow.steps import step
from organization.records import UnitRecord
from supervision.lists.choices import Holder, ListStatus
from supervision.lists.engine.lists import ListCourse, list_constraints
from supervision.lists.engine.rows import Entry, Item
from supervision.lists.engine.rules import of_the_unit
from supervision.lists.models.scope import ListQuerySet
from supervision.lists.parameters import REVIEW_RULE

COMPLETE = ("goal", "duty", "measure", "owner_post", "due_on")


class ResponsibilityList(ListCourse, UnitRecord):
    """责任清单: who answers for what. Duties lead to tasks, tasks to measures; problems may hang on any of them."""

    holder = models.CharField(_("holder"), max_length=6, choices=Holder.choices, default=Holder.TEAM)
    official = models.ForeignKey(
        "officials.Official",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("official"),
        help_text=_("Whose list it is; empty for the leadership team."),
    )
    system = models.CharField(
        _("system led"), max_length=60, blank=True, help_text=_("The vertical system the unit leads (M59).")
    )
    reviewed_on = day(_("reviewed on"))

    if not TYPE_CHECKING:
        objects = ListQuerySet.as_manager()

    class Meta(UnitRecord.Meta):
        constraints = [
            *list_constraints("responsibility_list"),
            models.CheckConstraint(
                condition=Q(holder=Holder.TEAM, official__isnull=True)
                | (~Q(holder=Holder.TEAM) & Q(official__isnull=False)),
                name="responsibility_list_holder_is_named",
            ),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(status=ListStatus.IN_FORCE, holder=Holder.TEAM),
                name="responsibility_list_one_of_a_team",
            ),
            models.UniqueConstraint(
                fields=["unit", "official"],
                condition=Q(status=ListStatus.IN_FORCE, official__isnull=False),
                name="responsibility_list_one_of_a_person",
            ),
        ]
        permissions = [
            ("fill_lists", _("Can fill in and submit lists and rectifications of the own unit")),
            ("sign_lists", _("Can sign plans of rectification as head")),
            ("check_lists", _("Can verify, strike off and look back")),
            ("approve_lists", _("Can approve lists and follow-ups")),
        ]
        verbose_name = _("responsibility list")
        verbose_name_plural = _("responsibility lists")

    def prepare(self, actor: Viewer) -> None:
        if (self.holder == Holder.TEAM) != (self.official is None):
            raise InvalidInput(
                gettext("The list of a team names nobody, the list of a person names him."), field="official"
            )

    def why_not_edit(self, user: Viewer) -> str:
        """The unit's side writes the draft, not only who began it."""
        if self.status != ListStatus.DRAFT:
            return gettext("The list is approved; draw up a new version.")
        return "" if of_the_unit(self, user) else gettext("The unit itself draws up its list.")

    def readiness(self) -> str:
        """Duties must be complete: goal, duty, measure, owner and day (M56)."""
        items = list(self.duties.all())
        if not items:
            return gettext("The list has no duty yet.")
        lacking = [str(item.no) for item in items if not item.is_complete]
        return gettext("Incomplete duties: %(numbers)s.") % {"numbers": "、".join(lacking)} if lacking else ""

    def came_into_force(self, actor: Viewer | None) -> None:
        """Printed as W13. Tasks that still run go on under the duty that took the old one's place."""
        from supervision.lists.documents import list_issue
        from supervision.lists.services import tasks_carry_over

        self.reviewed_on = self.in_force_on
        tasks_carry_over(new=self)
        list_issue(responsibility_list=self, actor=actor)

    @step(ListStatus.IN_FORCE, ListStatus.IN_FORCE, of_the_unit, _("Record the review"), reason="required",
          style="primary")  # fmt: skip
    def review(self, *, actor: Viewer, reason: str, **_values: Any) -> None:
        """The yearly review, or one after a change of post: what was found, and the next one is due by D38."""
        self.reviews.create(text=reason, by=actor, at=clock.now())
        self.reviewed_on = clock.today()
        self.due_on = due_date(REVIEW_RULE, self.reviewed_on)

    @step(ListStatus.IN_FORCE, ListStatus.IN_FORCE, "supervision.view_responsibilitylist", _("Print the four lists"))
    def print_lists(self, *, actor: Viewer, **_values: Any) -> None:
        """The four lists as they stand today (W13)."""
        from supervision.lists.documents import list_issue

        list_issue(responsibility_list=self, actor=actor)

    @step(ListStatus.IN_FORCE, ListStatus.IN_FORCE, of_the_unit, _("Draw up a new version"))
    def revise(self, *, actor: Viewer, **_values: Any) -> None:
        from supervision.lists.services import version_copy

        version_copy(of=self, actor=actor)


class Duty(Item):
    """One duty: aim, duty, measure, owner, day, evidence (M56). ``copied_from``: the same duty one version earlier."""

    parent = "list"

    list = models.ForeignKey(
        ResponsibilityList, on_delete=models.CASCADE, related_name="duties", verbose_name=_("responsibility list")
    )
    goal = models.CharField(_("goal"), max_length=200, blank=True)
    duty = models.CharField(_("duty"), max_length=300, blank=True)
    measure = models.CharField(_("measure"), max_length=300, blank=True)
    owner_post = models.CharField(_("owner (post)"), max_length=60, blank=True)
    due_on = day(_("due on"))
    evidence_kind = models.CharField(_("evidence"), max_length=120, blank=True)
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies", editable=False
    )

    class Meta(Item.Meta):
        constraints = [models.UniqueConstraint(fields=["list", "no"], name="duty_number_once")]
        verbose_name = _("duty")
        verbose_name_plural = _("duties")

    def __str__(self) -> str:
        return f"{self.no}. {self.duty or self.goal}"

    @property
    def is_complete(self) -> bool:
        return all(getattr(self, name) for name in COMPLETE)


class ListReview(Entry):
    """What a review of a responsibility list found (D38)."""

    parent = "list"

    list = models.ForeignKey(
        ResponsibilityList, on_delete=models.CASCADE, related_name="reviews", verbose_name=_("responsibility list")
    )

    class Meta(Entry.Meta):
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
