"""Headers compared by what they say, not by how they are written."""

import re
import unicodedata

_BRACKETS = re.compile(r"[((\[【〔].*?[))\]】〕]")
_FILLERS = re.compile(r"名称|全称|是否|^\d+")
_NOISE = re.compile(r"[\s_\-./\\*::、,。,'\"“”#]+")


def folded(text: str) -> str:
    """One spelling: half-width, lower case, no spaces or punctuation; brackets stay."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())


def normalised(text: str) -> str:
    """``folded`` without what stands in brackets: 合同金额(万元) and 合同金额 are the same header."""
    plain = unicodedata.normalize("NFKC", text)
    return folded(_BRACKETS.sub("", plain)) or folded(plain)


def bare(text: str) -> str:
    """``normalised`` without words that say nothing: 收款单位名称 and 收款单位, 是否中标 and 中标 are the same."""
    return _FILLERS.sub("", normalised(text)) or normalised(text)


def names_wan(header: str) -> bool:
    """Whether the header says that its amounts are in 万元 (ten thousand yuan)."""
    text = unicodedata.normalize("NFKC", header)
    return "万元" in text or "(万)" in text or "10k" in text.casefold()
