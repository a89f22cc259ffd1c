"""Production refuses to start with a missing or default secret, and says which."""

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

ENVIRONMENTS = ("development", "demo", "production")


def refuse_unsafe_production(*, environment: str, values: dict[str, tuple[str, str]]) -> None:
    """Raise ImproperlyConfigured naming every variable of ``values`` that production may not leave as it is.

    ``values`` maps the variable's name to (its value, the default that only development and demo may use).
    """
    if environment not in ENVIRONMENTS:
        raise ImproperlyConfigured(f"ENVIRONMENT is {environment!r}; it must be one of {', '.join(ENVIRONMENTS)}.")
    if environment != "production":
        return
    missing = [name for name, (value, _) in values.items() if not value.strip()]
    default = [name for name, (value, default) in values.items() if value.strip() and value == default]
    if values["SECRET_KEY"][0] and len(values["SECRET_KEY"][0]) < 50 and "SECRET_KEY" not in default:
        raise ImproperlyConfigured("SECRET_KEY is too short for production: give it at least 50 random characters.")
    if missing or default:
        parts = [f"{name} is not set" for name in missing] + [
            f"{name} still has its development default" for name in default
        ]
        raise ImproperlyConfigured(
            f"Production does not start: {'; '.join(parts)}. Set them in the environment; docs/operations.md says how."
        )


def refuse_unusable_field_keys(keys: list[str]) -> None:
    """Raise ImproperlyConfigured for a key that could not encrypt: at the start, not at the first official saved."""
    for position, key in enumerate(keys, start=1):
        try:
            Fernet(key)
        except ValueError as problem:
            raise ImproperlyConfigured(
                f"FIELD_KEY: key {position} of {len(keys)} is not 32 bytes in URL-safe base64. "
                "`python3 -m scripts.new_secrets` makes one."
            ) from problem
