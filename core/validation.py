"""Rules that a model declares (lengths, choices, constraints), said as refusals of a service."""

from collections.abc import Collection

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from core.errors import InvalidInput


def refuse_unclean(record: Model, *, exclude: Collection[str] = ()) -> None:
    """Raise InvalidInput with the first field that ``record`` fills wrongly, or the constraint that it breaks."""
    try:
        record.full_clean(exclude=list(exclude))
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise InvalidInput(" ".join(messages), field="" if field == NON_FIELD_ERRORS else field) from error
