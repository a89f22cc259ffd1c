"""The OpenAPI description: the same for everybody who may read it, so it is written once in a process and language."""

from functools import cache
from typing import Any

from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator


@cache
def _described(_language: str | None) -> dict[str, Any]:
    return SchemaGenerator().get_schema(public=True)


class SharedSchema(SchemaGenerator):
    """Writing takes a second; who may read it the view asks first."""

    def get_schema(self, request: Any = None, public: bool = False) -> dict[str, Any]:
        return _described(get_language())
