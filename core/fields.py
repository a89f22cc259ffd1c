"""Text that is encrypted at rest, and looked up by a keyed blind index."""

import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    """``text`` encrypted with the newest of ``settings.FIELD_KEYS``."""
    return _fernet(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text behind ``token``. Raises cryptography.fernet.InvalidToken when no configured key fits."""
    return _fernet(tuple(settings.FIELD_KEYS)).decrypt(token.encode()).decode()


def blind_index(text: str) -> str:
    """A keyed hash of the normalised ``text``: equal texts meet, and without the key nothing can be guessed."""
    normal = text.strip().upper().encode()
    return hmac.new(settings.BLIND_INDEX_KEY.encode(), normal, hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):
    """A text stored as a Fernet token. It cannot be filtered: keep a ``blind_index`` beside it for look-ups."""

    def get_prep_value(self, value: Any) -> str | None:
        value = super().get_prep_value(value)
        return encrypt(value) if value else value

    def from_db_value(self, value: str | None, *_args: Any) -> str | None:
        return decrypt(value) if value else value
