"""Proposing another wording. Approving, rejecting and withdrawing are transitions of the row."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import clock
from core.documents.citations import unconfirmed_articles
from core.documents.rendering import render_pdf
from core.documents.texts.bounds import out_of_bounds
from core.documents.texts.models import DocumentText
from core.documents.texts.queries import text_preview, wordings
from core.documents.texts.registry import DocumentKind, TextPart, find_kind
from core.errors import Conflict, InvalidInput, NotAllowed
from core.scope import Viewer

PREVIEW = "预览"


def text_propose(
    *, kind: str, part: str, text: str, effective_from: date, grounds: str, actor: Viewer, basis_checked: bool = False
) -> DocumentText:
    """Propose ``text`` as the wording of a part from a day on.

    Raises NotAllowed without the right; InvalidInput for a text out of bounds, an article nobody has checked, a day in
    the past, missing grounds or no difference; Conflict while another proposal for the part waits.
    """
    definition, text = find_kind(kind), text.strip()
    if not actor.has_perm("core.propose_documenttext"):
        raise NotAllowed(_("Only an administrator proposes texts of documents."))
    text_check(part=definition.part(part), text=text, basis_checked=basis_checked)
    if effective_from < clock.today():
        raise InvalidInput(
            _("A change cannot begin in the past."), field="effective_from", cure=_("Choose today or later.")
        )
    if not grounds.strip():
        raise InvalidInput(_("A change needs its grounds."), field="grounds", cure=_("Write why, in one sentence."))
    if text == wordings(definition, as_of=effective_from)[part].text:
        raise InvalidInput(_("This text is in force already."), field="text", cure=_("Change it, or leave it."))
    given = {"text": text, "effective_from": effective_from, "grounds": grounds.strip(), "basis_checked": basis_checked}
    return _create(kind, part, given, actor)


def text_check(*, part: TextPart, text: str, basis_checked: bool) -> None:
    """Raises InvalidInput, with everything that is wrong, when ``text`` may not be the wording of ``part``."""
    wrong = out_of_bounds(part, text)
    if wrong:
        raise InvalidInput(" ".join(wrong), field="text", cure=_("Mend the text; nothing was saved."))
    articles = unconfirmed_articles(text)
    if articles and not basis_checked:
        raise InvalidInput(
            _("Nobody has confirmed these articles yet: %(articles)s.") % {"articles": "、".join(articles)},
            field="text",
            cure=_("Read the source and tick “basis checked”, or leave the article number out."),
        )


def text_preview_pdf(*, kind: DocumentKind, given: dict[str, str]) -> bytes:
    """The document with sample values and the mark 预览; ``given`` are texts that are not in force."""
    texts = text_preview(kind, given)
    sample = kind.sample() if kind.sample else _plain_sample(kind, texts)
    template = kind.template or "documents/preview.html"
    return render_pdf(template, sample | {"texts": texts}, copy_mark=PREVIEW)


def _plain_sample(kind: DocumentKind, texts: dict[str, str]) -> dict[str, object]:
    """The parts alone on the kind's base."""
    return {
        "base": f"documents/{kind.base}.html",
        "title": kind.name,
        "mark": kind.name,
        "doc_no": f"云纪示〔{clock.today().year}〕1号",
        "addressee": "示例单位",
        "fields": [{"label": str(part.label), "value": texts[part.key]} for part in kind.parts],
        "columns": [{"label": "内容"}],
        "rows": [[text] for text in texts.values()],
    }


def _create(kind: str, part: str, given: dict[str, object], actor: Viewer) -> DocumentText:
    last = DocumentText.objects.filter(kind=kind, part=part).aggregate(last=Max("version"))["last"] or 0
    try:
        with transaction.atomic():
            return DocumentText.objects.create(
                kind=kind, part=part, version=last + 1, proposed_by=actor, proposed_at=clock.now(), **given
            )
    except IntegrityError as error:
        raise Conflict(
            _("Another proposal for this text waits for its decision."),
            cure=_("Let it be decided or withdrawn first."),
        ) from error
