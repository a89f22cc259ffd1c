from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import day
from core.errors import InvalidInput, NotAllowed
from core.records.labels import labelled
from core.scope import ScopedQuerySet, Viewer
from core.workflow.fields import StateField
from core.workflow.rules import only_by
from core.workflow.steps import step
from officials.models import Official, Post, Tenure
from organization.records import UnitRecord
from organization.users.belonging import is_own
from supervision.filed import MeetingFiled


class Category(models.TextChoices):
    """What a power is over (人财物事)."""

    PERSONNEL = "PERSONNEL", _("Personnel")
    FUNDS = "FUNDS", _("Funds")
    ASSETS = "ASSETS", _("Assets")
    AFFAIRS = "AFFAIRS", _("Affairs")


class Risk(models.TextChoices):
    """The risk of a power, never of the person who holds it."""

    RISK_HIGH = "RISK_HIGH", _("High risk")
    RISK_MEDIUM = "RISK_MEDIUM", _("Medium risk")
    RISK_LOW = "RISK_LOW", _("Low risk")


class PowerList(MeetingFiled):
    """One version of a unit's list of powers, approved by its leadership and filed with the commission."""

    items: Any
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)

    class Meta(MeetingFiled.Meta):
        permissions = [
            ("file_powerlist", _("Can write and file the list of powers")),
            ("check_powerlist", _("Can accept or return the list of powers")),
        ]
        verbose_name, verbose_name_plural = _("list of powers"), _("lists of powers")

    def __str__(self) -> str:
        return gettext("%(unit)s list of powers, version %(version)s") % {"unit": self.unit, "version": self.version}

    @property
    def rows(self) -> Any:
        return self.items

    def inherited(self) -> dict[str, Any]:
        return {"version": self.version + 1}

    def gaps(self) -> list[str]:
        """Powers of high risk without a constraint or without control measures, in words."""
        rows = self.items.filter(risk=Risk.RISK_HIGH)
        loose = rows.filter(Q(controls="") | Q(co_sign=False, collective=False, publicity=False))
        return [row.name for row in loose]

    def check_filing(self) -> None:
        found = self.gaps()
        if found:
            raise InvalidInput(
                gettext("High risk without constraint or control measures: %(powers)s.") % {"powers": "、".join(found)},
                field="items",
                cure=gettext("Add a constraint and the control measures, or correct the risk."),
                details=found,
            )


class OfListQuerySet(ScopedQuerySet):
    """Rows of the lists one may see."""

    def scope_q(self, user: Viewer) -> Q:
        return Q(power_list__in=PowerList.objects.visible_to(user).values("pk"))

    def in_force(self) -> "OfListQuerySet":
        return self.filter(power_list__status="IN_FORCE")


class PowerItem(models.Model):
    """One power: what, in whose post's hands, on what authority, by which steps, with which constraint."""

    power_list = models.ForeignKey(
        PowerList, on_delete=models.CASCADE, related_name="items", verbose_name=_("list of powers")
    )
    name = models.CharField(_("power"), max_length=120)
    category = models.CharField(_("category"), max_length=9, choices=Category.choices)
    holder_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", verbose_name=_("holding post"))
    authority = models.CharField(_("authorising document"), max_length=300)
    procedure = models.TextField(_("procedure"))
    co_sign = models.BooleanField(_("co-signature"), default=False)
    collective = models.BooleanField(_("collective decision"), default=False)
    publicity = models.BooleanField(_("publicity"), default=False)
    publicity_channel = models.CharField(_("where it is published"), max_length=120, blank=True)
    risk = models.CharField(_("risk"), max_length=11, choices=Risk.choices)
    controls = models.TextField(_("control measures"), blank=True)

    objects = OfListQuerySet.as_manager()

    class Meta:
        ordering = ["power_list", "category", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["power_list", "holder_post", "name"],
                name="power_item_once",
                violation_error_message=_("The list has this power for this post already."),
            ),
            models.CheckConstraint(
                condition=Q(publicity=False) | ~Q(publicity_channel=""),
                name="power_item_published_somewhere",
                violation_error_message=_("Say where it is published."),
            ),
        ]
        verbose_name, verbose_name_plural = _("power"), _("powers")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("power-post", args=[self.holder_post_id]) + f"#power-{self.pk}"

    def clean(self) -> None:
        if self.holder_post_id and self.holder_post.unit_id != self.power_list.unit_id:
            raise ValidationError({"holder_post": gettext("This post belongs to another unit.")})

    @property
    def unit(self) -> Any:
        return self.power_list.unit

    @labelled(_("constraint"))
    def constraints(self) -> str:
        """What checks the holder, in words."""
        marks = (
            (self.co_sign, _("co-signature")),
            (self.collective, _("collective decision")),
            (self.publicity, _("publicity")),
        )
        return "、".join(str(word) for there, word in marks if there)


