from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.errors import Text


@dataclass(frozen=True)
class JobKind:
    key: str
    label: Text
    run: Callable[..., dict[str, Any] | None]
    in_parts: bool = False


_kinds: dict[str, JobKind] = {}


def job_kind(key: str, *, label: Text, in_parts: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register ``fn(handle: JobHandle, **params) -> dict | None`` (the result) as the work of jobs of kind ``key``.

    ``in_parts``: what was done before a cancel stays done.
    """

    def register(fn: Callable[..., Any]) -> Callable[..., Any]:
        _kinds[key] = JobKind(key, label, fn, in_parts)
        return fn

    return register


def find_kind(key: str) -> JobKind | None:
    """The kind ``key``, if an installed app registers it."""
    return _kinds.get(key)


def kind_of(key: str) -> JobKind:
    """The kind ``key``. Raises KeyError for a kind no installed app registers."""
    return _kinds[key]
