from typing import Any

from rest_framework.routers import DefaultRouter
from rest_framework.viewsets import ViewSetMixin

_router = DefaultRouter()
_router.include_format_suffixes = False  # one address for one thing; JSON is all there is


def register(prefix: str, viewset: type[ViewSetMixin]) -> None:
    """Serve ``viewset`` under ``/api/v1/<prefix>/``; called in ``AppConfig.ready``."""
    if prefix not in {known for known, _viewset, _name in _router.registry}:
        _router.register(prefix, viewset, basename=prefix)


def router_urls() -> list[Any]:
    return _router.urls
