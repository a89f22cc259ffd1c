"""Fresh secrets for a production .env: `python3 -m scripts.new_secrets >> .env`. Python's own library is enough."""

import base64
import secrets


def fresh() -> dict[str, str]:
    """A new value for each secret; no two installations share one."""
    return {
        "SECRET_KEY": secrets.token_urlsafe(64),
        "FIELD_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "BLIND_INDEX_KEY": secrets.token_urlsafe(48),
        "POSTGRES_PASSWORD": secrets.token_urlsafe(32),
        "REDIS_PASSWORD": secrets.token_urlsafe(32),
    }


if __name__ == "__main__":
    for name, value in fresh().items():
        print(f"{name}={value}")
