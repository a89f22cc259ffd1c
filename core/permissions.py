"""Which role holds which permission. Every app grants its own in ``AppConfig.ready``; organization writes them down."""

from collections import defaultdict

_grants: dict[str, set[str]] = defaultdict(set)


def grant(permission: str, *roles: str) -> None:
    """Give ``permission`` ("app_label.codename") to the roles of these codes after the next migrate."""
    for role in roles:
        _grants[role].add(permission)


def grants() -> dict[str, frozenset[str]]:
    """Role code -> permissions, as granted by all installed apps."""
    return {role: frozenset(permissions) for role, permissions in _grants.items()}
