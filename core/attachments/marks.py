"""State secrets have no place in this system (handbook 0.4, 4.5): how a secrecy marking looks."""

import re
from collections.abc import Iterable

_GRADE = "(?:绝密|机密|秘密)"
# In a name: at its beginning, in brackets, or with the star.
_NAME = re.compile(rf"{_GRADE}[★☆]|^\W*{_GRADE}|[(（【\[]{_GRADE}[)）】\]]")
# A line of its own (机密, 秘密★5年, 绝密级, 【机密】), or after 密级：. "商业秘密保护" and "工作秘密" are no markings.
_ALONE = re.compile(rf"[\W_]*{_GRADE}级?[\W_]*(?:[★☆*＊].{{0,12}}|(?:长期|\d+(?:年|个?月))[\W_]*)?")
_INSIDE = re.compile(rf"{_GRADE}[★☆]|密级(?:和保密期限)?[:：]?[\W_]*{_GRADE}")
_SPACE = re.compile(r"\s")


def name_is_marked(name: str) -> bool:
    """Whether a file name carries a marking."""
    return bool(_NAME.search(_SPACE.sub("", name)))


def lines_are_marked(lines: Iterable[str]) -> bool:
    """Whether one of the lines is or contains a marking; blanks between the characters do not hide it."""
    bare = (_SPACE.sub("", line) for line in lines)
    return any(_ALONE.fullmatch(line) or _INSIDE.search(line) for line in bare if line)
