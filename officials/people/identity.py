"""What an official is known by: resident ID checked and compared, code, pseudonym."""

import hmac
from datetime import date
from hashlib import sha256

from django.conf import settings
from django.utils.translation import gettext as _
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from core.errors import InvalidInput
from officials.people.models import Gender

# Without 0/O, 1/I/L: a pseudonym is read out on the phone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def resident_id_clean(text: str, *, gender: str, birth_date: date) -> str:
    """The compact form of a valid resident ID (GB 11643: region, birth, order, check digit).

    Raises InvalidInput when a part is wrong or contradicts ``gender`` or ``birth_date``; never repeats the number.
    """
    try:
        number = ric.validate(text)
    except ValidationError as error:
        raise _wrong(_("The resident ID is not valid.")) from error
    if ric.get_birth_date(number) != birth_date:
        raise _wrong(_("The resident ID and the date of birth do not agree."))
    if (int(number[16]) % 2 == 1) != (gender == Gender.MALE):
        raise _wrong(_("The resident ID and the gender do not agree."))
    return number


def _wrong(message: str) -> InvalidInput:
    return InvalidInput(message, field="resident_id", cure=_("Compare it with the identity card, digit by digit."))


def pseudonym_for(code: str, *, attempt: int = 0) -> str:
    """The name ``P-xxxx`` of the official ``code``: keyed, so that it cannot be computed from the code.

    Four characters can meet twice; the caller raises ``attempt`` until the name is free.
    """
    digest = hmac.new(settings.BLIND_INDEX_KEY.encode(), f"pseudonym|{code}|{attempt}".encode(), sha256).digest()
    return "P-" + "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:4])
