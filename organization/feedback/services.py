from django.utils.translation import gettext as _

from core.errors import InvalidInput
from core.scope import Viewer
from organization.feedback.models import Feedback

LONGEST = 5000


def feedback_write(*, author: Viewer, text: str, page: str = "") -> Feedback:
    """Send ``text`` to the cadre supervision office. Raises InvalidInput when it is empty or too long."""
    text = text.strip()
    if not text:
        raise InvalidInput(_("The comment is empty."), field="text", cure=_("Write what you think."))
    if len(text) > LONGEST:
        raise InvalidInput(_("The comment is longer than 5,000 characters."), field="text", cure=_("Shorten it."))
    return Feedback.objects.create(author=author, text=text, page=page[:300])
