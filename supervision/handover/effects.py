"""What a step of a handover brings about beside the new state. Runs inside the transition's transaction."""

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from core import clock, parameters
from core.deadlines.queries import due_date
from core.documents.numbering import number_allocate
from core.errors import InvalidInput
from core.outbox.telling import tell
from core.scope import Viewer
from early_warning.ecology.entries.models import OfficeEntry
from officials.recusal import refuse_recused
from supervision.handover import documents
from supervision.handover.choices import Keeper, Source, Status, Way
from supervision.handover.lint import forget, missing_problems
from supervision.handover.parameters import HANDOVER, PLAN_RULE, SIGN_RULE

SERIES = "云纪交"


def draw(handover: Any) -> None:
    """Put every open problem on the list that is not there; signatures under a shorter list are void."""
    for problem in missing_problems(handover):
        handover.items.create(
            source=Source.SYSTEM,
            origin=str(problem.origin)[:120],
            title=problem.title[:300],
            standing=problem.status[:60],
            due_on=problem.due,
            measures=problem.measures,
            content_type=ContentType.objects.get_for_model(problem.record),
            object_id=problem.record.pk,
        )
    forget(handover)
    if handover.drawn_on is None:
        handover.drawn_on = clock.today()
        tell(owner=handover, recipient=handover.outgoing.user, key="drawn", reply_by=handover.due_on)
    clear_signatures(handover)


def clear_signatures(handover: Any) -> None:
    """All three sign the same list, or none of them has signed."""
    handover.outgoing_signed_at = handover.incoming_signed_at = handover.supervisor_signed_at = None
    handover.outgoing_way = handover.incoming_way = ""


def expect_signature(handover: Any) -> None:
    handover.due_on = due_date(SIGN_RULE, handover.tenure.start)


def meet(handover: Any) -> None:
    """The meeting took place, led by somebody who is neither of the heads; both are told that the list waits."""
    if handover.met_on > clock.today():
        raise InvalidInput(_("The meeting has not taken place yet."), field="met_on")
    heads = [handover.outgoing.user_id, handover.incoming.user_id]
    if handover.supervisor_id in heads:
        raise InvalidInput(_("A head cannot supervise his own handover."), field="supervisor")
    refuse_recused([handover.supervisor], *handover.subjects, field="supervisor")
    tell_heads(handover, f"met-{handover.signings}")


def tell_heads(handover: Any, key: str) -> None:
    for head in (handover.outgoing, handover.incoming):
        tell(owner=handover, recipient=head.user, key=key, reply_by=handover.due_on)


def object_to(handover: Any, objections: dict[int, str]) -> None:
    """Item by item: what was written is kept with its item."""
    for item in handover.items.filter(pk__in=objections):
        item.objection, item.answer = objections[item.pk], ""
        item.save(update_fields=["objection", "answer"])
    clear_signatures(handover)


def answer(handover: Any, answers: dict[int, str]) -> None:
    """Every objection gets a reasoned answer, and the incoming head hears of it."""
    for item in handover.items.filter(pk__in=answers):
        item.answer = answers[item.pk]
        item.save(update_fields=["answer"])
    moment = f"{clock.now():%Y%m%d%H%M%S}"
    tell(owner=handover, recipient=handover.incoming.user, key=f"answered-{moment}", reply_by=handover.due_on)


def sign(handover: Any, actor: Viewer) -> str:
    """The signature of ``actor`` in the system."""
    for part, signer in handover.signers.items():
        if signer is not None and signer.pk == actor.pk:
            _put(handover, part, Way.PORTAL)
    return _signed(handover, actor)


def sign_on_paper(handover: Any, actor: Viewer, who: str, reason: str) -> str:
    """Raises InvalidInput for a signature that is there already, and without a reason for a head who can sign himself.

    He is told, so that nothing is signed in his name behind his back.
    """
    if who not in handover.missing_signatures:
        raise InvalidInput(_("This signature is there already."), field="who")
    signer = handover.signers[who]
    if signer is not None and signer.is_active and not reason.strip():
        raise InvalidInput(
            _("This head has an account and signs in the portal."),
            field="reason",
            cure=_("Write why he signed on paper instead."),
        )
    _put(handover, who, Way.PAPER)
    tell(owner=handover, recipient=signer, key=f"paper-{who}-{clock.now():%Y%m%d%H%M%S}", reply_by=handover.due_on)
    return _signed(handover, actor)


def _put(handover: Any, part: str, way: str) -> None:
    setattr(handover, f"{part}_signed_at", clock.now())
    if part != "supervisor":
        setattr(handover, f"{part}_way", way)


def _signed(handover: Any, actor: Viewer) -> str:
    """Where it stands now: signed when nobody's signature is missing; then the list W09 is issued in six copies."""
    if handover.missing_signatures:
        return Status.MET
    today = clock.today()
    handover.signed_on, handover.due_on = today, due_date(PLAN_RULE, today)
    handover.check_due = today + timedelta(days=parameters.values(HANDOVER.key)["check_days"])
    handover.signings += 1
    handover.doc_no = handover.doc_no or number_allocate(series=SERIES, owner=handover, actor=actor)
    for keeper in Keeper:
        handover.copies.get_or_create(keeper=keeper)
    documents.list_issue(handover=handover, actor=actor)
    enter_in_register(handover, actor)
    tell_heads(handover, f"signed-{handover.signings}")
    return Status.SIGNED


def enter_in_register(handover: Any, actor: Viewer) -> None:
    """The register of taking office (indicator D4) learns the day of the signatures, or that there are none."""
    entry, _created = OfficeEntry.objects.get_or_create(tenure=handover.tenure)
    entry.handover_on, entry.recorded_by, entry.recorded_at = handover.signed_on, actor, clock.now()
    entry.save()


def reopen(handover: Any) -> None:
    """The list lacked what was open on the day of the signatures: complete it as of that day, then sign anew."""
    draw(handover)
    handover.signed_on = handover.check_due = handover.checked_on = handover.checked_by = None
    handover.check_result = ""
    handover.due_on = due_date(SIGN_RULE, clock.today())
    enter_in_register(handover, None)
    tell_heads(handover, f"reopened-{handover.signings}")


def take_plan(handover: Any) -> None:
    handover.plan_on, handover.due_on = clock.today(), handover.check_due


def return_plan(handover: Any) -> None:
    handover.plan_on, handover.due_on = None, due_date(PLAN_RULE, handover.signed_on)
    moment = f"{clock.now():%Y%m%d%H%M%S}"
    tell(owner=handover, recipient=handover.incoming.user, key=f"returned-{moment}", reply_by=handover.due_on)


def check(handover: Any, actor: Viewer, result: str, progress: dict[int, str]) -> None:
    """What the check after 90 days found, problem by problem."""
    for item in handover.items.all():
        item.progress = progress.get(item.pk, item.progress)
        item.save(update_fields=["progress"])
    handover.check_result, handover.checked_by, handover.checked_on = result, actor, clock.today()