class ExerciseStatus(models.TextChoices):
    RECORDED = "RECORDED", _("Recorded, not linked")
    LINKED = "LINKED", _("Linked to its decision")
    VOID = "VOID", _("Void")


RECORD = "supervision.add_powerexercise"


def keeps(record: Any, user: Viewer) -> bool:
    """Permission of the unit's own people, and of who put it on record."""
    return user.has_perm(RECORD) and (record.created_by_id == user.pk or is_own(user, record.unit_id))


class PowerExercise(UnitRecord):
    """One use of a power: who decided, when, on what authority, with what check, in which real decision."""

    status = StateField(_("status"), default=ExerciseStatus.RECORDED, choices=ExerciseStatus.choices)
    item = models.ForeignKey(PowerItem, on_delete=models.PROTECT, related_name="exercises", verbose_name=_("power"))
    on = models.DateField(_("decided on"))
    matter = models.CharField(_("matter"), max_length=200)
    decider = models.ForeignKey(
        Official,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("decided by"),
    )
    amount = models.DecimalField(_("amount (元)"), max_digits=16, decimal_places=2, null=True, blank=True)
    co_signed_by = models.CharField(_("co-signed by"), max_length=120, blank=True)
    meeting_ref = models.CharField(_("collective decision: minutes"), max_length=120, blank=True)
    published_on = day(_("published on"))
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    object_id = models.BigIntegerField(null=True, editable=False)
    decision = GenericForeignKey()

    class Meta(UnitRecord.Meta):
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="exercise_of_decision")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="LINKED") | Q(content_type__isnull=False, object_id__isnull=False),
                name="power_exercise_linked",
            )
        ]
        verbose_name, verbose_name_plural = _("exercise of a power"), _("exercises of powers")

    def __str__(self) -> str:
        return f"{self.item} · {self.matter}"

    def prepare(self, actor: Viewer) -> None:
        """Unit and decider follow from power and day. Raises InvalidInput for a day on which the list did not hold."""
        if not PowerItem.objects.visible_to(actor).filter(pk=self.item_id).exists():
            raise NotAllowed(gettext("“%(row)s” is outside your jurisdiction.") % {"row": self.item}, field="item")
        in_list = self.item.power_list
        if self.on > clock.today():
            raise InvalidInput(gettext("The day lies in the future."), field="on")
        after = in_list.ended_on is not None and self.on > in_list.ended_on
        if in_list.status not in ("IN_FORCE", "SUPERSEDED") or self.on < in_list.effective_on or after:
            raise InvalidInput(
                gettext("This list of powers was not in force on %(day)s.") % {"day": self.on},
                field="on",
                cure=gettext("Choose the power from the version that held on that day."),
            )
        self.unit = in_list.unit
        holder = Tenure.objects.on(self.on).filter(post=self.item.holder_post_id).select_related("official").first()
        self.decider = holder.official if holder else None

    @labelled(_("authorising document"))
    def authority(self) -> str:
        return self.item.authority

    @labelled(_("holding post"))
    def holding_post(self) -> str:
        return str(self.item.holder_post)

    def missing_checks(self) -> list[str]:
        """Constraints of the power that nothing shows to have been kept."""
        asked = (
            (self.item.co_sign, self.co_signed_by, _("no co-signature on record")),
            (self.item.collective, self.meeting_ref, _("no collective decision on record")),
            (self.item.publicity, self.published_on, _("no publicity on record")),
        )
        return [str(word) for wanted, given, word in asked if wanted and not given]

    @labelled(_("check"))
    def checks(self) -> str:
        """The checks that were kept, then those that nothing shows."""
        kept = [
            f"{gettext('co-signed by')} {self.co_signed_by}" if self.co_signed_by else "",
            f"{gettext('collective decision')} {self.meeting_ref}" if self.meeting_ref else "",
            f"{gettext('published on')} {self.published_on}" if self.published_on else "",
        ]
        return "；".join([*filter(None, kept), *self.missing_checks()]) or "—"

    @step(
        ExerciseStatus.RECORDED, ExerciseStatus.LINKED, keeps, _("Link to the decision"), style="primary",
        form_class="supervision.powers.forms.DecisionForm",
    )  # fmt: skip
    def link(self, *, decision: models.Model, **_values: Any) -> None:
        """The real decision: an appointment, a resolution, a doubt point on a contract …"""
        self.content_type, self.object_id = ContentType.objects.get_for_model(decision), decision.pk

    @step(
        (ExerciseStatus.RECORDED, ExerciseStatus.LINKED), ExerciseStatus.VOID, RECORD, _("Recorded by mistake"),
        reason="required", style="danger", closes=True,
        actor_rules=(only_by("created_by", _("Only who recorded it may take it back.")),),
    )  # fmt: skip
    def void(self, **_values: Any) -> None:
        """It stays, with its reason, and counts for nothing."""
