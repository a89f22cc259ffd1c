"""Connects copy notices with the house."""

from django.utils.translation import gettext_lazy as _

from core.api.registry import register as api_register
from core.mechanisms.wiring import register
from core.outbox.registry import on_given_up
from core.workbench.registry import todo_source
from officials.recusal.drafting import drafting


def wire() -> None:
    from early_warning.ecology.combining import together
    from early_warning.ecology.evidence import evidence_source
    from early_warning.ecology.registry import register_source, source_of
    from early_warning.notices.frequency import counted
    from officials import dossier
    from supervision.copies import documents, effects, limits, models, source, todos
    from supervision.copies.api import CopyViewSet
    from supervision.copies.mechanism import CopyNotices, CopyObjections

    api_register("copies", CopyViewSet)
    register(CopyNotices)
    register(CopyObjections)
    dossier.start_link("copy", _("Copy notice"), "copy-notices-new", permission="supervision.add_copynotice")
    documents.register_kind()
    counted("copies", limits.copies_about)
    on_given_up(models.CopyNotice, effects.mail_given_up)
    drafting("copies", lambda user: models.CopyNotice.objects.drafts_of(user).order_by().values("official"))
    register_source("F3", together(source_of("F3"), source.feedback_on_time))
    evidence_source(source.SOURCE, _("Copy notice"), source.resolve)
    todo_source("copies-to-me", _("Copies to me"), todos.copies_to_me)
    todo_source("copies-without-ground", _("Copy notices without ground"), todos.copies_without_ground)
