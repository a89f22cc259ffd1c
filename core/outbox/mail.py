"""The one form of mail that leaves the house (handbook 0.4 and 7.1): that a document waits, and nothing of it.

Chinese, because it is official wording fixed by the handbook; no name, no fact, no attachment.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings


@dataclass(frozen=True)
class Mail:
    subject: str
    body: str


def document_waits(*, kind: str, doc_no: str, sent_on: date, reply_by: date | None = None) -> Mail:
    """A mail that the document ``doc_no`` of ``kind`` (预警通知书 …) waits in the portal."""
    lines = [
        f"文书种类：{kind}",
        f"文书编号：{doc_no}",
        f"发送日期：{sent_on.isoformat()}",
        *([f"答复期限：{reply_by.isoformat()}"] if reply_by else []),
        f"查阅地址：{settings.BASE_URL}/portal/",
        f"联系电话：{settings.OFFICE_PHONE}",
    ]
    return Mail(f"【{settings.COMMISSION_NAME}】您有一份待办文书 {doc_no}", "\n".join(lines) + "\n")


def matter_waits(*, sent_on: date) -> Mail:
    """For inquiries and talks (W05, W06) the mail does not even say what kind of document waits."""
    lines = [
        "您有一项待办事项，请登录系统查看。",
        f"发送日期:{sent_on.isoformat()}",
        f"查阅地址:{settings.BASE_URL}/portal/",
        f"联系电话:{settings.OFFICE_PHONE}",
    ]
    return Mail("待办事项", "\n".join(lines) + "\n")


def things_wait(*, count: int, sent_on: date) -> Mail:
    """The daily digest: how many things wait, and not one word of what they are."""
    lines = [
        f"您有{count}项待办事项，请登录系统查看。",
        f"发送日期:{sent_on.isoformat()}",
        f"查阅地址:{settings.BASE_URL}/messages/",
        f"联系电话:{settings.OFFICE_PHONE}",
    ]
    return Mail(f"【{settings.COMMISSION_NAME}】您有 {count} 项待办事项", "\n".join(lines) + "\n")
