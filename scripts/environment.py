"""Where things are, and the environment each way of running gets."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO_TODAY = "2026-06-30"


def storage(kind: str) -> Path:
    """Folder of everything a way of running writes: the demo never shares one with real data."""
    if kind == "demo":
        return ROOT / "var" / "demo"
    return Path(os.environ.get("STORAGE_DIR") or ROOT / "var")


def for_running(kind: str, address: str) -> dict[str, str]:
    """Environment of `make demo` and `make run` answering at `address`.

    The demo's is fixed, empty values included: neither the shell nor .env may point it at real data.
    """
    if kind != "demo":
        own = {} if (ROOT / ".env").exists() else {"BASE_URL": address}
        return {"ENVIRONMENT": "development", **own, **os.environ}
    folder = storage("demo")
    return os.environ | {
        "ENVIRONMENT": "demo",
        "BASE_URL": address,
        "STORAGE_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'lianjian.sqlite3'}",
        "REDIS_URL": "",
        "EMAIL_URL": "",
        "TODAY": DEMO_TODAY,
    }
