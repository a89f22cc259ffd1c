"""Template tags every page has (settings add them as builtins): icons, badges, due dates, money."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import amounts, badges, clock
from core.deadlines.queries import working_days_left
from core.documents.services import watermark_for
from core.errors import Text
from core.workflow.queries import step_words

register = template.Library()
register.filter("wan", amounts.in_wan)
register.filter("yuan", amounts.in_yuan)
register.filter("step_words", step_words)


@register.simple_tag
def icon(name: str, css: str = "", label: Text = "") -> SafeString:
    """An icon of ``static/vendor/icons.txt``; decoration unless ``label`` gives it a name for screen readers."""
    href = f"{static('vendor/icons/sprite.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="lj-icon {}" role="img" aria-label="{}"><use href="{}"></use></svg>', css, label, href
        )
    return format_html('<svg class="lj-icon {}" aria-hidden="true"><use href="{}"></use></svg>', css, href)


@register.simple_tag
def status_badge(value: Any, label: Text = "", field: str = "status") -> SafeString:
    """Word, icon and colour of a state: give a record (its ``field`` is shown), a choices member, or code and label."""
    if value is None or value == "":
        return format_html('<span class="text-secondary">{}</span>', "—")
    code, word = badges.word_of(value, field)
    look = badges.look_of(code)
    return format_html('<span class="lj-badge lj-tone-{}">{} {}</span>', look.tone, icon(look.icon), label or word)


@register.simple_tag
def tone_badge(tone: str, label: Text, icon_name: str = "point-filled") -> SafeString:
    """A badge whose tone the caller knows: ``{% tone_badge "watch" _("Level 2") "alert-triangle" %}``."""
    return format_html('<span class="lj-badge lj-tone-{}">{} {}</span>', tone, icon(icon_name), label)


def _due_look(days: int) -> tuple[str, str, str]:
    """Tone, icon and words for a due day ``days`` from today."""
    if days < 0:
        words = ngettext("overdue %(days)s day", "overdue %(days)s days", -days) % {"days": -days}
        return "bad", "clock-exclamation", words
    if days == 0:
        return "watch", "calendar-due", _("due today")
    words = ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
    return ("watch" if days <= 3 else "plain"), "clock", words


@register.simple_tag
def due(day: date | datetime | None, done: bool = False, working: bool = False) -> SafeString:
    """A due date with the days left in words; ``working`` counts working days.

    ``done`` shows the bare date, because nothing is waited for any more.
    """
    if day is None:
        return format_html('<span class="text-secondary">{}</span>', "—")
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    if done:
        return format_html('<time datetime="{}">{}</time>', day.isoformat(), day.isoformat())
    tone, icon_name, words = _due_look((day - clock.today()).days)
    if working and (left := working_days_left(day)) > 0:
        words = ngettext("%(days)s working day left", "%(days)s working days left", left) % {"days": left}
    return format_html(
        '<span class="lj-due lj-ink-{}"><span class="lj-nowrap">{} <time datetime="{}">{}</time></span> '
        '<span class="lj-due-words">{}</span></span>',
        tone, icon(icon_name), day.isoformat(), day.isoformat(), words,
    )  # fmt: skip


@register.simple_tag
def due_words(day: date | None) -> SafeString:
    """Only how urgent: a dot (full when pressing) and words; the date itself is the tooltip."""
    if day is None:
        return format_html('<span class="lj-muted">{}</span>', _("no due day"))
    tone, _icon, words = _due_look((day - clock.today()).days)
    hollow = "lj-dot-hollow" if tone == "plain" else ""
    return format_html(
        '<span class="lj-nowrap lj-ink-{}" title="{}"><span class="lj-dot {}" aria-hidden="true"></span>{}</span>',
        tone, day.isoformat(), hollow, words,
    )  # fmt: skip


@register.simple_tag
def reader_mark(user: Any) -> str:
    """Who looks and when, for the visible watermark of restricted pages (R26), in the words documents use."""
    return watermark_for(user)


@register.filter
def percent(ratio: Decimal | float | None, places: int = 0) -> str:
    """A ratio as percentage: ``0.92`` → "92%". "—" for nothing."""
    return "—" if ratio is None else f"{number_format(Decimal(str(ratio)) * 100, places)}%"


@register.filter
def shown(value: Any) -> Any:
    """A field's value as people read it: yes/no, ISO dates, "—" for nothing."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else value
