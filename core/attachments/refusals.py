"""Why a file is not taken, said so that the sender can mend it."""

from django.utils.translation import gettext as _

from core.errors import DomainError, InvalidInput


class ScannerUnreachable(DomainError):
    """A virus scanner is configured and does not answer: nothing is taken unexamined."""

    status = 503
    code = "scanner-unreachable"


def empty(name: str) -> InvalidInput:
    return InvalidInput(_("The file “%(name)s” is empty.") % {"name": name}, field="file")


def too_large(name: str, megabytes: int) -> InvalidInput:
    return InvalidInput(
        _("The file “%(name)s” is larger than %(limit)s MB.") % {"name": name, "limit": megabytes},
        field="file",
        cure=_("Split it or send a smaller scan."),
    )


def wrong_type(name: str) -> InvalidInput:
    return InvalidInput(
        _("“%(name)s” is not a file type that is taken here, or its content is not what its name says.")
        % {"name": name},
        field="file",
        cure=_("Send PDF, PNG, JPEG, DOCX, XLSX, OFD, TXT or CSV."),
    )


def broken(name: str) -> InvalidInput:
    return InvalidInput(
        _("“%(name)s” is damaged, cut off, or protected by a password.") % {"name": name},
        field="file",
        cure=_("Open it, save it again without a password, and send the new file."),
    )


def bomb(name: str) -> InvalidInput:
    return InvalidInput(
        _("“%(name)s” unpacks to far more than a document holds.") % {"name": name},
        field="file",
        cure=_("Send it as PDF."),
    )


def program(name: str) -> InvalidInput:
    return InvalidInput(
        _("“%(name)s” contains macros or embedded programs.") % {"name": name},
        field="file",
        cure=_("Save it without macros (.docx, .xlsx) or as PDF."),
    )


def secret() -> InvalidInput:
    return InvalidInput(
        _("Files marked 秘密, 机密 or 绝密 must not enter this system."),
        field="file",
        cure=_("Hand it over by the channel for classified documents."),
    )


def infected(name: str, finding: str) -> InvalidInput:
    return InvalidInput(
        _("The virus scanner found %(finding)s in “%(name)s”.") % {"name": name, "finding": finding},
        field="file",
        cure=_("Do not send it again; tell the information office."),
    )


def scanner_unreachable() -> ScannerUnreachable:
    return ScannerUnreachable(
        _("The virus scanner does not answer, so no file is taken now."),
        field="file",
        cure=_("Try again in a few minutes; when it lasts, tell the administrator."),
    )
