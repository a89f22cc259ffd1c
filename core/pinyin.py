"""Chinese names found by pinyin and initials: `zs` and `zhangsan` find 张三."""

from django.db.models import Q
from pypinyin import Style, lazy_pinyin


def keys(text: str) -> str:
    """What is stored beside a name: its full pinyin and its initials, space-separated."""
    full = "".join(lazy_pinyin(text)).lower()
    initials = "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()
    return f"{full} {initials}"


def matches(text: str, *fields: str, pinyin: str = "") -> Q:
    """The condition that ``text`` stands in one of ``fields``, or (Latin letters only) in the column ``pinyin``."""
    condition = Q()
    for field in fields:
        condition |= Q(**{f"{field}__icontains": text})
    if pinyin and text.isascii() and text.replace(" ", "").isalpha():
        condition |= Q(**{f"{pinyin}__contains": text.replace(" ", "").lower()})
    return condition
