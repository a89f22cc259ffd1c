"""Data the commission must never collect (handbook R30, 0.4): a file that offers it is refused as a whole.

Chinese terms match anywhere in a header, English ones as whole words, so that "surface" is not a face.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Text
from core.reading.refusals import FileRefused

FORBIDDEN: dict[str, tuple[Text, str]] = {
    "phone_log": (
        gettext_lazy("phone log"),
        "通话记录 | 通话详单 | 通话清单 | 话单 | 呼叫记录 | 短信记录 | 通讯录 | phone log | call log | "
        "call record | call records | call history | call detail record | cdr | sms log | text messages",
    ),
    "gps": (
        gettext_lazy("GPS position"),
        "定位 | 轨迹 | 行踪 | 经度 | 纬度 | 经纬度 | 坐标 | gps | latitude | "
        "longitude | geolocation | location history | lat | lng | lon | track log",
    ),
    "wechat": (
        gettext_lazy("WeChat or other social media"),
        "微信 | 聊天记录 | 朋友圈 | 社交账号 | 微博 | qq号 | 抖音 | wechat | weixin | wechat id | chat log | "
        "chat history | social media | weibo | tiktok",
    ),
    "religion": (
        gettext_lazy("religion"),
        "宗教 | 信仰 | 教派 | religion | religious | faith | belief | beliefs",
    ),
    "health": (
        gettext_lazy("health"),
        "健康状况 | 健康信息 | 健康 | 病史 | 病历 | 疾病 | 诊断 | 体检 | 病情 | health | health status | "
        "medical history | medical record | diagnosis | disease | illness",
    ),
    "political_opinion": (
        gettext_lazy("political opinion"),
        "政治观点 | 政治倾向 | 政治见解 | 政治立场 | 政治态度 | 思想倾向 | political opinion | political opinions | "
        "political view | political views | political leaning | ideology",
    ),
    "face": (
        gettext_lazy("face"),
        "人脸 | 面部 | 脸部 | 刷脸 | 面容 | face | facial | face id | faceprint | face image",
    ),
    "fingerprint": (
        gettext_lazy("fingerprint"),
        "指纹 | 掌纹 | 虹膜 | 声纹 | fingerprint | fingerprints | palmprint | iris | voiceprint | biometric",
    ),
    "bank_account": (
        gettext_lazy("full bank account number"),
        "银行账号 | 银行帐号 | 银行账户 | 银行卡号 | 卡号 | 开户账号 | 收款账号 | 收款帐号 | 付款账号 | 账号 | 帐号 | "
        "bank account | bank account number | bank account no | account number | account no | iban | card number | "
        "bank card",
    ),
}
# A hash or the last digits are what minimisation asks for instead of the full number.
_SOFTENED = re.compile(r"哈希|散列|摘要|后四位|后4位|尾号|脱敏|\bhash(?:ed)?\b|\bmasked\b|\blast (?:4|four)\b")


def _terms() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (group, re.compile(re.escape(term) if not term.isascii() else rf"\b{re.escape(term)}\b"))
        for group, (_label, words) in FORBIDDEN.items()
        for term in (word.strip() for word in words.split("|"))
    ]


_PATTERNS = _terms()


def forbidden_group(header: str) -> str:
    """The group of forbidden data this header names; empty when it names none."""
    plain = unicodedata.normalize("NFKC", header)
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain)
    text = re.sub(r"[_\-./]+", " ", f"{plain} | {parted}").casefold()
    if _SOFTENED.search(text):
        return ""
    return next((group for group, pattern in _PATTERNS if pattern.search(text)), "")


def refuse_forbidden(headers: Iterable[str]) -> None:
    """Raise FileRefused when a header names data that must not be collected (R30)."""
    found = [(header, group) for header in headers if (group := forbidden_group(header))]
    if not found:
        return
    names = _("; ").join(f"“{header}” ({FORBIDDEN[group][0]})" for header, group in found)
    raise FileRefused(
        "forbidden_column",
        _("The file holds columns that must not be collected: %(names)s.") % {"names": names},
        _("Delete these columns from the file and upload it again. Nothing of it was kept."),
    )
